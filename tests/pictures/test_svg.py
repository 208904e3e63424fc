"""Elements escape what is put into them, and text keeps to its room."""

from xml.etree import ElementTree

import pytest

from curation.pictures.svg import element, fitted, label, link, width, written
from tests.pictures.reading import HOSTILE


class TestElement:
    @pytest.mark.parametrize("text", HOSTILE)
    def test_holds_any_text_and_nothing_but_text(self, text):
        made = element("g", element("title", text), class_=text)
        read = ElementTree.fromstring(written(made))
        assert [each.tag for each in read.iter()] == ["g", "title"]
        assert set(read.attrib) == {"class"}
        assert read.find("title").text == text.translate(
            {0x01: "\ufffd", 0x1B: "\ufffd", 0xD800: "\ufffd", 0xFFFE: "\ufffd"}
        )

    @pytest.mark.parametrize("name", ["style", "onload", "onclick"])
    def test_refuses_what_a_strict_policy_refuses(self, name):
        with pytest.raises(ValueError, match=f"no {name}"):
            element("g", **{name: "x"})

    @pytest.mark.parametrize(
        "address", ["javascript:alert(1)", "//elsewhere", "data:x", "x", " /a"]
    )
    def test_leads_to_no_script(self, address):
        with pytest.raises(ValueError, match="no address"):
            link(address, "A mark") if address else None

    @pytest.mark.parametrize("address", ["/admin/", "#here", "http://a.b/", "https://a.b/"])
    def test_leads_to_pages(self, address):
        assert link(address, "A mark").get("href") == address

    def test_leaves_out_what_is_none(self):
        assert written(element("g", None, "a", "b", x=None)) == "<g>ab</g>"


class TestText:
    @pytest.mark.parametrize("text", HOSTILE)
    def test_is_cut_to_its_room(self, text):
        cut = fitted(text, 120, 12)
        assert width(cut, 12) <= 120
        assert "\n" not in cut
        assert cut[0] == "\u2068" and cut[-1] == "\u2069"

    def test_that_fits_stays_whole(self):
        assert fitted("Kataib  Hezbollah", 400, 12) == "\u2068Kataib Hezbollah\u2069"

    def test_that_is_cut_says_so(self):
        assert fitted("Popular Mobilization Forces", 100, 12).endswith("…\u2069")

    def test_of_nothing_is_nothing(self):
        assert label(0, 0, "", room=10).text == ""
