"""What curators type is turned into EDTF or refused, and what it means is said back."""

import pytest
from hypothesis import given

from curation.edtf import NotADate, describe, parse, understand

from .dates import VALID, junk, plain_points, valid_dates

UNDERSTOOD = {
    "": "",
    "  ": "",
    "unknown": "",
    "..": "..",
    "ongoing": "..",
    "2014": "2014",
    " 2020-01-03 ": "2020-01-03",
    "2020-01": "2020-01",
    "2021-02?": "2021-02?",
    "201x": "201X",
    "January 2020": "2020-01",
    "january 2020": "2020-01",
    "Jan. 2020": "2020-01",
    "in March 2020": "2020-03",
    "January 2020?": "2020-01?",
    "3 January 2020": "2020-01-03",
    "3rd of January 2020": "2020-01-03",
    "on 3 Jan 2020": "2020-01-03",
    "Jan 3, 2020": "2020-01-03",
    "January 3rd, 2020": "2020-01-03",
    "2007/2008": "2007/2008",
    "2007-2008": "2007/2008",
    "2007–2008": "2007/2008",
    "2007 — 2008": "2007/2008",
    "from 2007 to May 2008": "2007/2008-05",
    "15 to 16 February 2021": "2021-02-15/2021-02-16",
    "15-16 February 2021": "2021-02-15/2021-02-16",
    "15th–16th of February 2021": "2021-02-15/2021-02-16",
    "from 28 February to 3 March 2021": "2021-02-28/2021-03-03",
    "March to April 2021": "2021-03/2021-04",
    "March–April 2021": "2021-03/2021-04",
    "from 15 February until March 2021": "2021-02-15/2021-03",
    "between March and April 2021": "[2021-03..2021-04]",
    "between 15 and 16 February 2021": "[2021-02-15..2021-02-16]",
    "15 or 16 February 2021": "[2021-02-15,2021-02-16]",
    "both 15 and 20 February 2021": "{2021-02-15,2021-02-20}",
    "2014-present": "2014/..",
    "from 2014 until now": "2014/..",
    "since 2014": "2014/..",
    "from 2014": "2014/",
    "until March 2014": "/2014-03",
    "circa 2003": "2003~",
    "c. 2003": "2003~",
    "c.2003": "2003~",
    "ca 2003": "2003~",
    "about January 2003": "2003-01~",
    "circa 2003?": "2003%",
    "perhaps 2003": "2003?",
    "before January 2020": "[..2020-01]",
    "by 3 January 2020": "[..2020-01-03]",
    "after 2014": "[2014..]",
    "after circa 2014": "[2014~..]",
    "between 2011 and 2014": "[2011..2014]",
    "between 2011–2014": "[2011..2014]",
    "between 2 January 2020 and March 2020": "[2020-01-02..2020-03]",
    "2011 or 2012": "[2011,2012]",
    "2 January 2020 or 3 January 2020": "[2020-01-02,2020-01-03]",
    "both 2014 and 2016": "{2014,2016}",
    "[2011, 2012]": "[2011,2012]",
    "spring 2014": "2014-21",
    "the fall of 2014": "2014-23",
    "Winter 2014": "2014-24",
    "early 1999": "[1999-01..1999-04]",
    "mid-1999": "[1999-05..1999-08]",
    "Late 1999": "[1999-09..1999-12]",
    "early March 2020": "[2020-03-01..2020-03-10]",
    "mid March 2020": "[2020-03-10..2020-03-20]",
    "late February 2020": "[2020-02-15..2020-02-29]",
    "2010s": "201X",
    "the 2010s": "201X",
}
MEANINGS = {
    "": "unknown",
    "..": "open: without a beginning, or still going on",
    "2014": "some time in 2014 (1 January to 31 December 2014)",
    "2020-01": "some time in January 2020 (1 to 31 January 2020)",
    "2020-01-XX": "some time in January 2020 (1 to 31 January 2020)",
    "2020-01-03": "3 January 2020",
    "2020-01-03?": "perhaps 3 January 2020",
    "2003~": "approximately 2003 (1 January to 31 December 2003)",
    "2003?": "perhaps some time in 2003 (1 January to 31 December 2003)",
    "2003%": "perhaps, and approximately, 2003 (1 January to 31 December 2003)",
    "2004-?06-~11": "11 June 2004, in part uncertain and approximate",
    "2014-24": "some time in winter 2014 (1 December 2014 to 28 February 2015)",
    "201X": "some time in the 2010s (1 January 2010 to 31 December 2019)",
    "19XX": "some time in the years 1900 to 1999 (1 January 1900 to 31 December 1999)",
    "156X-12-25": "a date that reads 156X-12-25 (25 December 1560 to 25 December 1569)",
    "2007/2008": "throughout, from 2007 to 2008 (1 January 2007 to 31 December 2008)",
    "2014/..": "from 2014, still going on (no earlier than 1 January 2014)",
    "2014/": "from 2014, end unknown (no earlier than 1 January 2014)",
    "/2014": "until 2014, beginning unknown (no later than 31 December 2014)",
    "../2014": "until 2014, open beginning (no later than 31 December 2014)",
    "[2011..2014]": "some time from 2011 to 2014 (1 January 2011 to 31 December 2014)",
    "[..2020-01]": "some time in January 2020 or earlier (no later than 31 January 2020)",
    "[2014..]": "some time in 2014 or later (no earlier than 1 January 2014)",
    "[2011,2012]": "either 2011 or 2012 (1 January 2011 to 31 December 2012)",
    "{2011,2013,2015..2016}": (
        "all of 2011, 2013 and 2015 to 2016 (1 January 2011 to 31 December 2016)"
    ),
    "{2014..}": "all of 2014 and later (no earlier than 1 January 2014)",
}
AMBIGUOUS = {
    "2007-08": "can be August 2007 or the years 2007 to 2008: write “August 2007” or “2007/2008”.",
    "2007–08": "can be August 2007 or the years 2007 to 2008: write “August 2007” or “2007/2008”.",
    "2007-08?": "write “August 2007?” or “2007/2008?”.",
    "before 2007-08": "write “August 2007” or “2007/2008”.",
    "2013-14": "there is no month 14; if the years are meant, write “2013/2014”.",
    "2013-21": "write “spring 2013” or “2013/2021”.",
    "03/01/2020": "which of its numbers is the month: write 3 January 2020 or 1 March 2020.",
    "31/01/2020": "write 31 January 2020.",
    "3.3.2020": "write 3 March 2020.",
}
NOT_UNDERSTOOD = [
    "yesterday",
    "January",
    "3 January",
    "the day before",
    "early 2014 or so",
    "2020 BC",
]
NOT_UNDERSTOOD += ["circa 2014/2015", "before 2014/2015", "since early 2014", "somewhere in 2014"]
NOT_UNDERSTOOD += ["2020-01-03T10:00", "٢٠٢٠", "Aprıl 2020"]


