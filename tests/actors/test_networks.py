"""A network draws the relations of the day, and tells nobody more than they may know."""

import random
from datetime import date

import pytest
from django.contrib.auth.models import Group as UserGroup
from django.contrib.auth.models import Permission, User
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from actors.models import Actor, Predicate, Relation
from actors.models.relation import HIERARCHY
from actors.networks import (
    GROUPS,
    Question,
    network_around,
    network_of_actors,
    network_of_relations,
)
from curation.picture_kinds import Asked
from curation.pictures.ties import Force, Group
from tests.curation.test_past import now
from tests.pictures.reading import HOSTILE, SVG, read

from .graphs import ACTORS, DAYS, links
from .test_hierarchy_at_random import IN_ONE_DATABASE, write

SOME_DAY = date(2014, 6, 15)


@pytest.fixture
def cast(make_actor):
    return {name: make_actor(name=name) for name in ACTORS}


@pytest.fixture
def viewer(db):
    user = User.objects.create_user("viewer", is_staff=True)
    user.groups.add(UserGroup.objects.get(name="viewer"))
    return user


def drawn(picture):
    """The ties of a picture by their codes: their classes."""
    return {
        one.get("data-tie"): {*one.get("class").split()}
        for one in read(picture).iter()
        if one.get("data-tie")
    }


def spots(picture):
    return {code: (round(x, 6), round(y, 6)) for code, (x, y) in picture.spots.items()}


@settings(IN_ONE_DATABASE, max_examples=40)
@given(of=links(), day=st.sampled_from([None, *DAYS]))
def test_draws_what_was_possibly_in_force_light_and_what_certainly_was_firm(cast, of, day):
    with transaction.atomic():
        write(of, cast)
        asked = {link.code: link for link in of if link.status != "retired"}
        picture = Actor.objects.filter(name__in=ACTORS).network(on=day)
        found = {
            code: Force.FIRM if Force.FIRM in classes else Force.LIGHT
            for code, classes in drawn(picture).items()
        }
        assert found == {
            code: Force.FIRM if day is None or link.definitely(day) else Force.LIGHT
            for code, link in asked.items()
            if day is None or link.possibly(day)
        }
        if day:
            rows = Relation.objects.in_use()
            assert {*found} == {*rows.possibly_on(day).values_list("code", flat=True)}
            firm = {code for code, force in found.items() if force == Force.FIRM}
            assert firm == {*rows.definitely_on(day).values_list("code", flat=True)}
        transaction.set_rollback(True)


class TestPlaces:
    @pytest.fixture
    def network(self, make_actor, make_relation):
        actors = [make_actor(name=f"{n:02}", code=f"actor-{n:02}") for n in range(20)]
        chance = random.Random(2)
        for n, actor in enumerate(actors[1:], start=1):
            began = chance.choice(["2013", "2014", "2015", "", "2014-06-15"])
            above = actors[chance.randrange(n)]
            make_relation(subject=actor, object=above, predicate="part_of", began=began, ended="..")
        return actors

    def test_are_the_same_on_every_day(self, network):
        found = [spots(Actor.objects.network(on=day)) for day in [None, *DAYS[::5]]]
        assert all(one == found[0] for one in found)

    def test_are_the_same_whatever_the_order_of_the_rows(self, network):
        for rows in (Actor.objects, Relation.objects):
            orders = (rows.order_by(order) for order in ("code", "-code", "-pk"))
            first, *others = [spots(ordered.network()) for ordered in orders]
            assert all(one == first for one in others)

    def test_are_higher_for_superiors(self, network):
        at = spots(Actor.objects.network())
        for relation in Relation.objects.select_related("subject", "object"):
            assert at[relation.object.code][1] < at[relation.subject.code][1]


