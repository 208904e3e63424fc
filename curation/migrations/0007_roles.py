"""Four groups: viewer, curator, reviewer, administrator; each may do what the one before may."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

RECORDS = {
    "actors": ["actor", "name", "relation", "designation", "identifier"],
    "events": ["event", "place", "participation", "eventlink", "figure"],
    "sources": ["document", "passage", "statement", "attribution"],
}
VOCABULARIES = {"actors": ["actorkindcode"], "events": ["eventtype"]}
# Of a passage: who speaks in it and whom it names.
PARTS = {"sources": ["voice", "mention"]}
FOUND = {"sources": ["anchor"], "curation": ["seeding"]}
TEXTS = {"sources": ["documenttext"]}


def may(actions, *tables):
    return {
        (app, f"{action}_{model}")
        for table in tables
        for app, models in table.items()
        for model in models
        for action in actions.split()
    }


VIEWER = may("view", RECORDS, VOCABULARIES, PARTS, FOUND)
CURATOR = (
    VIEWER
    | may("add change", RECORDS)
    | may("add change delete", PARTS)
    | may("view add change", TEXTS)
    | {("sources", "read_documenttext")}
)
REVIEWER = (
    CURATOR
    | may("delete", RECORDS, TEXTS)
    | may("add change delete", VOCABULARIES)
    | {("curation", "review_records")}
)
ADMINISTRATOR = (
    REVIEWER
    | may("view add change", {"auth": ["user"]})
    | may("view", {"auth": ["group"]})
    | {("curation", "see_restricted")}
)
ROLES = {
    "viewer": VIEWER,
    "curator": CURATOR,
    "reviewer": REVIEWER,
    "administrator": ADMINISTRATOR,
}


def make_roles(apps, schema_editor):
    """Permissions are otherwise made when all migrations are done: here they are needed now."""
    for label in ("actors", "events", "sources", "curation", "auth"):
        config = apps.get_app_config(label)
        config.models_module = True
        create_permissions(config, apps=apps, verbosity=0)
    group, permission = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    found = {
        (row.content_type.app_label, row.codename): row
        for row in permission.objects.select_related("content_type")
    }
    for name, wanted in ROLES.items():
        role, _created = group.objects.get_or_create(name=name)
        role.permissions.set(found[key] for key in wanted)


class Migration(migrations.Migration):
    dependencies = [
        ("curation", "0006_review_permission"),
        ("actors", "0009_review"),
        ("events", "0011_review"),
        ("sources", "0012_review"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    # A group that people have been put into stays when this is taken back.
    operations = [migrations.RunPython(make_roles, migrations.RunPython.noop)]
