"""A picture read back from the file it makes: its marks, and what stands where on its axis."""

from datetime import date, datetime
from xml.etree import ElementTree

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = [
    "<script>alert(1)</script>",
    '"onload="alert(1)',
    "]]></title></svg><img src=x onerror=alert(1)>",
    "&lt;b&gt; &amp; 'quoted'",
    "كتائب حزب الله والحشد الشعبي",
    "ארגון עם שם ארוך מאוד",
    "🚀🔥 emoji 👨‍👩‍👧‍👦",
    "long " * 39,
    "x" * 200,
    "e" + "\u0301" * 199,
    "control \x01 \x1b[31m \ud800 \ufffe",
    "=HYPERLINK(1)",
    "\u202eesrever",
]


def read(picture):
    return ElementTree.fromstring(picture.svg(site="https://ledger.test"))


def marks(picture):
    """The marks by the first line of their titles, which is what they are read out as."""
    found = {}
    for mark in read(picture).iter():
        if "mark" in mark.get("class", "").split() and mark.find(f"{SVG}title") is not None:
            title = mark.find(f"{SVG}title").text
            found[title.replace("\u2068", "").replace("\u2069", "")] = mark
    return found


def parts(mark, kind):
    """The (left, right) of those parts of a mark that are of a class."""
    return [
        (float(part.get("x")), float(part.get("x")) + float(part.get("width")))
        for part in mark.iter(f"{SVG}rect")
        if kind in part.get("class").split()
    ]


def axis(picture):
    """A function from a day to where it begins, told from the labels of two ticks alone."""
    ticks = [
        (_day(text.text.strip("\u2068\u2069")), float(text.get("x")))
        for text in read(picture).iter(f"{SVG}text")
        if text.get("class") == "tick"
    ]
    (first, left), (last, right) = min(ticks), max(ticks)
    per_day = (right - left) / (last - first).days
    return lambda day: left + (day - first).days * per_day


def _day(words):
    if words.isdigit():
        return date(int(words), 1, 1)
    form = "%d %b %Y" if len(words.split()) == 3 else "%b %Y"
    return datetime.strptime(words, form).date()
