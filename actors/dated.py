"""Querysets of names and designations, by when they were in use and in force."""

from typing import TYPE_CHECKING

from actors.pictures import DesignationTimelines, NameTimelines
from curation.querysets import EvidencedQuerySet
from curation.when import Dated, Lasting

if TYPE_CHECKING:
    from actors.models import Designation, Name


class NameQuerySet(Dated, NameTimelines, EvidencedQuerySet["Name"]):
    """Names, asked for by when they were in use."""

    dated_by = "used"


class DesignationQuerySet(Lasting, DesignationTimelines, EvidencedQuerySet["Designation"]):
    """Designations, asked for by when they were in force."""