class TestALegend:
    def told(self, picture):
        return [meaning for _sign, meaning in picture.body().legend]

    def test_tells_persons_from_others_as_far_as_there_are_some(self, make_actor, make_relation):
        layla, front = make_actor(kind="person"), make_actor(kind="armed_group")
        make_relation(subject=front, predicate="fights", object=make_actor(kind="armed_group"))
        assert "a person" not in self.told(Actor.objects.network())
        make_relation(subject=layla, predicate="leads", object=front)
        assert {"a person", "a group, a state, another body"} < {
            *self.told(Actor.objects.network())
        }

    def test_names_whom_it_is_about(self, make_actor, make_relation):
        layla = make_actor(name="Layla")
        make_relation(subject=layla)
        assert self.told(layla.network())[0] == "Layla"
        assert "Layla" not in self.told(Actor.objects.network())

    def test_says_what_size_means_only_where_sizes_differ(self, make_actor, make_relation):
        front = make_actor()
        make_relation(subject=front)
        assert "the larger, the more relations" not in self.told(Actor.objects.network())
        make_relation(subject=front)
        assert "the larger, the more relations" in self.told(Actor.objects.network())

    def test_says_which_way_lines_read_and_who_lies_above(self, make_relation):
        make_relation(predicate="fights")
        assert Actor.objects.network().body().remarks == []
        make_relation(predicate="supports")
        (remark,) = Actor.objects.network().body().remarks
        assert "reads towards its end" in remark and "above" not in remark
        make_relation(predicate="part_of")
        assert "Superiors lie above" in Actor.objects.network().body().remarks[0]


class TestNames:
    def places(self, picture):
        return {
            one.get("data-of"): (one.get("x"), one.get("y"))
            for one in read(picture).iter()
            if one.get("data-of")
        }

    def test_keep_their_places_as_the_day_moves(self, make_actor, make_relation):
        front = make_actor()
        for began, ended in (("2013", "2014-01"), ("2014", ".."), ("", "2013-02")):
            make_relation(subject=front, began=began, ended=ended)
        found = [self.places(Actor.objects.network(on=day)) for day in [None, *DAYS[::5]]]
        assert all(found[0].items() >= one.items() and one for one in found)


class TestATie:
    @pytest.mark.parametrize("predicate", Predicate.values)
    def test_is_drawn_by_the_group_of_its_predicate(self, make_relation, predicate):
        make_relation(predicate=predicate)
        (classes,) = drawn(Actor.objects.network()).values()
        assert GROUPS[predicate] in classes

    def test_of_a_hierarchy_is_one_that_stands_above_or_below(self):
        assert {one for one, kind in GROUPS.items() if kind == Group.HIERARCHY} == {*HIERARCHY}

    @pytest.mark.parametrize(("predicate", "heads"), [("fights", 0), ("opposes", 1)])
    def test_has_an_end_only_if_it_reads_one_way(self, make_relation, predicate, heads):
        make_relation(predicate=predicate)
        found = [one for one in read(Actor.objects.network()).iter() if one.get("data-tie")]
        assert len([part for part in found[0] if part.get("class") == "head"]) == heads

    def test_shows_what_its_evidence_amounts_to(self, make_relation, make_actor, attribute):
        stances = {"denied": ["denies"], "suspected": ["suspects"], "retracted": ["retracts"]}
        stances |= {"single-source": ["asserts"], "contested": ["asserts", "denies"]}
        codes = {}
        for standing, said in stances.items():
            relation = make_relation()
            codes[relation.code] = standing
            for stance in said:
                attribute(relation, make_actor(), stance=stance)
        for code, classes in drawn(Relation.objects.network()).items():
            assert f"evidence-{codes[code]}" in classes

    def test_that_is_only_denied_lifts_nobody_up(self, make_relation, make_actor, attribute):
        relation = make_relation(predicate="commands")
        attribute(relation, make_actor(), stance="denies")
        assert [tie.above for tie in Relation.objects.network().ties] == [""]

    def test_stands_in_the_table_as_it_was_on_the_day(self, make_relation, make_actor):
        firm = make_relation(subject=make_actor(name="Layla"), began="2013", ended="..")
        make_relation(subject=firm.subject, predicate="opposes", began="2014", ended="..")
        make_relation(subject=firm.subject, predicate="funds", began="2015", ended="..")
        rows = [row.cells for row in Actor.objects.network(on=SOME_DAY).table().rows]
        assert [(cells[1], cells[-1]) for cells in rows] == [
            ("member of", "certainly"),
            ("opposes", "possibly"),
        ]


