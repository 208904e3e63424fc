"""Timelines and matrices of querysets, as the shell asks for them."""

import pytest

from actors.models import Actor, Designation, Name, Relation
from curation.picture_kinds import Asked, Misasked
from events.models import Event, Participation


def names(picture):
    return [bar.name for bar in picture.bars]


class TestTimeline:
    def test_of_events_is_linked_and_weighed(self, make_event, attribute, tmp_path):
        event = make_event(title="The attack", date="2021-02")
        attribute(event, stance="suspects")
        (bar,) = Event.objects.timeline().bars
        assert (bar.name, bar.standing) == ("The attack", "suspected")
        assert bar.link == f"/admin/events/event/{event.pk}/change/"
        Event.objects.timeline().save(tmp_path / "x.svg")
        assert "The attack" in (tmp_path / "x.svg").read_text(encoding="utf-8")

    def test_of_relations_tells_offices_by_their_title(self, make_relation, make_actor):
        layla, front = make_actor(name="Layla"), make_actor(name="The Front")
        make_relation(subject=layla, predicate="leads", object=front, title="commander")
        make_relation(subject=layla, predicate="member_of", object=front)
        offices = {bar.band: bar.name for bar in Relation.objects.timeline().bars}
        assert offices == {
            "Offices": "\u2068commander\u2069: \u2068Layla\u2069 leads \u2068The Front\u2069",
            "Relations": "\u2068Layla\u2069 member of \u2068The Front\u2069",
        }

    @pytest.mark.parametrize("model", [Actor, Name, Designation, Participation])
    def test_of_whatever_has_dates(self, factories, model):
        record = factories[model]()
        assert f"/{record.pk}/change/" in model.objects.filter(pk=record.pk).timeline().bars[0].link

    def test_asks_the_database_for_its_window(self, make_event, django_assert_num_queries):
        for date in ["2013", "2014-06", "", "[..2014]", "2015"]:
            make_event(title=date or "undated", date=date)
        with django_assert_num_queries(1):
            picture = Event.objects.timeline(since="2014-01-01", until="2014-12-31")
        assert {*names(picture)} == {"2014-06", "undated", "[..2014]"}
        assert {*names(Event.objects.timeline(until="2013-01-01"))} == {
            "2013",
            "undated",
            "[..2014]",
        }

    @pytest.mark.parametrize(
        ("window", "sentence"),
        [
            ({"since": "2014"}, "“2014” is not a day"),
            ({"since": "2015-01-01", "until": "2014-01-01"}, "ends .* before it begins"),
        ],
    )
    def test_refuses_a_window_that_is_none(self, db, window, sentence):
        with pytest.raises(ValueError, match=sentence):
            Event.objects.timeline(**window)

    def test_of_a_slice(self, make_event):
        for day in (1, 2, 3):
            make_event(title=f"{day}", date=f"2014-06-0{day}")
        first = Event.objects.order_by("date")[:2]
        assert names(first.timeline()) == ["1", "2"]
        assert names(first.timeline(since="2014-06-02")) == ["2"]
        past = Event.objects.as_of("2100-01-01").order_by("date")[1:]
        assert names(past.timeline(until="2014-06-02")) == ["2"]

    def test_of_what_was_accepted(self, as_seed, make_event):
        event = make_event(title="The attack", date="2014", status="accepted")
        Event.objects.filter(pk=event.pk).update(title="The raid", status="draft")
        assert names(Event.objects.timeline()) == ["The raid"]
        assert names(Event.objects.accepted().timeline()) == ["The attack"]
        assert names(Event.objects.as_of("2000-01-01").timeline()) == []

    def test_of_what_was_known_on_a_day_weighs_that(self, make_event, attribute):
        event = make_event(date="2014")
        attribute(event, published="2014-06-01")
        attribute(event, published="2016-06-01", stance="denies")
        assert Event.objects.timeline().bars[0].standing == "contested"
        known = Event.objects.known_on("2015-01-01").timeline()
        assert [bar.standing for bar in known.bars] == ["single-source"]

    def test_draws_the_first_of_many_in_the_order_asked_for(self, make_event, monkeypatch):
        monkeypatch.setattr("curation.timelines.MOST", 2)
        for day in (1, 2, 3):
            make_event(title=f"{day}", date=f"2014-06-0{day}")
        picture = Event.objects.order_by("date").timeline()
        assert names(picture) == ["1", "2"]
        assert picture.remarks[0].startswith("Only the first 2 rows are drawn, 1 are left out")


