"""Numbers as one reads them."""

from decimal import Decimal


def plain(number: Decimal) -> str:
    """The digits of a number without the zeros that its column keeps behind the point."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
