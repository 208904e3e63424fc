"""What every picture is: a title, a drawing, a legend, its remarks, and a table that says the same.

A subclass draws its `body` and gives the `table`. Colours come from classes, which
the style sheets know; a drawing that is to stand alone carries them with it.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from xml.etree.ElementTree import Element

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from curation.pictures.fallbacks import with_fallbacks
from curation.pictures.sheets import sheets
from curation.pictures.standalone import standalone_page
from curation.pictures.svg import element, group, label, width, written
from curation.pictures.table import Table

STATIC = Path(__file__).parent.parent / "static" / "curation"
STYLES = ("pictures.css", "map.css", "network.css")
MARGIN = 16.0
LEAST_WIDTH = 640.0
# Of a picture of nothing, so that its words are no larger on a page than those of others.
WIDTH_OF_NOTHING = 1000.0
NAMESPACE = "http://www.w3.org/2000/svg"
LEGEND_LINE = 22.0
SWATCH = 34.0


@dataclass(frozen=True)
class Body:
    """What is drawn between title and legend, from 0, 0 to `width`, `height`.

    `legend` explains signs: each an element no larger than 28 by 14, drawn from its upper left
    corner, and what it means. `remarks` stand under the title, behind those of the picture.
    """

    width: float
    height: float
    elements: Sequence[Element]
    legend: Sequence[tuple[Element, str]] = field(default_factory=tuple)
    remarks: Sequence[str] = ()


class Picture(ABC):
    """A picture of rows; `remarks` are sentences that stand under its title.

    In a notebook it shows itself. One that `has_own_width` is not fitted to the width of a page.
    """

    has_own_width = False

    def __init__(self, title: str, remarks: Sequence[str] = ()) -> None:
        self.title = title
        self.remarks = list(remarks)

    @abstractmethod
    def body(self) -> Body:
        """The drawing; of nothing, `nothing` with a sentence."""

    @abstractmethod
    def table(self) -> Table:
        """The same in words, one row for each mark."""

    def drawing(self, body: Body | None = None) -> Element:
        """The whole picture as an element, in classes without colours; by default of its `body`."""
        body = body or self.body()
        wide = max(body.width, LEAST_WIDTH) + 2 * MARGIN
        head, top = self._head(wide - 2 * MARGIN, [*self.remarks, *body.remarks])
        legend, bottom = _legend(body.legend, wide - 2 * MARGIN, top + body.height + MARGIN)
        return element(
            "svg",
            element("title", self.title),
            element("rect", class_="ground", width=wide, height=bottom + MARGIN),
            *head,
            group(*body.elements, class_="body", transform=_moved(MARGIN, top)),
            *legend,
            xmlns=NAMESPACE,
            viewBox=f"0 0 {wide:.0f} {bottom + MARGIN:.0f}",
            width=f"{wide:.0f}",
            height=f"{bottom + MARGIN:.0f}",
            class_="picture own-width" if self.has_own_width else "picture",
            role="group",
            aria_label=self.title,
        )

    def inline(self) -> SafeString:
        """The drawing for a page that has the styles; links stay within the site."""
        return mark_safe(on_page(self.drawing()))

    def svg(self, site: str | None = None) -> str:
        """A file of its own, light or dark as its reader likes it, black on white in print.

        Its links lead to `site`, by default where `make run` listens.
        """
        drawing = _leading_to(_address(site), self.drawing())
        drawing.insert(1, element("style", with_fallbacks(_styles())))
        return f'<?xml version="1.0" encoding="UTF-8"?>\n{written(drawing)}\n'

    def html(self, site: str | None = None) -> str:
        """A page of its own with the picture and, below it, the table."""
        address = _address(site)
        drawing = _leading_to(address, self.drawing())
        return standalone_page(self.title, on_page(drawing), self.table(), address, _styles())

    def csv(self) -> str:
        return self.table().csv()

    def save(self, path: str | Path, site: str | None = None) -> None:
        """Writes the picture to a file: .svg, .html with its table, or .csv for the table alone.

        Raises `ValueError` with a sentence for another ending.
        """
        endings: dict[str, Callable[[], str]] = {
            ".svg": lambda: self.svg(site),
            ".html": lambda: self.html(site),
            ".csv": self.csv,
        }
        ending = Path(path).suffix.lower()
        if ending not in endings:
            message = f"“{path}” does not say what to save: let it end in .svg, .html or .csv."
            raise ValueError(message)
        with open(path, "w", newline="", encoding="utf-8") as stream:
            stream.write(endings[ending]())

    def __repr__(self) -> str:
        return f"<{self.title}: .save() makes an .svg, .html or .csv of it>"

    def _repr_svg_(self) -> str:
        return self.svg()

    def _head(self, room: float, remarks: Sequence[str]) -> tuple[list[Element], float]:
        """The title and the remarks, and where the body begins below them."""
        lines: list[Element] = []
        y = MARGIN
        for text, size, kind in [
            (self.title, 18, "title"),
            *((r, 12, "remark") for r in remarks),
        ]:
            for line in wrapped(text, room, size):
                y += size + 6
                lines.append(label(MARGIN, y, line, room=room, size=size, class_=kind))
        return lines, y + MARGIN


def on_page(drawing: Element) -> str:
    """A drawing as a page has it: as text, with the sheets on which it is printed."""
    pieces = sheets(drawing)
    return written(drawing) + ("" if pieces is None else written(pieces))


def nothing(sentence: str) -> Body:
    """The body of a picture of nothing."""
    said = label(0, 30, sentence, room=WIDTH_OF_NOTHING, size=14, class_="quiet")
    return Body(WIDTH_OF_NOTHING, 60, [said])


def wrapped(text: str, room: float, size: float) -> list[str]:
    """`text` in lines, broken between words; a word that is wider than `room` is a line."""
    lines: list[str] = []
    for word in text.split():
        if lines and width(f"{lines[-1]} {word}", size) <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _legend(
    signs: Sequence[tuple[Element, str]], room: float, top: float
) -> tuple[list[Element], float]:
    """The signs beside each other as far as they fit, and where they end."""
    placed: list[Element] = []
    x, y = 0.0, top
    for sign, meaning in signs:
        wide = SWATCH + width(meaning, 12) + 16
        if x and x + wide > room:
            x, y = 0.0, y + LEGEND_LINE
        text = label(SWATCH, 11, meaning, room=room - SWATCH, size=12)
        placed.append(group(sign, text, class_="sign", transform=_moved(MARGIN + x, y)))
        x += wide
    return placed, y + LEGEND_LINE if signs else top


def _moved(x: float, y: float) -> str:
    return f"translate({x:g} {y:g})"


def _leading_to(site: str, drawing: Element) -> Element:
    for mark in drawing.iter("a"):
        if mark.get("href", "").startswith("/"):
            mark.set("href", site + mark.get("href", ""))
    return drawing


def _address(site: str | None) -> str:
    """Where links of a file lead, without a slash at its end."""
    if site is None:
        host = f"[{settings.HOST}]" if ":" in settings.HOST else settings.HOST
        site = f"http://{host}:{settings.PORT}"
    return site.rstrip("/")


@cache
def _styles() -> str:
    return "\n".join((STATIC / name).read_text(encoding="utf-8") for name in STYLES)
