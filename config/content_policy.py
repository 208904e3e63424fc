"""A content policy for every answer, as `SECURE_CSP` has it.

The setting has the form of Django 6.0's own, whose middleware takes the place of this one then.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

HEADER = "Content-Security-Policy"
# Django's pages for developers bring their styles and scripts along.
TECHNICAL = (404, 500)


class ContentPolicyMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.policy = "; ".join(
            f"{directive} {' '.join(sources)}" for directive, sources in settings.SECURE_CSP.items()
        )

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not (settings.DEBUG and response.status_code in TECHNICAL):
            response.headers.setdefault(HEADER, self.policy)
        return response
