"""Numbers as one reads them."""

import re
from decimal import Decimal

THOUSANDS = re.compile(r"\s*[+-]?\d{1,3}(,\d{3})+(\.\d+)?\s*")


def without_commas(text: str) -> str:
    """What is typed as a number without the commas that set thousands apart, as in 1,200."""
    return text.replace(",", "") if THOUSANDS.fullmatch(text) else text


def plain(number: Decimal) -> str:
    """The digits of a number without the zeros that its column keeps behind the point."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
