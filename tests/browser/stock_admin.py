"""Addresses of Isnad's admin and, beside it, of Django's own with the same models and no more."""

from django.contrib.admin import AdminSite
from django.urls import include, path

from events.models import Event, Figure
from sources.models import Attribution, Mention, Passage, Voice

stock = AdminSite(name="stock")
stock.register([Passage, Voice, Mention, Event, Figure, Attribution])

urlpatterns = [path("stock/", stock.urls), path("", include("config.urls"))]
