"""Addresses of Isnad's admin and, beside it, of Django's own with the same models and no more."""

from django.contrib.admin import AdminSite
from django.urls import include, path

from actors.models import Actor, Name, Relation
from events.models import Event, Figure, Participation
from sources.models import Attribution, Mention, Passage, Statement, Voice

stock = AdminSite(name="stock")
stock.register([Actor, Name, Relation, Event, Participation, Figure, Statement])
stock.register([Passage, Voice, Mention, Attribution])

urlpatterns = [path("stock/", stock.urls), path("", include("config.urls"))]
