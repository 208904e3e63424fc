"""Finding records by what they are called, in any script and spelling."""

from collections.abc import Mapping
from typing import Any, ClassVar, Self, cast

from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import F, Q, Value
from django.db.models.expressions import BaseExpression, Expression, RawSQL
from django.db.models.functions import Coalesce
from django.db.models.sql.compiler import SQLCompiler
from django.db.models.sql.where import AND

from curation.expecting import expect_words
from curation.facts import fact
from curation.restricting import Viewer, sees_all, visible
from curation.searching import WORDS_READ

# Longer than any name on record; what stands behind it is not looked at.
LONGEST_NAME = 200
MOST = 100
# Behind all that was found by its keys.
LAST = MOST + 1


class BestUnlessNarrowed(Expression):
    """`best` by itself, and `more` where other conditions hold beside it, wherever they were set.

    The query knows them when it is compiled.
    """

    def __init__(self, best: Q, more: Q) -> None:
        super().__init__(models.BooleanField())
        self.best, self.more = cast("list[BaseExpression]", [best, more])
        # What is compiled is a copy of what stands among the conditions; both have this.
        self.mark = object()

    def get_source_expressions(self) -> list[Any]:
        return [self.best, self.more]

    def set_source_expressions(self, exprs: Any) -> None:
        self.best, self.more = exprs

    def as_sql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, tuple[Any, ...]]:
        sql, parameters = compiler.compile(
            self.more if _is_narrowed(compiler.query.where, self.mark) else self.best
        )
        return f"({sql})", tuple(parameters)


def _is_narrowed(node: Any, mark: object) -> bool | None:
    """Whether the marked condition holds only together with others; None if it is not there."""
    if getattr(getattr(node, "lhs", None), "mark", None) is mark:
        return False
    for child in getattr(node, "children", ()):
        within = _is_narrowed(child, mark)
        if within is not None:
            return within or (node.connector == AND and len(node.children) > 1)
    return None


class FoundByName:
    """Beside a queryset's class: records with a `name`, found by all that they are called.

    `found_in` are the database's functions that find them by a whole name and by a word.
    """

    found_in: ClassVar[tuple[str, str]]

    def named(self, text: str, user: Viewer | None = None) -> Self:
        """Actors or places that may be meant by `text`: in any script and spelling, the best first.

        Adds `rank`, from 1 on, which the rows are ordered by; `reason`; and `matched`, the name
        that was found. The reasons, best first:

        - `exact name`, `weak name`: it is so written, whatever its case; strong names first
        - `same letters`: but for accents, apostrophes, hamza, vowel signs, spaces and hyphens
        - `other spelling`: another transliteration, or another script
        - `words in another order`, as in "al-Muhandis, Abu Mahdi"
        - `part of the name`: the name has other words too, or goes on
        - `near spelling`: one consonant more, less or other
        - `some of these words`: `text` has a word that the name has not

        Of other spellings, in whatever order of words, whoever sounds most alike comes first;
        those that hardly do stand among near spellings, and so does, by how alike it sounds, a
        part of a name in another spelling. Translations and acronyms are found where they are on
        record. Empty text, and text without letters and digits, finds nobody; what stands behind
        the 200th character is not looked at. Searched are today's names, after `as_of` the name
        of then as well.
        No more than the best hundred are found. Where other conditions choose among them, set
        before or afterwards, whoever else has all of the words follows, so that none is left out.
        With `user`, names and records that are hidden from them find nothing. A place has one name.

        >>> for actor in Actor.objects.named("كتائب حزب الله"):
        ...     print(actor.rank, actor.name, actor.reason, actor.matched, sep="; ")
        1; Kataib Hezbollah; other spelling; Kataib Hezbollah
        >>> Place.objects.named("أربيل").first()
        <Place: Erbil>
        """
        text = expect_words(str(text))[:LONGEST_NAME].strip()
        asked: Any = self
        found = self._found(text, user)
        rows = asked.filter(self._among(found, text, user))
        if user is not None and getattr(asked.query, "past", None):
            # The keys know who is hidden today, not who was then.
            rows = visible(rows, user)
        rows = rows.annotate(
            rank=Coalesce(fact(found, "rank", models.IntegerField()), LAST),
            reason=Coalesce(fact(found, "reason", models.CharField()), Value("part of the name")),
            matched=Coalesce(fact(found, "matched", models.CharField()), F("name")),
        )
        return cast("Self", rows.order_by("rank", "name", "pk"))

    def with_word(self, word: str, user: Viewer | None = None) -> Self:
        """Those one of whose names has a word that begins with `word`, or is another spelling.

        In no promised order, and all of them: for lists. A single letter is a word of its own.

        >>> Actor.objects.with_word("hezb")
        <ActorQuerySet [<Actor: Kataib Hezbollah>]>
        """
        rows: Any = self
        found = rows.filter(self._has_word(expect_words(word)[:LONGEST_NAME], user))
        return cast("Self", found)

    def _found(self, text: str, user: Viewer | None) -> Mapping[str, Mapping[str, object]]:
        rows: Any = self
        with connections[rows.db].cursor() as cursor:
            cursor.execute(
                f"SELECT * FROM {self.found_in[0]}(%s, %s, %s)", [text, sees_all(user), MOST]
            )
            return {
                str(pk): {"rank": rank, "reason": reason, "matched": matched}
                for rank, (pk, reason, matched) in enumerate(cursor.fetchall(), start=1)
            }

    def _among(self, found: Mapping[str, object], text: str, user: Viewer | None) -> Q:
        rows: Any = self
        among = Q(pk__in=[int(pk) for pk in found])
        if len(found) == MOST:
            words = Q(*(self._has_word(word, user) for word in text.split()[:WORDS_READ]))
            among = Q(BestUnlessNarrowed(among, among | words))
        if getattr(rows.query, "past", None) and any(sign.isalnum() for sign in text):
            called = rows.model._default_manager.told_by(rows._past).filter(name__icontains=text)
            shown = called if user is None else visible(called, user)
            among |= Q(pk__in=shown.order_by().values("pk"))
        return among

    def _has_word(self, word: str, user: Viewer | None) -> Q:
        return Q(pk__in=RawSQL(f"SELECT {self.found_in[1]}(%s, %s)", [word, sees_all(user)]))
