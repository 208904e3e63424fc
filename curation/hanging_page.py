"""All that hangs on a record, as a page shows it: by link, with the way to each row."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django.contrib.admin import AdminSite
from django.db.models import ForeignKey, Model, QuerySet

from curation.addresses import page_of
from curation.decisions import Step
from curation.hanging import hanging
from curation.restricting import Viewer, visible
from curation.taking_over import in_its_place, name_of

ROWS_SHOWN = 50


@dataclass
class Line:
    """A row: its `key` in a form, what it is called, its page, what becomes of it if anything."""

    key: str
    name: str
    url: str
    fate: str = ""


@dataclass
class Group:
    """The rows of one link; `more` counts those that are not shown."""

    label: str
    count: int
    lines: list[Line]

    @property
    def more(self) -> int:
        return self.count - len(self.lines)


def fates(steps: list[Step]) -> Mapping[tuple[str, int], str]:
    """What a merger would make of each row, where that is more than to move it."""
    words = {"folded": "becomes one with", "set_aside": "is settled by this"}
    return {
        (step.model, step.key): f"{words[step.action]} {step.into_code}".strip()
        for step in steps
        if step.action in words
    }


def groups(
    record: Model,
    user: Viewer,
    fate: Mapping[tuple[str, int], str],
    shown: int = ROWS_SHOWN,
    *,
    chosen: Mapping[str, Collection[int]] = MappingProxyType({}),
    found: Callable[[ForeignKey, QuerySet], QuerySet] = lambda link, rows: rows,
) -> Iterator[Group]:
    """What `user` may see of what hangs on `record`, in as many queries whatever its number.

    Of each link the rows with the `chosen` keys, and of the others the first that are `found`.
    """
    for field, _link in hanging(type(record)):
        model = field.model
        rows = visible(model._base_manager.filter(**{field.name: record}), user)
        links = _links(model)
        named = rows.select_related(*links) if links else rows
        count = rows.count()
        keys = chosen.get(name_of(field), [])
        first, others = named.filter(pk__in=keys), found(field, named.exclude(pk__in=keys))
        lines = [
            Line(
                f"{name_of(field)}:{row.pk}",
                in_its_place(row),
                page_of(row),
                fate.get((model._meta.label_lower, row.pk), ""),
            )
            for row in [*first.order_by("pk"), *others.order_by("pk")[:shown]]
        ]
        if count:
            yield Group(_label(field), count, lines)


def may_see(site: AdminSite, request: Any, model: type[Model]) -> bool:
    return site.get_model_admin(model).has_view_permission(request)


def _links(model: type[Model]) -> list[str]:
    """What a row of `model` follows to be told from others."""
    where = [field.name for field in model._meta.concrete_fields if field.name == "passage"]
    return list(dict.fromkeys([*getattr(model, "named_by", ()), *where]))


def _label(field: Any) -> str:
    """“relations as its object”: plural and, where the link is not just the kind, its name."""
    plural = str(field.model._meta.verbose_name_plural)
    own = field.related_model._meta.model_name
    return plural if field.name == own else f"{plural}, as {field.verbose_name}"
