"""Elements of SVG that escape whatever is put into them, and text that keeps to its room."""

import re
import unicodedata
from functools import cache
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

# What XML 1.0 cannot hold, and what a reader of it may take for the end of the text.
NO_CHARACTER = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# What a link may begin with: a path of this site, a place on this page, a web address.
ADDRESS = re.compile(r"/(?!/)|#|https?://")
ELLIPSIS = "…"
# Widths in parts of the size of the letters, as of DejaVu Sans, a wide font: fonts differ.
WIDTHS = [
    (0.34, "ijlI.,:;'|\u00a0 "),
    (0.46, 'frt!()[]/\\-"'),
    (0.84, "<>=+~#^±×÷¬&"),
    (0.92, "wMМΜФЫжшюфыѓЊњЉљ"),
    (1.0, "Wm@%—…щ©®½¼¾ÆæŒœ"),
    (1.1, "ЖШЩЮ"),
]
WIDTH_OF = {character: wide for wide, characters in WIDTHS for character in characters}
LIGATURES = {"\ufdfa": 6.0, "\ufdfb": 4.0, "\ufdfd": 14.0}
# More marks than any script puts on one letter would run into the lines above and below.
MARKS_ON_A_LETTER = 4


def element(tag: str, *children: "Element | str | None", **attributes: object) -> Element:
    """An element with its attributes and children; texts among these follow each other.

    `class_` is written `class`, `text_anchor` `text-anchor`; numbers get two decimals; None is
    left out, whether child or attribute. Raises `ValueError` for what a strict content policy
    refuses, styles and handlers, and for a link that would run a script.
    """
    made = Element(tag)
    for name, value in attributes.items():
        if value is not None:
            made.set(*_attribute(name.rstrip("_").replace("_", "-"), value))
    for child in children:
        if isinstance(child, str):
            _append_text(made, clean(child))
        elif child is not None:
            made.append(child)
    return made


def _attribute(name: str, value: object) -> tuple[str, str]:
    if name == "style" or name.startswith("on"):
        raise ValueError(f"A picture has no {name}: a strict content policy refuses it.")
    text = number(value) if isinstance(value, float) else clean(str(value))
    if name == "href" and not ADDRESS.match(text):
        raise ValueError(f"“{text}” is no address that a picture may lead to.")
    return name, text


def _append_text(made: Element, text: str) -> None:
    if len(made):
        made[-1].tail = (made[-1].tail or "") + text
    else:
        made.text = (made.text or "") + text


def clean(text: str) -> str:
    """`text` without what XML cannot hold."""
    return NO_CHARACTER.sub("\ufffd", text)


def number(value: float) -> str:
    """A coordinate with at most two decimals."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def group(*children: "Element | str | None", **attributes: object) -> Element:
    return element("g", *children, **attributes)


def link(address: str, title: str, *children: "Element | None", **attributes: object) -> Element:
    """A mark: what is drawn, read out by its title, leading to a record if it has an address."""
    tag, leads = ("a", {"href": address}) if address else ("g", {})
    return element(tag, element("title", title), *children, **leads, **attributes)


def label(
    x: float, y: float, text: str, *, room: float, size: float = 12, **attributes: object
) -> Element:
    """One line of text at a point, cut to `room` wide; `size` is its height in the same units."""
    return element("text", fitted(text, room, size), x=x, y=y, font_size=size, **attributes)


def fitted(text: str, room: float, size: float) -> str:
    """`text` on one line, cut with an ellipsis if it could be wider than `room`.

    It is set apart by direction, so that one that runs right to left keeps its ellipsis at its
    own end.
    """
    line = _bearable(" ".join(text.split()))
    if width(line, size) <= room:
        return apart(line)
    left = room / size - _width(ELLIPSIS)
    kept = 0
    for character in line:
        left -= _width(character)
        if left < 0:
            break
        kept += 1
    return apart(line[:kept].rstrip() + ELLIPSIS)


def apart(text: str) -> str:
    """`text` set apart by direction, so that one that runs right to left turns no other."""
    return f"\u2068{text}\u2069" if text else ""


def _bearable(text: str) -> str:
    """Without marks piled up on one letter."""
    kept, marks = [], 0
    for character in text:
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks <= MARKS_ON_A_LETTER:
            kept.append(character)
    return "".join(kept)


def width(text: str, size: float) -> float:
    """How wide a line of text is at most, in the units of `size`: an estimate, font unknown."""
    return size * sum(_width(character) for character in text)


@cache
def _width(character: str) -> float:
    if character in LIGATURES:
        return LIGATURES[character]
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0.0
    letter = unicodedata.normalize("NFD", character)[0]
    if letter in WIDTH_OF:
        return WIDTH_OF[letter]
    if letter >= "\u2e80":
        return 1.3 if letter >= "\U0001f000" else 1.05
    if letter.isupper():
        return 0.79
    if letter < "\u0370":
        return 0.64
    if letter < "\u0600":
        return 0.74
    return 0.62 if letter < "\u0700" else 0.9


def written(root: Element) -> str:
    """The element as text, for a page or a file."""
    return ElementTree.tostring(root, encoding="unicode")


def written_as_html(root: Element) -> str:
    """The same for an element of HTML, where one without children is not closed in its own tag."""
    return ElementTree.tostring(root, encoding="unicode", method="html")
