"""Filters of passages and attributions: by document, by paragraph, by kind of subject."""

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from curation.codes import current
from curation.list_filters import TypedFilter
from sources.models import SUBJECTS, Document


class DocumentFilter(TypedFilter):
    """Rows of the documents with this code, or with this in their title."""

    title = "document"
    parameter_name = "document"
    placeholder = "code or title"
    path = "document"

    def narrow(self, rows: QuerySet, text: str) -> QuerySet:
        code = current(Document, text)
        documents = Document.objects.filter(Q(code=code) | Q(title__icontains=text))
        return rows.filter(**{f"{self.path}__in": documents.order_by().values("pk")})


class DocumentOfPassageFilter(DocumentFilter):
    path = "passage__document"


class ParagraphFilter(TypedFilter):
    title = "paragraph"
    parameter_name = "paragraph"
    placeholder = "3"

    def narrow(self, rows: QuerySet, text: str) -> QuerySet:
        if not (text.isascii() and text.isdecimal() and len(text) < 7):
            raise ValueError(f"“{text}” is no paragraph: write its number, such as 3.")
        return rows.filter(paragraph=int(text))


class SubjectFilter(admin.SimpleListFilter):
    title = "what it is about"
    parameter_name = "about"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [(name, str(model._meta.verbose_name)) for name, model in SUBJECTS.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() in SUBJECTS:
            return queryset.filter(**{f"{self.value()}__isnull": False})
        return queryset