class TestWhatIsAsked:
    def test_may_be_kinds_of_relations_or_groups_of_them(self, make_relation):
        for predicate in ("commands", "part_of", "opposes", "funds"):
            make_relation(predicate=predicate)
        assert len(Actor.objects.network(predicates=["hierarchy", "funds"]).ties) == 3
        assert len(Relation.objects.network(predicates=["opposes"]).ties) == 1

    def test_is_refused_if_it_is_no_kind(self, db):
        with pytest.raises(ValueError, match="“loves” is no kind of relation: choose among"):
            Actor.objects.network(predicates=["loves"])

    def test_is_refused_if_it_is_no_day(self, db):
        with pytest.raises(ValueError, match="“2014” is not a day"):
            Relation.objects.network(on="2014")

    def test_may_be_what_lies_about_an_actor(self, make_actor, make_relation):
        one, two, three, four = (make_actor(name=name) for name in ("1", "2", "3", "4"))
        for subject, other in ((one, two), (two, three), (three, four)):
            make_relation(subject=subject, object=other)
        assert {node.name for node in one.network().nodes} == {"1", "2"}
        assert {node.name for node in one.network(steps=2).nodes} == {"1", "2", "3"}
        with pytest.raises(ValueError, match="“3” steps cannot be drawn"):
            one.network(steps=3)

    def test_may_be_a_slice(self, make_relation):
        for predicate in ("commands", "opposes", "opposes"):
            make_relation(predicate=predicate)
        first = Relation.objects.order_by("pk")[:2]
        assert len(first.network().ties) == 2
        assert len(first.network(predicates=["opposes"]).ties) == 1
        assert len(Actor.objects.order_by("pk")[:2].network().ties) == 1

    @pytest.mark.django_db(transaction=True)
    def test_may_be_the_past_of_which_somebody_is_gone(self, make_relation):
        kept, lost = make_relation(), make_relation()
        moment = now()
        lost.delete()
        lost.subject.delete()
        picture = Relation.objects.as_of(moment).network()
        assert [tie.code for tie in picture.ties] == [kept.code]
        assert picture.remarks == ["Relations whose actors are no longer there: 1."]

    def test_may_be_what_was_known_on_a_day(self, make_relation, attribute):
        known, later = make_relation(predicate="opposes"), make_relation(predicate="funds")
        attribute(known.subject, published="2014")
        attribute(later.subject, published="2014")
        for record in (known.object, later.object, known):
            attribute(record, published="2014")
        attribute(known, published="2016", stance="denies")
        attribute(later, published="2016")
        for model in (Actor, Relation):
            ties = model.objects.known_on("2015-01-01").network().ties
            assert [(tie.code, tie.standing) for tie in ties] == [(known.code, "single-source")]

    def test_is_answered_without_retired_relations(self, make_relation):
        relation = make_relation()
        Relation.objects.filter(pk=relation.pk).update(status="retired")
        assert not Actor.objects.network().ties
        assert not Relation.objects.network().ties
        assert not Relation.objects.all()[:1].network().ties
        assert not relation.subject.network().ties


class TestBounds:
    def test_leave_out_actors_and_say_how_many(self, make_relation, monkeypatch):
        monkeypatch.setattr("actors.networks.MOST_NODES", 3)
        for _ in range(3):
            make_relation()
        picture = Actor.objects.order_by("pk").network()
        assert len(picture.ties) == 1
        assert any("3 are left out" in remark for remark in picture.remarks)
        assert any("2 are left out" in remark for remark in Relation.objects.network().remarks)

    def test_leave_out_relations_and_say_how_many(self, make_relation, monkeypatch):
        monkeypatch.setattr("actors.networks.MOST_TIES", 2)
        for _ in range(5):
            make_relation()
        for picture in (Actor.objects.network(), Relation.objects.network()):
            assert len(picture.ties) == 2
            assert any("3 are left out" in remark for remark in picture.remarks)

    def test_of_nothing_say_so(self, make_actor):
        make_actor()
        for picture in (Actor.objects.none().network(), Actor.objects.network()):
            assert "There are no such relations." in "".join(read(picture).itertext())
            assert picture.table().rows == []

    def test_ask_as_much_of_many_as_of_one(self, make_relation, django_assert_num_queries):
        relation = make_relation()
        for _ in range(2):
            with django_assert_num_queries(2):
                Actor.objects.network(on=SOME_DAY).svg()
            with django_assert_num_queries(2):
                Relation.objects.network(on=SOME_DAY).svg()
            with django_assert_num_queries(4):
                relation.subject.network(steps=2).svg()
            for _ in range(9):
                make_relation(subject=relation.subject)

    @pytest.mark.parametrize("name", HOSTILE)
    def test_hold_any_name(self, make_actor, make_relation, name):
        name = name.replace("\ud800", "").replace("\x00", "").strip()[:200]
        make_relation(subject=make_actor(name=name), title=name)
        picture = Actor.objects.network()
        assert {one.tag.removeprefix(SVG) for one in read(picture).iter()} <= {
            *("svg", "title", "style", "rect", "text", "g", "path", "a", "circle"),
        }


