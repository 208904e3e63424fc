"""A drawing that is higher than a sheet of paper, once more in pieces, each of which fits on one.

A browser prints a drawing on one sheet and cuts off what does not fit.
"""

from math import ceil
from xml.etree.ElementTree import Element

from curation.pictures.svg import element, group

# As high as this, in parts of its width, a drawing fits on a sheet, below the title of the page.
RATIO = 1.25
# Pieces overlap by more than a line of any picture, so that each is whole on one of them.
OVERLAP = 40.0
CONTENT = "drawing"


def sheets(drawing: Element) -> Element | None:
    """The pieces, for print alone; None of a drawing that fits.

    They show the content of `drawing`, which gets an `id` for it.
    """
    wide, high = (float(drawing.get(side, 0)) for side in ("width", "height"))
    if high <= wide * RATIO:
        return None
    title, *content = drawing
    # The class goes along, for what is used stands in a tree of its own for its styles.
    drawing[:] = [title, group(*content, id=CONTENT, class_="picture")]
    step = wide * RATIO - OVERLAP
    pieces = [
        _piece(wide, n * step, min(wide * RATIO, high - n * step))
        for n in range(ceil((high - OVERLAP) / step))
    ]
    return element("div", *pieces, class_="sheets", aria_hidden="true")


def _piece(wide: float, top: float, high: float) -> Element:
    return element(
        "svg",
        element("use", href=f"#{CONTENT}"),
        viewBox=f"0 {top:.0f} {wide:.0f} {high:.0f}",
        class_="picture",
    )
