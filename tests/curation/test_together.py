"""Operations of a migration that are done together: what they make is the same, forth and back."""

from django.db import connection, migrations, models
from django.db.migrations.executor import MigrationExecutor
from pgtrigger.migrations import RemoveTrigger

from curation.together import Together, together

INDEX, OTHER = (
    migrations.AddIndex("Actor", models.Index(fields=[field], name=f"actor_by_{field}_alone"))
    for field in ("kind", "country")
)
STATEMENT = migrations.RunSQL("SELECT 1")


def indexes():
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexname FROM pg_indexes WHERE schemaname = 'public'")
        return {name for (name,) in cursor.fetchall()}


class TestTogether:
    def test_are_those_that_stand_side_by_side(self):
        done = together([INDEX, OTHER, STATEMENT, INDEX])
        assert [type(one) for one in done] == [Together, migrations.RunSQL, migrations.AddIndex]
        assert done[0].operations == (INDEX, OTHER)

    def test_what_is_changed_is_taken_away_before_it_comes_back(self):
        removed = RemoveTrigger("actor", "told")
        first, second = together([removed, removed, INDEX, OTHER])
        assert (first.operations, second.operations) == ((removed, removed), (INDEX, OTHER))

    def test_the_models_they_touch_know_of_all(self):
        state = MigrationExecutor(None).loader.project_state()
        state.apps  # noqa: B018 drawn up, as while migrations run
        [both] = together([INDEX, OTHER])
        both.state_forwards("actors", state)
        known = {index.name for index in state.apps.get_model("actors", "actor")._meta.indexes}
        assert known >= {"actor_by_kind_alone", "actor_by_country_alone"}

    def test_are_gone_after_the_way_back_and_there_again(self, db):
        before = indexes()
        # Eight indexes are added together by the migration behind this one.
        MigrationExecutor(connection).migrate([("actors", "0016_found_if_deleted")])
        assert before - indexes() >= {"actor_by_possible_days", "name_by_definite_days"}
        executor = MigrationExecutor(connection)
        executor.migrate(executor.loader.graph.leaf_nodes())
        assert indexes() == before
