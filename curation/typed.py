"""What was typed into a page beside its forms, such as a reason."""

from django.http import HttpRequest


def typed(request: HttpRequest, name: str) -> str:
    """A posted text, trimmed, without the NUL characters that no text column takes; or empty."""
    return request.POST.get(name, "").replace("\0", "").strip()
