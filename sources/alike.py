"""Documents that may be one though their titles are printed differently."""

from django.db.models import Case, Func, TextField, Value, When

from curation.likeness import Alike, keyed, of_rows
from curation.restricting import Viewer
from curation.titles import spelt, titles
from sources.models import Document

# What comes behind a colon, behind a dash or stroke between spaces, or behind ? or !.
SUBTITLE = r"(\s*:|\s+[–—|-]+|[?!])\s+\S.*$"
# A single word before it is a series or a place more often than a title.
AFTER_TWO_WORDS = rf"^\W*(the\s+)?\w+\W+\w.*?{SUBTITLE}"

ONE_HAS_A_SUBTITLE = f"""
    EXISTS (
        SELECT FROM sources_document one JOIN sources_document other ON other.id = pair.other
        WHERE one.id = pair.one AND (one.title ~ '{SUBTITLE}') <> (other.title ~ '{SUBTITLE}')
    )
"""

# By each word of the title, so that not all that somebody published on a day meets.
OF_ONE_DAY = """
    SELECT record, publisher_id || ' ' || published_earliest || ' ' || part, parts
    FROM ({rows}) told (record, parts) JOIN sources_document document ON document.id = record,
        unnest(parts) part
    WHERE published_earliest = published_latest
"""
NUMBERS = "ARRAY(SELECT part FROM unnest({parts}) part WHERE part ~ '^[0-9]+$')"
ONES, OTHERS = (NUMBERS.format(parts=parts) for parts in ("pair.parts", "pair.other_parts"))
# Three words of five, and no number instead of another.
MOSTLY_ALIKE = f"""
    5 * (SELECT count(*) FROM unnest(pair.parts) part WHERE part = ANY (pair.other_parts))
        >= 3 * greatest(cardinality(pair.parts), cardinality(pair.other_parts))
    AND ({ONES} <@ {OTHERS} OR {OTHERS} <@ {ONES})
"""


def but_for_the_subtitle(user: Viewer | None) -> Alike:
    """Titles of two words or more, one with a subtitle and one without."""
    cut = [Value(SUBTITLE), Value("")]
    main = Func("title", *cut, function="regexp_replace", output_field=TextField())
    shortened = When(title__iregex=AFTER_TWO_WORDS, then=spelt(main))
    whole = Case(shortened, default=spelt("title"), output_field=TextField())
    return of_rows(keyed(Document.objects.all(), user, whole), ONE_HAS_A_SUBTITLE)


def of_one_day(user: Viewer | None) -> Alike:
    """What one publisher published on one day under titles that are mostly alike."""
    statement, parameters = titles(Document.objects.filter(publisher__isnull=False), user)
    return Alike(OF_ONE_DAY.format(rows=statement), parameters, MOSTLY_ALIKE)
