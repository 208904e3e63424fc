"""The ways in which a row can come into the ledger, change and go, past Django or through it."""

import io

from django.db import connection
from django.db.models.expressions import DatabaseDefault


def columns_of(record):
    """Column and value of what an insert of `record` has to say; the rest has a default."""
    given = {}
    for field in record._meta.concrete_fields:
        if field.generated or field.primary_key:
            continue
        value = getattr(record, field.attname)
        if not isinstance(value, DatabaseDefault):
            given[field.column] = field.get_db_prep_save(value, connection)
    return given


def insert_by_save(record):
    record.save()


def insert_by_bulk_create(record):
    type(record).objects.bulk_create([record])


def insert_by_sql(record):
    given = columns_of(record)
    columns = ", ".join(f'"{column}"' for column in given)
    places = ", ".join(["%s"] * len(given))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {record._meta.db_table} ({columns}) VALUES ({places})",
            [*given.values()],
        )


def cell(value):
    """A value as COPY reads it."""
    if value is None:
        return "\\N"
    if isinstance(value, list):
        return "{" + ",".join(map(str, value)) + "}"
    return str(value)


def insert_by_copy(record):
    given = columns_of(record)
    columns = ", ".join(f'"{column}"' for column in given)
    cells = map(cell, given.values())
    with connection.cursor() as cursor:
        cursor.copy_expert(
            f"COPY {record._meta.db_table} ({columns}) FROM STDIN",
            io.StringIO("\t".join(cells) + "\n"),
        )


INSERTS = [insert_by_save, insert_by_bulk_create, insert_by_sql, insert_by_copy]


def update_by_save(record, column, value):
    row = type(record).objects.get(pk=record.pk)
    setattr(row, column, value)
    row.save()


def update_by_queryset(record, column, value):
    type(record).objects.filter(pk=record.pk).update(**{column: value})


def update_by_bulk_update(record, column, value):
    row = type(record).objects.get(pk=record.pk)
    setattr(row, column, value)
    type(record).objects.bulk_update([row], [column])


def update_by_sql(record, column, value):
    with connection.cursor() as cursor:
        cursor.execute(
            f'UPDATE {record._meta.db_table} SET "{column}" = %s WHERE id = %s',
            [value, record.pk],
        )


UPDATES = [update_by_save, update_by_queryset, update_by_bulk_update, update_by_sql]


def delete_by_method(record):
    type(record).objects.get(pk=record.pk).delete()


def delete_by_queryset(record):
    type(record).objects.filter(pk=record.pk).delete()


def delete_by_sql(record):
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {record._meta.db_table} WHERE id = %s", [record.pk])


DELETES = [delete_by_method, delete_by_queryset, delete_by_sql]
