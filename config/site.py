"""Django's admin application with the ledger's own site; apart from `apps.py`, where Django would
take it for the configuration of `config`."""

from django.contrib.admin.apps import AdminConfig


class LedgerAdminConfig(AdminConfig):
    default = False
    default_site = "config.admin.LedgerAdminSite"
