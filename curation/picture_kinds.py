"""What pictures the admin offers of a list or a record, and what is asked of one.

An admin class names its own in `pictures`; curation/picture_page.py makes their pages.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.db.models import Model, QuerySet

from curation.days import as_day
from curation.pictures import Picture
from curation.restricting import Viewer, may_look_at, visible

M = TypeVar("M", bound=Model)


class Misasked(ValueError):
    """A picture was asked for in a way that cannot be answered; says why in a sentence."""


@dataclass(frozen=True)
class Asked:
    """Who asks for a picture, and with what parameters.

    Without a viewer it is the shell that asks, which sees all. Parameters are texts as typed;
    in an address their names begin with `picture-`. `page` is the address of the picture's page
    without them; the shell has none.
    """

    viewer: Viewer | None = None
    given: Mapping[str, str] = field(default_factory=dict)
    page: str = ""

    def seen(self, rows: QuerySet[M]) -> QuerySet[M]:
        """Those of `rows` that the viewer may see: none of a kind that is not theirs to see."""
        if self.viewer is None:
            return rows
        return visible(rows, self.viewer) if self.may_see(rows.model) else rows.none()

    def may_see(self, model: type[Model]) -> bool:
        """Whether records of a kind are the viewer's to see at all."""
        return self.viewer is None or may_look_at(self.viewer, model)

    def of(self, model: type[M]) -> QuerySet[M]:
        """All rows of a model that the viewer may see."""
        return self.seen(model._default_manager.all())

    def in_use(self, model: type[M]) -> Any:
        """Those of them that are not retired: what is drawn about a record."""
        return self.of(model).exclude(status="retired")

    def address(self, elsewhere: str, **given: str) -> str:
        """The page with other parameters; for the shell `elsewhere` is the page."""
        page = self.page or elsewhere
        query = urlencode({f"picture-{name}": value for name, value in given.items()})
        return f"{page}{'&' if '?' in page else '?'}{query}" if query else page

    def day(self, name: str) -> date | None:
        """A parameter that is a day; None where it is empty. Raises `Misasked`."""
        text = self.given.get(name, "").strip()
        try:
            return as_day(text) if text else None
        except ValueError as error:
            raise Misasked(str(error)) from None


# What the shell asks: everything, without parameters.
ALL = Asked()


@dataclass(frozen=True)
class PictureKind:
    """A picture that a list or a record of a model can be asked for.

    `name` stands in its address, `label` on the button that leads to it. `of_rows` draws the rows
    of a list, filtered and searched, which the viewer may see; `of_record` draws what hangs on
    one record. Both may raise `Misasked`. `template` is its page, which extends
    `admin/curation/picture.html`, and `context` what that page shows besides.
    """

    name: str
    label: str
    of_rows: Callable[[Any, Asked], Picture] | None = None
    of_record: Callable[[Any, Asked], Picture] | None = None
    template: str = "admin/curation/picture.html"
    context: Callable[[Asked], Mapping[str, Any]] = lambda asked: {}
