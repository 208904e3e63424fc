"""Evidence made up at random, and in plain Python what it amounts to (the design's §4).

Written from the words of the design and not from the SQL, as a replay: each origin's words are
heard one after the other, and what it holds at the end is weighed.
"""

from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from hypothesis import strategies as st

from sources.fields import FIELDS
from tests.sources.values import VALUES

# Last day of each date that occurs: None where the text gives none.
LAST_DAYS = {
    "": None,
    "2013": date(2013, 12, 31),
    "2013-12-31": date(2013, 12, 31),
    "2014-01": date(2014, 1, 31),
    "2014-01-15?": date(2014, 1, 15),
    "[..2014-01]": date(2014, 1, 31),
    "[2013,2015]": date(2015, 12, 31),
    "[2015..]": None,
}
# Who may speak: three with a name, and three who cannot be told apart from others.
NAMED = ["hassan", "layla", "the-group"]
VAGUE = ["the-militias", "an-official", "somebody"]
PAPERS = ["the-post", "the-times"]


@dataclass
class Document:
    published: str
    publisher: str | None
    republishes: "Document | None" = None

    @property
    def root(self):
        return self.republishes.root if self.republishes else self


@dataclass
class Voice:
    position: int
    actor: str
    on_behalf_of: str | None


@dataclass
class Word:
    """One attribution with its passage."""

    document: Document
    voices: list[Voice]
    said: str
    field: str
    value: str
    stance: str
    extent: str
    basis: str
    status: str

    def origins(self):
        """Names of actors, or root documents by their identity."""
        last = max((voice.position for voice in self.voices), default=0)
        speakers = [
            voice.on_behalf_of or voice.actor for voice in self.voices if voice.position == last
        ]
        root = self.document.root
        return {
            speaker if speaker in NAMED + PAPERS else root.publisher or id(root)
            for speaker in speakers or [None]
        }

    def moment(self):
        spoken = LAST_DAYS[self.said] or LAST_DAYS[self.document.root.published] or date.min
        return spoken, LAST_DAYS[self.document.published] or date.min, self.stance == "retracts"


@dataclass
class Held:
    """What one origin holds: its last words on each field."""

    words: dict[str, list[Word]] = field(default_factory=dict)

    def hear(self, together):
        """Words of one moment: they replace earlier ones on the same field.

        Denying or retracting the whole record takes back all there was on single fields.
        """
        if any(word.field == "" and word.stance in ("denies", "retracts") for word in together):
            self.words.clear()
        for name in {word.field for word in together}:
            self.words[name] = [word for word in together if word.field == name]

    def all(self):
        return [word for words in self.words.values() for word in words]


def standing(words):
    """The standing that `words`, attributions of one record, amount to."""
    words = [word for word in words if word.status != "retired"]
    if not words:
        return "unattributed"
    heard = [word for word in words if word.basis != "inferred"]
    if not heard:
        return "inferred"
    held = {}
    for origin in {origin for word in heard for origin in word.origins()}:
        held[origin] = Held()
        mine = sorted((w for w in heard if origin in w.origins()), key=Word.moment)
        for _, together in groupby(mine, key=Word.moment):
            held[origin].hear(list(together))
    return _weigh({origin: holding.all() for origin, holding in held.items()})


def _weigh(held):
    stances = {word.stance for words in held.values() for word in words}
    asserting = {o for o, words in held.items() if any(w.stance == "asserts" for w in words)}
    if _has_dispute(held) or _has_rivals(held):
        return "contested"
    if asserting:
        return "corroborated" if len(asserting) > 1 else "single-source"
    for stance, word in (("suspects", "suspected"), ("denies", "denied")):
        if stance in stances:
            return word
    return "retracted"


def _has_dispute(held):
    """Whether two origins assert and deny all of it, or one does both of one field at once."""
    yes, no = _whole(held, "asserts"), _whole(held, "denies")
    return any(a[0] != b[0] or a[1] == b[1] for a in yes for b in no)


def _whole(held, stance):
    return {
        (origin, word.field)
        for origin, words in held.items()
        for word in words
        if word.stance == stance and word.extent == "all"
    }


def _has_rivals(held):
    """Whether two origins give different values for one field, both for all of it."""
    given = [
        (origin, word.field, word.value)
        for origin, words in held.items()
        for word in words
        if word.stance == "asserts" and word.extent == "all" and word.field and word.value
    ]
    return any(a[0] != b[0] and a[1] == b[1] and a[2] != b[2] for a in given for b in given)


@st.composite
def documents(draw):
    """One to four documents, some of which republish an earlier one."""
    made = []
    for _ in range(draw(st.integers(1, 4))):
        earlier = draw(st.sampled_from([None, None, *made]))
        publisher = draw(st.sampled_from([None, *PAPERS]))
        made.append(Document(draw(st.sampled_from([*LAST_DAYS])), publisher, earlier))
    return made


def chains():
    """Voices in positions from 1: often one of two speakers alone, for they meet again then."""
    alone = st.sampled_from(NAMED[:2]).map(lambda actor: [Voice(1, actor, None)])
    return st.one_of(alone, alone, long_chains())


@st.composite
def long_chains(draw):
    """Up to four voices, or narration; the last are sometimes two, and some speak for another."""
    actors = draw(st.lists(st.sampled_from(NAMED + VAGUE + PAPERS), max_size=4, unique=True))
    voices, position = [], 0
    for actor in actors:
        if position == 0 or draw(st.booleans()):
            position += 1
        other = draw(st.sampled_from([None, None, None, "the-group", "the-militias"]))
        voices.append(Voice(position, actor, other if other != actor else None))
    return voices


@st.composite
def words(draw, of, subject, fields):
    """An attribution in one of the documents `of`, of the whole or one of two `fields`."""
    name = draw(st.sampled_from(["", "", fields[0], fields[0], fields[0], fields[1]]))
    return Word(
        document=draw(st.sampled_from(of)),
        voices=draw(chains()),
        said=draw(st.sampled_from(["", "2013", "2014-01", *LAST_DAYS])),
        field=name,
        value=draw(st.sampled_from([*VALUES[subject, name], ""])) if name else "",
        stance=draw(st.sampled_from(["asserts"] * 3 + ["suspects", "denies", "retracts"])),
        extent=draw(st.sampled_from(["all", "all", "all", "some"])),
        basis=draw(st.sampled_from(["stated"] * 4 + ["implied", "inferred"])),
        status=draw(st.sampled_from(["accepted"] * 4 + ["draft", "retired"])),
    )


@st.composite
def evidence(draw, subject, fields=()):
    """Documents, and up to six attributions of a `subject` in them."""
    of = draw(documents())
    fields = fields or FIELDS[subject][:2]
    return of, draw(st.lists(words(of, subject, fields), max_size=6))
