import pytest

from actors.models import Actor


@pytest.fixture
def kataib(make_actor, make_name):
    actor = make_actor(name="Kataib Hezbollah")
    make_name(actor=actor, text="Kata'ib Hizballah")
    make_name(actor=actor, text="كتائب حزب الله", script="Arab", language="ar")
    make_name(actor=actor, text="KH", kind="acronym", strength="weak")
    return actor


class TestNamed:
    @pytest.mark.parametrize(
        "text", ["Kata'ib Hizballah", "kata'ib hizballah", "كتائب حزب الله", "  Kataib  Hezbollah "]
    )
    def test_finds_an_actor_by_any_of_its_names(self, kataib, make_actor, text):
        make_actor(name="Badr")
        found = Actor.objects.named(text).get()
        assert (found, found.exactness) == (kataib, 3)

    def test_finds_it_by_a_weak_name_and_by_a_part_of_one(self, kataib):
        assert Actor.objects.named("kh").get().exactness == 2
        assert Actor.objects.named("Hizb").get().exactness == 1

    def test_puts_exact_names_before_weak_ones_before_parts(self, make_actor, make_name):
        part = make_actor(name="A name with Hezbollah in it")
        weak = make_name(actor=make_actor(name="B"), text="Hezbollah", strength="weak").actor
        exact = make_name(actor=make_actor(name="C"), text="Hezbollah").actor
        assert list(Actor.objects.named("Hezbollah")) == [exact, weak, part]

    def test_finds_each_actor_once(self, kataib):
        assert Actor.objects.named("a").count() == 1

    def test_finds_two_of_one_name(self, make_name):
        actors = {make_name(text="Golden Division").actor for _ in range(2)}
        assert set(Actor.objects.named("Golden Division")) == actors

    @pytest.mark.parametrize("text", ["", "   ", "\0", "nobody of this name"])
    def test_finds_nobody(self, kataib, text):
        assert not Actor.objects.named(text).exists()

    @pytest.mark.parametrize("text", ["%", "_", "K%h", "\\"])
    def test_takes_signs_of_patterns_for_letters(self, kataib, text):
        assert not Actor.objects.named(text).exists()

    def test_chains(self, kataib, make_actor):
        make_actor(name="Kataib Imam Ali", kind="umbrella")
        found = Actor.objects.filter(kind="umbrella").named("kataib").unattributed()
        assert found.get().name == "Kataib Imam Ali"