class TestUnderstand:
    @pytest.mark.parametrize(("typed", "edtf"), UNDERSTOOD.items())
    def test_reads_what_curators_type(self, typed, edtf):
        assert understand(typed) == edtf

    @pytest.mark.parametrize(("typed", "cure"), AMBIGUOUS.items())
    def test_queries_what_can_mean_two_dates(self, typed, cure):
        with pytest.raises(NotADate) as refused:
            understand(typed)
        assert str(refused.value).endswith(cure)

    @pytest.mark.parametrize("typed", ["2007-06", "2007-07", "2012-11", "2020-01", "2007-08-01"])
    def test_takes_a_month_that_cannot_be_a_later_year(self, typed):
        assert understand(typed) == typed

    @pytest.mark.parametrize("typed", NOT_UNDERSTOOD)
    def test_says_how_to_write_what_it_does_not_understand(self, typed):
        with pytest.raises(
            NotADate, match=r"“.+” was not understood as a date: write it like 2014"
        ):
            understand(typed)

    @pytest.mark.parametrize(
        ("typed", "sentence"),
        [
            (
                "30 February 2020",
                "“30 February 2020” is not a date: the calendar has no 2020-02-30",
            ),
            ("between 2014 and 2011", "“between 2014 and 2011” ends before it begins"),
            ("2020-13", "“2020-13” is not a date: the calendar has no 2020-13"),
            ("early 0000", "“early 0000” is not a date"),
            ("31/02/2020", "“31/02/2020” is not a date: the calendar has no such day, whichever"),
            ("13.13.2020", "whichever of its numbers is the month."),
            ("01/01/0000", "“01/01/0000” is not a date"),
            ("10000", "with a year from 0001 to 9999"),
        ],
    )
    def test_refuses_dates_that_are_none(self, typed, sentence):
        with pytest.raises(NotADate) as refused:
            understand(typed)
        assert sentence in str(refused.value)

    @given(junk())
    def test_gives_a_date_or_a_sentence(self, typed):
        try:
            given = parse(understand(typed)).text
        except NotADate as error:
            given = str(error)
        assert given == "" or given[0] in "0123456789X?~%[{/.“"
        assert not given.startswith("“") or given.endswith(".")

    @given(plain_points())
    def test_reads_back_what_it_says_of_a_day(self, text):
        if len(text) == 10 and text >= "1000":
            assert understand(describe(text)) == text


class TestDescribe:
    @pytest.mark.parametrize(("text", "meaning"), MEANINGS.items())
    def test_says_what_a_date_means_and_its_bounds(self, text, meaning):
        assert describe(text) == meaning

    @pytest.mark.parametrize("text", VALID)
    def test_has_words_for_the_whole_specification(self, text):
        assert describe(text)

    @given(valid_dates())
    def test_names_every_bound(self, text):
        meaning = describe(text)
        for day in parse(text)[2:4]:
            assert not day or f"{day.year}" in meaning
