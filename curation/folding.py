"""Rows that would become the same row once what they hang on is one."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast

from django.db.models import F, Field, ForeignKey, Model, Q, UniqueConstraint
from django.db.models.functions import Greatest, Least

from curation.hanging import hanging
from curation.records import Status

# Of two rows that become one, the one stays that review has brought further.
RANKS = [Status.ACCEPTED, Status.SUBMITTED, Status.DRAFT, Status.RETURNED, Status.RETIRED]
APART = {"code", "status", "restricted", "note"}

Clash = tuple[Model, Model, UniqueConstraint]


def clashes(field: Any, rows: Sequence[Model], pairs: Mapping[Any, Any]) -> Iterator[Clash]:
    """Each of `rows` with the other that a rule holds it to be, once `field` leads to its pair."""
    model = field.model
    rules = [
        rule
        for rule in model._meta.constraints
        if isinstance(rule, UniqueConstraint) and field.name in _columns(rule)
    ]
    if not rules or not rows:
        return
    there = [row for row in _already_there(field, pairs) if row not in rows]
    for rule in rules:
        held = _held(rule, model, [*rows, *there])
        known = {_key(rule, row, field, {}): row for row in there if row.pk in held}
        for row in rows:
            key = _key(rule, row, field, pairs)
            twin = known.get(key)
            if row.pk in held and twin is not None and not _tells_apart(rule, key):
                yield row, twin, rule


def which_stays(row: Model, twin: Model) -> tuple[Model, Model]:
    """The one of two that stays, then the other."""
    return (row, twin) if _rank(row) < _rank(twin) else (twin, row)


def differences(rule: UniqueConstraint, kept: Model, folded: Model) -> dict[str, str]:
    """What `folded` says otherwise than `kept`, by label, in words."""
    compared = {*_columns(rule)} | APART
    said = {}
    for field in kept._meta.concrete_fields:
        if field.name in compared or field.primary_key or field.generated or not field.editable:
            continue
        value = getattr(folded, field.attname)
        if value in (None, "") or value == getattr(kept, field.attname):
            continue
        said[field.name] = str(dict(field.flatchoices).get(value, value))
    return said


def _already_there(field: Any, pairs: Mapping[Any, Any]) -> Sequence[Model]:
    """Rows that hang on what the pairs become, by whatever link of the same table."""
    if not isinstance(field, ForeignKey):
        return [*field.model._base_manager.filter(**{f"{field.name}__in": [*pairs.values()]})]
    condition = Q()
    for other, _link in hanging(field.related_model):
        if other.model is field.model:
            condition |= Q(**{f"{other.name}__in": [*pairs.values()]})
    return [*field.model._base_manager.filter(condition)]


def _columns(rule: UniqueConstraint) -> list[str]:
    if rule.fields:
        return list(rule.fields)
    names = []
    for expression in cast("Sequence[Any]", rule.expressions):
        sources = expression.get_source_expressions() if _picks(expression) else [expression]
        names += [source.name for source in sources]
    return names


def _picks(expression: object) -> bool:
    return isinstance(expression, Least | Greatest)


def _held(rule: UniqueConstraint, model: type[Model], rows: Sequence[Model]) -> set[Any]:
    """The keys of those rows that the rule's condition, if it has one, is true of."""
    keys = {row.pk for row in rows}
    if rule.condition is None:
        return keys
    return {*model._base_manager.filter(rule.condition, pk__in=keys).values_list("pk", flat=True)}


def _key(
    rule: UniqueConstraint, row: Model, field: Field, pairs: Mapping[Any, Any]
) -> tuple[Any, ...]:
    def value(name: str) -> Any:
        found = getattr(row, row._meta.get_field(name).attname)  # type: ignore[union-attr]
        return pairs.get(found, found) if name == field.name else found

    def of(expression: Any) -> Any:
        if _picks(expression):
            values = [value(source.name) for source in expression.get_source_expressions()]
            return min(values) if isinstance(expression, Least) else max(values)
        return value(expression.name)

    return tuple(of(expression) for expression in rule.expressions or [F(n) for n in rule.fields])


def _tells_apart(rule: UniqueConstraint, key: tuple[Any, ...]) -> bool:
    """Whether an empty link makes the row differ from all others."""
    return None in key and rule.nulls_distinct is not False


def _rank(row: Any) -> int:
    status = getattr(row, "status", Status.ACCEPTED)
    return RANKS.index(status)
