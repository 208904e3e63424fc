import unicodedata
from datetime import date

import pytest

from actors.models import Name
from tests.refusing import assert_accepted, assert_refused, refused_by
from tests.writing import INSERTS

DECOMPOSED = unicodedata.normalize("NFD", "Qasim Suleimánî")
COMPOSED = unicodedata.normalize("NFC", DECOMPOSED)


class TestText:
    def test_is_given(self, make_name):
        assert_refused(make_name.build(text=" "), "name_text_is_given", "The text is empty")

    def test_is_brought_into_nfc_by_validation(self, make_name):
        name = make_name.build(text=DECOMPOSED)
        name.full_clean()
        name.save()
        assert Name.objects.get().text == COMPOSED != DECOMPOSED

    @pytest.mark.parametrize("insert", INSERTS)
    def test_that_is_not_nfc_is_refused_by_the_database(self, make_name, insert):
        with pytest.raises(Exception, match="name_text_is_nfc"):
            insert(make_name.build(text=DECOMPOSED))

    @pytest.mark.parametrize("text", [COMPOSED, "كتائب حزب الله", "ʿAṣāʾib", "AAH"])
    def test_of_any_script_is_kept_letter_by_letter(self, make_name, text):
        assert_accepted(make_name.build(text=text))
        assert Name.objects.get().text == text

    def test_may_be_the_name_of_two_actors(self, make_name):
        make_name(text="Hezbollah")
        assert_accepted(make_name.build(text="Hezbollah"))


class TestLanguageAndScript:
    @pytest.mark.parametrize("language", ["AR", "arabic", "ar_Latn", "ar-", "a"])
    def test_is_a_bcp_47_tag(self, make_name, language):
        assert_refused(
            make_name.build(language=language),
            "name_language_is_a_bcp_47_tag",
            "Write a BCP 47 tag: ar-Latn.",
        )

    @pytest.mark.parametrize("language", ["ar", "ckb", "ar-Latn", "und-Latn", "en-GB"])
    def test_is_any_bcp_47_tag(self, make_name, language):
        assert_accepted(make_name.build(language=language))

    @pytest.mark.parametrize("script", ["latn", "LATN", "Lat", "L1tn"])
    def test_is_an_iso_15924_code(self, make_name, script):
        assert_refused(
            make_name.build(script=script),
            "name_script_is_an_iso_15924_code",
            "Write an ISO 15924 code: Arab, Latn.",
        )

    @pytest.mark.parametrize("script", ["Latn", "Arab", "Hebr"])
    def test_is_any_iso_15924_code(self, make_name, script):
        assert_accepted(make_name.build(script=script))


class TestName:
    def test_is_in_use_over_a_time(self, make_name):
        name = make_name(used="2006/2013-05")
        assert (name.used_earliest, name.used_latest) == (date(2006, 1, 1), date(2013, 5, 31))
        assert name.used_start_latest == date(2006, 12, 31)
        assert name.used_end_earliest == date(2013, 5, 1)

    def test_is_not_in_use_at_an_open_time(self, make_name):
        assert_refused(
            make_name.build(used=".."),
            "name_used_is_not_open",
            "only the beginning or the end of a period can be",
        )

    def test_stands_once_for_an_actor(self, make_name):
        name = make_name(text="AAH", used="2006/2013")
        same = {"actor": name.actor, "text": "AAH"}
        assert_refused(
            make_name.build(**same, used="2006/2013"),
            "name_stands_once_per_actor",
            "This actor has this name already.",
        )
        assert_accepted(make_name.build(**same, used="2014/.."))
        assert_accepted(make_name.build(**same, language="en", used="2006/2013"))
        assert_accepted(make_name.build(**same, script="Arab", used="2006/2013"))

    def test_is_primary_once_for_an_actor(self, make_name):
        name = make_name(kind="primary")
        assert_refused(
            make_name.build(actor=name.actor, kind="primary"),
            "name_is_primary_once_per_actor",
            "This actor has a primary name already.",
        )
        assert_accepted(make_name.build(actor=name.actor, kind="alias"))
        assert_accepted(make_name.build(kind="primary"))

    def test_that_is_made_primary_beside_another_is_refused(self, make_name):
        name = make_name(kind="primary")
        other = make_name(actor=name.actor)
        with refused_by("name_is_primary_once_per_actor"):
            Name.objects.filter(pk=other.pk).update(kind="primary")
