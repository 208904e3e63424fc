from django.contrib import admin

from curation.desk import ReadOnlyAdmin
from curation.models import Seeding


@admin.register(Seeding)
class SeedingAdmin(ReadOnlyAdmin):
    list_display = ["fixture", "at", "added", "updated", "kept", "sha256"]
    search_fields = ["fixture", "sha256"]
