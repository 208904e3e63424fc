"""Styles of a file also for programs that know no custom properties, as many editors."""

import re

AT_RULE = re.compile(r"@[^{}]+\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
PROPERTY = re.compile(r"(--[\w-]+): ([^;{}]+);\s*")
REFERENCE = re.compile(r"var\((--[\w-]+)\)")


def with_fallbacks(styles: str) -> str:
    """`styles` for whoever knows custom properties, after plain ones in their stead.

    In these every custom property is what a file sets it to first: in light colours, and a tone
    that of marks. Programs that do not know `@supports` skip what is in it.
    """
    first: dict[str, str] = {}
    for name, value in PROPERTY.findall(styles):
        first.setdefault(name, value)
    plain = PROPERTY.sub("", AT_RULE.sub("", COMMENT.sub("", styles)))
    while REFERENCE.search(plain):
        plain = REFERENCE.sub(lambda found: first.get(found[1], "currentColor"), plain)
    return f"{plain}\n@supports (color: var(--ink)) {{\n{styles}\n}}\n"
