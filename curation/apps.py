from django.apps import AppConfig


class CurationConfig(AppConfig):
    name = "curation"
    verbose_name = "How it is kept"
