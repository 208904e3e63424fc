"""A page with a picture and its table that needs no other file."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from curation.pictures.svg import element, written_as_html
from curation.pictures.table import Row, Table

# A page that asks nobody for anything, whatever stands in it.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
PAGE_STYLES = """
body { margin: 1rem; font: 0.875rem/1.4 system-ui, sans-serif; color: #1b1b1b; background: #fff; }
.frame { overflow-x: auto; }
.frame > svg { max-width: 100%; height: auto; }
@media screen {
    .frame > svg { max-width: max(100%, 900px); }
    .frame > svg.own-width { max-width: none; }
}
table { border-collapse: collapse; margin-top: 1rem; }
caption { text-align: start; font-weight: bold; }
th, td { padding: 4px 8px; border-bottom: 1px solid #bbb; text-align: start; vertical-align: top; }
td { min-width: 6.5em; overflow-wrap: anywhere; }
@media print { td, th { padding: 3px 6px 3px 0; font-size: 7.5pt; } }
a { color: inherit; }
@media screen and (prefers-color-scheme: dark) {
    body { color: #eee; background: #121212; }
    th, td { border-color: #555; }
}
"""


def standalone_page(title: str, drawing: str, table: Table, site: str, styles: str) -> str:
    """The page as text; `drawing` is finished SVG, links of the table lead to `site`."""
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=POLICY),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", title),
    )
    # A style sheet is not escaped in HTML, and this one has nothing of anybody's in it.
    sheet = f"<style>{styles}{PAGE_STYLES}</style>"
    top = written_as_html(head).replace("</head>", f"{sheet}</head>")
    rows = written_as_html(_table(title, table, site))
    body = f"<body><main>{_scrolling('Picture', drawing)}{_scrolling('Table', rows)}</main></body>"
    return f'<!DOCTYPE html>\n<html lang="en">{top}{body}</html>\n'


def _scrolling(name: str, content: str) -> str:
    """What may be wider than the page, by itself, also for the keyboard."""
    return f'<div class="frame" tabindex="0" role="region" aria-label="{name}">{content}</div>'


def _table(title: str, table: Table, site: str) -> Element:
    heads = [element("th", name, scope="col") for name in table.header]
    rows = [element("tr", *_cells(row, site)) for row in table.rows]
    nothing = element("td", "There is nothing to show.", colspan=len(heads))
    return element(
        "table",
        element("caption", title),
        element("thead", element("tr", *heads)),
        element("tbody", *(rows or [element("tr", nothing)])),
    )


def _cells(row: Row, site: str) -> Iterator[Element]:
    """The first cell leads to the record."""
    for position, cell in enumerate(row.cells):
        if position == 0 and row.link:
            address = site + row.link if row.link.startswith("/") else row.link
            yield element("td", element("a", cell, href=address), dir="auto")
        else:
            yield element("td", cell, dir="auto")
