"""Query strings without NUL, which no text of the database holds: no page need think of it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


class QueryStringMiddleware:
    """Leaves NUL out, as it may come with copied text."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        query = request.META.get("QUERY_STRING", "").replace("\0", "")
        while "%00" in query:  # "%%0000" has another once the first is gone
            query = query.replace("%00", "")
        request.META["QUERY_STRING"] = query
        return self.get_response(request)
