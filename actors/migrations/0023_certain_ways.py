from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parents[1] / "sql"
_, _, OLD = (SQL / "hierarchy_known.sql").read_text().partition("DROP FUNCTION actor_hierarchy;\n")
OLD = OLD.partition("END $$;")[0].replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
UNDO = f"""
{OLD}END $$;
DROP FUNCTION steps_from;
"""


class Migration(migrations.Migration):
    """Let it be certain who stands above whom if some way is, not only the shortest."""

    dependencies = [("actors", "0022_near_circles"), ("sources", "0030_steps_known")]

    operations = [migrations.RunSQL((SQL / "certain_ways.sql").read_text(), UNDO)]
