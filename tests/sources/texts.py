"""A small document of the tests' own, and other people's copies of it."""

# Four paragraphs.
EDITION = """A Town Without Rain

The mayor said on Tuesday that the well was dry. “We have — for now — enough,” she added.

The well was dry in March, too. A baker, who asked not to be named, called it a rumour.

“We have enough,” said the baker’s wife. The well was dry.
"""

# Line breaks within paragraphs, straight quotes, a soft hyphen, a byte order mark.
REWRAPPED = """\ufeffA Town
Without Rain
\t
The mayor said on Tues\u00adday that
   the well was dry. "We have - for now -
enough," she added.


The well was dry in March, too. A baker, who asked\u00a0not to be named,
called it a rumour.

"We have enough," said the baker's wife. The well was dry.
"""

JOINED = """A Town Without Rain

The mayor said on Tuesday that the well was dry. "We have - for now - enough," she added.
The well was dry in March, too. A baker, who asked not to be named, called it a rumour.
"We have enough," said the baker's wife. The well was dry.
"""

SPLIT = """A Town Without Rain

By our correspondent

The mayor said on Tuesday that the well was dry.

"We have - for now - enough,"

she added.

The well was dry in March, too.

A baker, who asked not to be

named, called it a rumour.

"We have enough," said the baker's wife. The well was dry.
"""

REORDERED = """A Town Without Rain

"We have enough," said the baker's wife. The well was dry.

The well was dry in March, too. A baker, who asked not to be named, called it a rumour.

The mayor said on Tuesday that the well was dry. "We have - for now - enough," she added.
"""

COPIES = {
    "as coded": EDITION,
    "rewrapped": REWRAPPED,
    "joined": JOINED,
    "split": SPLIT,
    "reordered": REORDERED,
}
