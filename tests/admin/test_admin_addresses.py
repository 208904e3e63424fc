"""What stands in the address of an add form is a proposal: what is none is not taken up."""

import pytest
from django.contrib.admin import site
from django.db.models import CharField, ForeignKey, TextField

from actors.models import Actor, Name
from sources.models import Attribution, Mention
from tests.admin.posting import errors_of, form_values, page

NO_KEYS = ["abc", "", "0", "-1", "1.5", "²", "٣", "%00", "1%00", "9" * 30, "1,2", "%F0%9F%94%A5"]


def links():
    """Every link that a form of the admin may have, with its model."""
    return [
        (model, field.name)
        for model in site._registry
        for field in (*model._meta.concrete_fields, *model._meta.many_to_many)
        if isinstance(field, ForeignKey) or field.many_to_many
    ]


@pytest.mark.parametrize(
    ("model", "link"), links(), ids=lambda part: getattr(part, "__name__", part)
)
class TestLink:
    def test_to_nothing_is_left_open(self, curator, model, link):
        for key in NO_KEYS:
            response = curator.get(f"{page(model, 'add')}?{link}={key}")
            # What is not added by hand has no such page.
            assert response.status_code in (200, 403)

    def test_to_nothing_is_refused_when_it_is_sent(self, curator, model, link):
        response = curator.get(page(model, "add"))
        if response.status_code == 403 or link not in response.context["adminform"].form.fields:
            return
        values = form_values(response)
        for key in [key for key in NO_KEYS if key.isascii() and key and "%" not in key]:
            answer = curator.post(page(model, "add"), values | {link: key})
            assert "valid choice" in errors_of(answer) or "valid value" in errors_of(answer)


class TestProposal:
    def test_of_a_record_is_taken_up(self, curator, ledger):
        url = f"{page(Attribution, 'add')}?passage={ledger.passage.pk}&event=abc"
        form = curator.get(url).context["adminform"].form
        assert ledger.passage.code in str(form["passage"])
        assert "abc" not in str(form["event"])

    def test_beside_others_of_any_kind_opens_the_page(self, curator, ledger):
        query = "?passage=abc&field=nonsense&stance=x&credibility=many&nothing=1"
        assert curator.get(page(Attribution, "add") + query).status_code == 200
        query = "?_changelist_filters=%00&_popup=2&_to_field=none&actor=1"
        assert curator.get(page(Name, "add") + query).status_code in (200, 400)


@pytest.mark.parametrize("key", ["abc", "9" * 30, "²"])
def test_a_row_of_a_page_that_links_to_nothing_is_refused(form, ledger, key):
    sent = form(ledger.passage)
    sent.add(Mention, "passage", printed="Him", actor=key)
    assert "valid choice" in errors_of(sent.client.post(sent.url, sent.values))
    assert Actor.objects.count() == 2


class TestNul:
    """No column takes a text that has one: it is left out of what a page is asked."""

    @pytest.mark.parametrize("model", site._registry, ids=lambda model: model.__name__)
    def test_is_found_in_no_list(self, curator, model):
        url = page(model, "changelist")
        specs = curator.get(url).context["cl"].filter_specs
        names = {"q", "_facets", "a%00b", *(n for s in specs for n in s.expected_parameters())}
        texts = [f for f in model._meta.concrete_fields if isinstance(f, CharField | TextField)]
        names |= {f"{field.name}__exact" for field in texts}
        for name in names:
            assert curator.get(f"{url}?{name}=%00").status_code in (200, 302, 400), name

    def test_is_found_on_no_page(self, curator, ledger):
        for url in ("changes/?by=%00", "changes/?since=%00", "jsi18n/?%00", "login/?next=%%0000"):
            assert curator.get(f"/admin/{url}").status_code in (200, 302), url

    def test_finds_what_is_found_without_it(self, curator, ledger):
        for query, count in (("status__exact=%00", 0), ("q=%00Umb%%0000rella%00", 1)):
            found = curator.get(f"{page(Actor, 'changelist')}?{query}")
            assert found.context["cl"].result_count == count