class TestMatrix:
    @pytest.fixture
    def part(self, make_participation, make_actor, attribute):
        part = make_participation(actor=make_actor(name="The Brigade"))
        attribute(part, part.actor)
        attribute(part, make_actor())
        return part

    def cells(self, picture):
        return [
            (cell.row.name.strip("\u2068\u2069"), cell.voices.claimed, cell.voices.accused)
            for cell in picture.cells
        ]

    def test_of_events(self, part, make_event):
        make_event()
        picture = Event.objects.responsibility_matrix()
        assert self.cells(picture) == [("The Brigade", 1, 1)]
        assert picture.cells[0].link == f"/admin/events/participation/{part.pk}/change/"
        sentence = "Events for which nobody is held responsible are not drawn: 1."
        assert picture.remarks == [sentence]

    def test_of_a_slice(self, part, make_participation):
        make_participation()
        for rows in (Event.objects, Participation.objects, Actor.objects):
            of_part = rows.order_by("pk")[:1].responsibility_matrix()
            assert self.cells(of_part) == [("The Brigade", 1, 1)]

    def test_of_actors_and_of_their_parts(self, part):
        for picture in (
            Actor.objects.filter(pk=part.actor_id).responsibility_matrix(),
            Actor.objects.filter(pk=part.actor_id)[:1].responsibility_matrix(),
            Participation.objects.responsibility_matrix(),
        ):
            assert self.cells(picture) == [("The Brigade", 1, 1)]

    def test_of_what_was_known_on_a_day_counts_what_was_published(
        self, make_participation, make_actor, attribute
    ):
        part = make_participation(actor=make_actor(name="The Brigade"))
        attribute(part.event, published="2014")
        attribute(part, published="2014")
        attribute(part, make_actor(), published="2016")
        assert self.cells(Event.objects.responsibility_matrix()) == [("The Brigade", 0, 2)]
        attribute(part.actor, published="2014")
        later = make_participation(actor=part.actor)
        attribute(later, published="2016")
        for model in (Event, Participation, Actor):
            known = model.objects.known_on("2015-01-01").responsibility_matrix()
            assert self.cells(known) == [("The Brigade", 0, 1)]
            assert known.cells[0].standing == "single-source"

    def test_of_what_was_known_on_a_day_draws_only_parts_spoken_of_by_then(
        self, make_participation, make_actor, make_event, attribute
    ):
        event = make_event()
        charged, cleared, later, nobodys = (
            make_participation(event=event, actor=make_actor(name=name))
            for name in ("charged", "cleared", "later", "nobody's")
        )
        attribute(charged, published="2014")
        attribute(cleared, published="2014", stance="denies")
        attribute(later, published="2016")
        for record in (event, cleared.actor, later.actor, nobodys.actor, charged.actor):
            attribute(record, published="2014")
        assert len(Event.objects.responsibility_matrix().cells) == 4
        for model in (Event, Actor):
            known = model.objects.known_on("2015-01-01").responsibility_matrix()
            assert {cell.row.name for cell in known.cells} == {"charged", "cleared"}

    def test_of_what_was_known_on_a_day_counts_events_of_which_nobody_had_been_named(
        self, make_participation, attribute
    ):
        part = make_participation()
        attribute(part.event, published="2014")
        attribute(part, published="2016")
        known = Event.objects.known_on("2015-01-01").responsibility_matrix()
        sentence = "Events for which nobody is held responsible are not drawn: 1."
        assert (known.cells, known.remarks) == ([], [sentence])

    def test_counts_a_denial_of_another_role_nowhere(self, part, attribute, make_actor):
        attribute(part, make_actor(), field="role", value="supporter")
        cell = Event.objects.responsibility_matrix().cells[0]
        assert cell.voices == (1, 0, 1, 0, 0)

    def test_shows_as_held_by_nobody_whose_place_all_words_give_to_others(
        self, make_participation, make_actor, attribute
    ):
        part = make_participation()
        attribute(part, make_actor(), field="role", value="supporter")
        (cell,) = Event.objects.responsibility_matrix().cells
        assert cell.is_only_otherwise
        attribute(part, make_actor())
        (cell,) = Event.objects.responsibility_matrix().cells
        assert (cell.is_only_otherwise, cell.voices.accused) == (False, 1)

    def test_has_a_row_for_each_role(self, part, make_participation):
        make_participation(event=part.event, actor=part.actor, role="ordered_by")
        make_participation(event=part.event, actor=part.actor, role="target")
        rows = [
            head.name.replace("\u2068", "").replace("\u2069", "")
            for head in (Event.objects.responsibility_matrix().rows)
        ]
        assert sorted(rows) == ["The Brigade", "The Brigade (ordered by)"]

    def test_leaves_out_parts_that_are_retired(self, part):
        Participation.objects.filter(pk=part.pk).update(status="retired")
        assert not Event.objects.responsibility_matrix().cells

    def test_draws_no_more_than_one_can_read(self, part, make_participation, monkeypatch):
        monkeypatch.setattr("events.responsibility_pictures.MOST_EVENTS", 2)
        for _ in range(3):
            make_participation()
        picture = Event.objects.responsibility_matrix()
        assert len(picture.columns) == 2
        assert picture.remarks[0].startswith("Only the first 2 events are drawn, 2 are left out")


@pytest.mark.parametrize("day", ["2014", "x", "2014-02-30", "0000-01-01"])
def test_a_day_that_is_none_is_refused_in_a_sentence(day):
    with pytest.raises(Misasked, match="is not a day"):
        Asked(given={"since": day}).day("since")
