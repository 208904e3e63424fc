"""The admin site, where the ledger is curated."""

from django.contrib.admin import AdminSite


class LedgerAdminSite(AdminSite):
    site_header = "Isnad"
    site_title = "Isnad"
    index_title = "The ledger"
