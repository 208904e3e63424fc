"""Pictures of any list, as it is filtered and searched, and of any record, with their tables."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from curation.picture_kinds import Asked, Misasked, PictureKind
from curation.pictures import Picture

# What a parameter of a picture begins with, so that a list takes none for one of its filters.
PREFIX = "picture-"
FILES = {"svg": "image/svg+xml", "csv": "text/csv; charset=utf-8"}


class Wanted(NamedTuple):
    """A picture that is asked for: of a record or, for None, of a list; `given` as in its address.

    `filters` are what of that is the list's own.
    """

    kind: PictureKind
    record: Model | None
    asked: Asked
    given: QueryDict
    filters: QueryDict


class PicturesMixin(admin.ModelAdmin):
    """Adds the pages `picture/<name>/` to a list and to its records, and the ways to them."""

    pictures: Sequence[PictureKind] = ()

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.picture_view)
        stem = f"{self.opts.app_label}_{self.opts.model_name}_picture"
        of_list = [
            path("picture/<slug:name>/", view, name=f"{stem}_of_list"),
            path("picture/<slug:name>.<slug:ending>", view, name=f"{stem}_of_list_as"),
        ]
        of_record = [
            path("<path:object_id>/picture/<slug:name>/", view, name=f"{stem}_of_record"),
            path(
                "<path:object_id>/picture/<slug:name>.<slug:ending>",
                view,
                name=f"{stem}_of_record_as",
            ),
        ]
        found: list[URLPattern] = super().get_urls()
        return [*of_list, *of_record, *found] if self.pictures else found

    def picture_view(
        self, request: HttpRequest, name: str, object_id: str | None = None, ending: str = ""
    ) -> HttpResponse:
        """The picture on a page, or as a file."""
        wanted = self._wanted(request, name, object_id)
        if ending and ending not in FILES:
            raise Http404("A picture is fetched as svg or csv.")
        request.GET = wanted.filters  # type: ignore[assignment]
        try:
            picture, refusal = self._drawn(request, wanted), ""
        except IncorrectLookupParameters:
            return HttpResponseRedirect(f"{self._list_address()}?e=1")
        except Misasked as error:
            picture, refusal = None, str(error)
        if not ending:
            return self._picture_page(request, wanted, picture, refusal)
        if picture is None:
            return HttpResponse(refusal, status=400, content_type="text/plain; charset=utf-8")
        return _file(request, picture, f"{self.opts.model_name}-{name}", ending)

    def _wanted(self, request: HttpRequest, name: str, object_id: str | None) -> Wanted:
        kind = self._picture_kind(name, object_id)
        if not self.has_view_permission(request):
            raise PermissionDenied
        record = None if object_id is None else self._record_drawn(request, object_id)
        given, filters = request.GET, _without_parameters(request.GET)
        page = self.picture_address(kind, record) + _query(filters)
        asked = Asked(request.user, _parameters(given), page)
        return Wanted(kind, record, asked, given, filters)

    def _picture_kind(self, name: str, object_id: str | None) -> PictureKind:
        kinds = self.list_pictures() if object_id is None else self.record_pictures()
        for kind in kinds:
            if kind.name == name:
                return kind
        raise Http404("There is no such picture of it.")

    def list_pictures(self) -> list[PictureKind]:
        return [kind for kind in self.pictures if kind.of_rows]

    def record_pictures(self) -> list[PictureKind]:
        return [kind for kind in self.pictures if kind.of_record]

    def _record_drawn(self, request: HttpRequest, object_id: str) -> Model:
        record: Model | None = self.get_object(request, unquote(object_id))
        if record is None:
            raise Http404("There is no such record.")
        if not self.has_view_permission(request, record):
            raise PermissionDenied
        return record

    def _drawn(self, request: HttpRequest, wanted: Wanted) -> Picture:
        kind = wanted.kind
        if wanted.record is not None:
            assert kind.of_record is not None
            return kind.of_record(wanted.record, wanted.asked)
        assert kind.of_rows is not None
        request.only_filters = True  # type: ignore[attr-defined]
        rows: QuerySet = self.get_changelist_instance(request).get_queryset(request)
        return kind.of_rows(rows, wanted.asked)

    def _picture_page(
        self, request: HttpRequest, wanted: Wanted, picture: Picture | None, refusal: str
    ) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": picture.title if picture else wanted.kind.label,
            "opts": self.opts,
            "record": wanted.record,
            "kind": wanted.kind,
            "picture": picture,
            "table": picture.table() if picture else None,
            "refusal": refusal,
            "asked": wanted.asked,
            "hidden_filters": [*wanted.filters.lists()],
            **self._ways(wanted),
            **wanted.kind.context(wanted.asked),
        }
        return TemplateResponse(request, wanted.kind.template, context)

    def _ways(self, wanted: Wanted) -> dict[str, Any]:
        """Addresses: where one came from, the other pictures of the same, the files of this."""
        record, kind, filters = wanted.record, wanted.kind, _query(wanted.filters)
        of_list = record is None
        kinds = self.list_pictures() if of_list else self.record_pictures()
        return {
            "back": self._list_address() + filters if of_list else self._record_address(record),
            "others": [
                (other.label, self.picture_address(other, record) + filters)
                for other in kinds
                if other is not kind
            ],
            "files": [
                (ending.upper(), self.picture_address(kind, record, ending) + _query(wanted.given))
                for ending in FILES
            ],
        }

    def picture_address(
        self, kind: PictureKind, record: Model | None = None, ending: str = ""
    ) -> str:
        """Where a picture of the list, or of a record, is shown or, with an ending, fetched."""
        of = "of_list" if record is None else "of_record"
        stem = f"admin:{self.opts.app_label}_{self.opts.model_name}_picture_{of}"
        args = [kind.name] if record is None else [record.pk, kind.name]
        return reverse(f"{stem}_as", args=[*args, ending]) if ending else reverse(stem, args=args)

    def _list_address(self) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")

    def _record_address(self, record: Any) -> str:
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_change"
        return reverse(name, args=[record.pk])

    def picture_tools(self, record: Model) -> list[tuple[str, str]]:
        """Labels and addresses of the pictures of a record."""
        return [(kind.label, self.picture_address(kind, record)) for kind in self.record_pictures()]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        query = _query(request.GET)
        ways = [(kind.label, self.picture_address(kind) + query) for kind in self.list_pictures()]
        return super().changelist_view(request, {"pictures": ways, **(extra_context or {})})


def _query(given: QueryDict) -> str:
    return f"?{given.urlencode()}" if given else ""


def _parameters(given: QueryDict) -> dict[str, str]:
    """A picture's own parameters; of one given several times, the last."""
    names = [name for name in given if name.startswith(PREFIX)]
    return {name.removeprefix(PREFIX): str(given[name]) for name in names}


def _without_parameters(given: QueryDict) -> QueryDict:
    filters = given.copy()
    for name in given:
        if name.startswith(PREFIX):
            del filters[name]
    return filters


def _file(request: HttpRequest, picture: Picture, stem: str, ending: str) -> HttpResponse:
    """A file to keep, whose links lead back to this site."""
    site = request.build_absolute_uri("/")
    content = picture.svg(site) if ending == "svg" else picture.csv()
    disposition = f'attachment; filename="{stem}.{ending}"'
    return HttpResponse(
        content, content_type=FILES[ending], headers={"Content-Disposition": disposition}
    )
