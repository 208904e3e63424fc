"""Fixtures go once into an empty ledger; what somebody has edited since is theirs."""

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import cast

from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.core import serializers
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.models import Model

from curation.acting import SEED, acting_as
from curation.codes import current, lead
from curation.fixtures import (
    MODELS,
    Key,
    Keyed,
    NotAFixture,
    as_row,
    file_digest,
    fixture_path,
    read_rows,
    record_key,
    references,
    row_key,
)
from curation.links import beyond
from curation.models import Seeding


@dataclass
class Update:
    """What an update did: keys (model, natural key) of rows added, updated, and kept as edited."""

    added: list[Key] = field(default_factory=list)
    updated: list[Key] = field(default_factory=list)
    kept: list[Key] = field(default_factory=list)


def principal() -> User:
    """The user in whose name fixtures are loaded; it cannot log in."""
    users = get_user_model().objects
    seed, created = users.get_or_create(username=SEED, defaults={"is_active": False})
    if created:
        seed.set_unusable_password()
        seed.save()
    return seed


def seeded_as(seed: User, reason: str) -> AbstractContextManager[None]:
    """History names the principal `seed` and the reason for what is written within."""
    return acting_as(seed, reason=reason, principal=SEED)


@transaction.atomic
def seed_once(fixtures: Sequence[str] | None = None) -> int:
    """Loads the fixtures into an empty ledger; returns how many rows, 0 where it is not empty.

    Two processes that start at once take turns, so that only one seeds.
    """
    fixtures = settings.SEED_FIXTURES if fixtures is None else fixtures
    _lock()
    if Seeding.objects.exists() or not is_empty():
        return 0
    check(fixtures)
    _load(fixtures, "first seeding")
    for name in fixtures:
        Seeding.objects.create(fixture=name, sha256=file_digest(name), added=len(read_rows(name)))
    return sum(len(read_rows(name)) for name in fixtures)


def check(fixtures: Iterable[str]) -> None:
    """Raises `NotAFixture`, a sentence that names file, row and cure, for what cannot load."""
    rows = [(name, row) for name in fixtures for row in read_rows(name)]
    known = {row_key(row) for _name, row in rows}
    for name, row in rows:
        for column, target, code in references(row):
            if (target, (code,)) not in known and not is_recorded(target, code):
                key = " ".join(map(str, row_key(row)[1]))
                raise NotAFixture(
                    f"{fixture_path(name).name}: the {column} of {key} is “{code}”, which is the"
                    f" code of no {target}: correct it or add that row."
                )


def refuse_merged(fixtures: Iterable[str]) -> None:
    """Raises `NotAFixture` for a row that would be written over what it was merged into."""
    for name in fixtures:
        for row in read_rows(name):
            code = str(row["fields"].get("code", ""))
            if into := lead(apps.get_model(row["model"]), code):
                raise NotAFixture(
                    f"{fixture_path(name).name}: {code} was merged into {into}: take that row out,"
                    " or undo the merger."
                )


def _load(fixtures: Iterable[str], reason: str) -> None:
    try:
        call_command("loaddata", *fixtures, reason=reason, verbosity=0)
    except CommandError as error:
        raise NotAFixture(str(error)) from None


def is_recorded(label: str, code: str) -> bool:
    model = apps.get_model(label)
    return bool(model.objects.filter(code=current(model, code)).exists())


def is_empty() -> bool:
    """No record of any fixture model is in the ledger."""
    return not any(apps.get_model(label).objects.exists() for label in MODELS)


@transaction.atomic
def update(fixtures: Iterable[str] | None = None) -> Update:
    """Brings newer fixture rows to records nobody but `seed` has edited; an `Update`.

    Edited records that differ from their fixture row are kept as they are and listed.
    """
    _lock()
    seed = principal()
    total = Update()
    check(settings.SEED_FIXTURES if fixtures is None else fixtures)
    with seeded_as(seed, "update of the seeding"):
        for name in settings.SEED_FIXTURES if fixtures is None else fixtures:
            done = _update_from(name, seed)
            total.added += done.added
            total.updated += done.updated
            total.kept += done.kept
            Seeding.objects.create(
                fixture=name,
                sha256=file_digest(name),
                added=len(done.added),
                updated=len(done.updated),
                kept=len(done.kept),
            )
    return total


def _lock() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('seeding'))")


def _update_from(name: str, seed: User) -> Update:
    done = Update()
    with fixture_path(name).open("rb") as stream:
        for row in serializers.deserialize("json", stream):
            key = record_key(row.object)
            if _was_merged(row.object) or (row.object.pk is None and _was_there(row.object)):
                done.kept.append(key)
            elif row.object.pk is None:
                row.save()
                done.added.append(key)
            elif as_row(row.object) != as_row(
                type(row.object)._default_manager.get(pk=row.object.pk)
            ):
                if _edited(row.object, seed):
                    done.kept.append(key)
                else:
                    row.save()
                    done.updated.append(key)
    return done


def _was_there(record: Model) -> bool:
    """A row with this key was in the ledger once: somebody has deleted it or changed its key."""
    natural = cast("Keyed", record).natural_fields
    columns = [field.attname for field in record._meta.concrete_fields if field.name in natural]
    history = beyond(type(record), "history")._default_manager
    return history.filter(**{column: getattr(record, column) for column in columns}).exists()


def _was_merged(record: Model) -> bool:
    """The row's code leads to another record by now, which it must not be written over."""
    return lead(type(record), getattr(record, "code", "")) is not None


def _edited(record: Model, seed: User) -> bool:
    """Somebody else than `seed`, or nobody one could name, has a hand in the record's history."""
    history = beyond(type(record), "history")._default_manager
    changes = history.filter(pgh_obj_id=record.pk)
    return changes.exclude(pk__in=changes.filter(pgh_context__user=seed.pk)).exists()
