import pytest
from django.contrib.auth.models import User
from django.db import connection


@pytest.mark.django_db
class TestDatabase:
    def test_keeps_names_in_all_scripts(self):
        User.objects.create(username="كتائب حزب الله")
        assert User.objects.filter(username__iexact="كتائب حزب الله").exists()

    def test_is_of_a_version_that_is_supported(self):
        assert connection.vendor == "postgresql"
        assert connection.features.minimum_database_version == (15,)
        assert connection.pg_version >= 150000

    def test_lets_triggers_ask_without_an_error_whether_to_stand_aside(self):
        """An error a row, caught or not, makes the writing of many rows quadratic."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('pgtrigger.ignore')::text[]")
            assert cursor.fetchone() == ([],)
