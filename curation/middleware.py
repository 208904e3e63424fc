"""Who changes a record through the web, from which page, for its history."""

from typing import Any

from django.http import HttpRequest
from pghistory.middleware import HistoryMiddleware


class EditorMiddleware(HistoryMiddleware):
    """Adds the user's name to the context that history keeps, so that it outlives the account."""

    def get_context(self, request: HttpRequest) -> dict[str, Any]:
        user = getattr(request, "user", None)
        name = user.get_username() if user is not None and user.is_authenticated else None
        return super().get_context(request) | {"username": name}
