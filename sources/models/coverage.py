from django.db import models
from django.db.models import F

from curation.directions import set_in
from curation.querysets import NamedQuerySet
from sources.models.document import Document


class Coverage(models.Model):
    """How many of a document's paragraphs are coded, kept by triggers; never written by hand.

    A document without a text or a passage has no row. Without a text the last paragraph that is
    known is the last one coded. See sources/sql/coverage.sql.
    """

    document = models.OneToOneField(
        Document, models.DO_NOTHING, primary_key=True, related_name="coverage"
    )
    paragraphs = models.PositiveIntegerField()
    coded = models.PositiveIntegerField()
    uncoded = models.GeneratedField(
        expression=F("paragraphs") - F("coded"),
        output_field=models.IntegerField(),
        db_persist=True,
    )

    objects = NamedQuerySet.as_manager()

    named_by = ("document",)

    class Meta:
        default_permissions = ()
        indexes = [models.Index(F("uncoded").desc(), "document", name="coverage_by_uncoded")]

    def __str__(self) -> str:
        return f"{self.coded} of {self.paragraphs} paragraphs of {set_in(self.document)}"
