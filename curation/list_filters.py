"""Filters for the lists of the admin: by standing, and by words typed into a box."""

from django.contrib import admin

from curation.standing import Standing


class StandingFilter(admin.SimpleListFilter):
    title = "standing"
    parameter_name = "standing"

    def lookups(self, request, model_admin):
        return [(standing.value, standing.value) for standing in reversed(Standing)]

    def queryset(self, request, queryset):
        return queryset.of_standing(self.value()) if self.value() in Standing.values else queryset


class TypedFilter(admin.ListFilter):
    """A filter by what is typed, for columns with too many values to list.

    A subclass gives `title`, `parameter_name`, `placeholder` and `narrow(rows, text)`; what
    cannot be understood finds nothing.
    """

    template = "admin/curation/typed_filter.html"
    parameter_name = None
    placeholder = ""

    def __init__(self, request, params, model, model_admin):
        super().__init__(request, params, model, model_admin)
        value = params.pop(self.parameter_name, None)
        self.others = [
            (name, v)
            for name, vs in request.GET.lists()
            for v in vs
            if name not in (self.parameter_name, "p")
        ]
        self.value = (value[-1] if isinstance(value, list) else value or "").strip()
        if self.value:
            self.used_parameters[self.parameter_name] = self.value

    def has_output(self):
        return True

    def expected_parameters(self):
        return [self.parameter_name]

    def choices(self, changelist):
        others = changelist.get_query_string(remove=[self.parameter_name])
        yield {"selected": False, "query_string": others, "display": "All"}

    def queryset(self, request, queryset):
        if not self.value:
            return queryset
        try:
            return self.narrow(queryset, self.value)
        except ValueError:
            return queryset.none()

    def narrow(self, rows, text):
        raise NotImplementedError
