"""Reviewers and administrators may merge and split; who reads sees what was decided."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

MERGE = ["merge_records"]
SEE = ["view_decision", "view_distinction"]
ROLES = {
    "viewer": SEE,
    "curator": SEE,
    "reviewer": [*SEE, *MERGE],
    "administrator": [*SEE, *MERGE],
}


def rights(apps):
    """Permissions are otherwise made when all migrations are done: here they are needed now."""
    config = apps.get_app_config("curation")
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0)
    group, permission = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    ours = permission.objects.filter(content_type__app_label="curation")
    for name, codenames in ROLES.items():
        for role in group.objects.filter(name=name):
            yield role, ours.filter(codename__in=codenames)


def grant(apps, schema_editor):
    for role, permissions in rights(apps):
        role.permissions.add(*permissions)


def withdraw(apps, schema_editor):
    for role, permissions in rights(apps):
        role.permissions.remove(*permissions)


class Migration(migrations.Migration):
    dependencies = [
        ("curation", "0008_deciding_what_is_one"),
        ("curation", "0007_roles"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [migrations.RunPython(grant, withdraw)]