class TestRestrictedRecords:
    def test_are_not_drawn_counted_or_named(self, make_actor, make_relation, viewer):
        open_, closed = make_actor(name="Open"), make_actor(name="Closed", restricted=True)
        seen = make_relation(subject=open_, predicate="opposes")
        make_relation(subject=open_, object=closed)
        make_relation(subject=open_, object=seen.object, title="secret", restricted=True)
        asked, question = Asked(viewer), Question()
        for picture in (
            network_of_actors(asked.of(Actor), question, asked),
            network_of_relations(asked.of(Relation), question, asked),
            network_around(open_, question, asked),
            network_around(seen.object, Question(steps=2), asked),
        ):
            assert {tie.code for tie in picture.ties} == {seen.code}
            text = picture.svg() + picture.csv() + picture.inline()
            assert "Closed" not in text and "secret" not in text and closed.code not in text
            assert not picture.remarks
        assert "Closed" in open_.network().svg()


class TestWhoMayNotSeeActors:
    def test_is_told_so_and_not_that_they_are_gone(self, make_relation):
        make_relation()
        user = User.objects.create_user("clerk", is_staff=True)
        user.user_permissions.add(Permission.objects.get(codename="view_relation"))
        asked = Asked(user)
        picture = network_of_relations(asked.of(Relation), Question(), asked)
        assert not picture.ties
        assert picture.remarks == ["Relations are drawn between actors, which you may not see."]


class TestPage:
    @pytest.fixture
    def client(self, client, viewer):
        client.force_login(viewer)
        return client

    def test_is_reached_from_lists_and_records(self, client, make_relation):
        relation = make_relation()
        for address in (
            "/admin/actors/actor/picture/network/",
            "/admin/actors/relation/picture/network/?picture-on=2014-06-15",
            f"/admin/actors/actor/{relation.subject.pk}/picture/network/?picture-steps=2",
        ):
            page = client.get(address).text
            assert page.count("data-tie=") == page.count("data-row=") == 1
        assert "picture/network/" in client.get("/admin/actors/actor/").text

    def test_answers_without_a_script_for_the_day_that_is_asked(self, client, make_relation):
        make_relation(began="2015", ended="..")
        page = client.get("/admin/actors/actor/picture/network/?picture-on=2014-06-15").text
        assert "On 2014-06-15: 0 relations, 0 of them certainly in force; 1 were not." in page
        assert 'hierarchy evidence-unattributed gone"' in page
        file = client.get("/admin/actors/actor/picture/network.svg?picture-on=2014-06-15").text
        assert "data-tie" not in file and "On 2014-06-15: 0 relations" in file

    @pytest.mark.parametrize(
        ("query", "sentence"),
        [
            ("picture-on=2014-02-30", "“2014-02-30” is not a day"),
            ("picture-kinds=loves", "“loves” is no kind of relation"),
            ("picture-steps=9", "“9” steps cannot be drawn: choose 1 or 2"),
        ],
    )
    def test_says_what_is_wrong_with_an_address(self, client, query, sentence):
        assert sentence in client.get(f"/admin/actors/actor/picture/network/?{query}").text
