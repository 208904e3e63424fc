"""A country is two letters, and a box for one cuts nothing off."""

import pytest
from django.contrib.admin import site
from django.test import RequestFactory

from actors.models import Actor
from curation.countries import CountryField
from events.models import Place
from sources.making_forms import ActorRow
from sources.record_choice import Desk


def box(model):
    field = model._meta.get_field("country")
    assert isinstance(field, CountryField)
    return site.get_model_admin(model).formfield_for_dbfield(field, RequestFactory().get("/"))


class TestBox:
    @pytest.mark.parametrize("model", [Actor, Place])
    def test_takes_two_letters_of_either_case(self, model):
        assert box(model).clean(" iq ") == "IQ"
        assert box(model).clean("") == ""

    @pytest.mark.parametrize("model", [Actor, Place])
    def test_takes_any_length_and_says_what_is_asked_for(self, model):
        assert "maxlength" not in box(model).widget_attrs(box(model).widget)
        with pytest.raises(Exception, match=r"\['Write the two capital letters of ISO 3166-1: IQ"):
            box(model).clean("Iraq")

    def test_of_the_reading_room_does_so_too(self):
        assert "maxlength" not in str(ActorRow(Desk(None))["country"])
