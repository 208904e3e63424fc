"""The admin's pages: lists plain, by each filter, searched, from a link; forms and the others.

As a curator opens them who sees everything, and some as a viewer who sees nothing restricted.
"""

from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

from curation.lint import all_findings
from events.models import EventType

# What is chosen in a filter, or typed into its box, by the filter's parameter.
CHOSEN = {"when": "2013-05", "on": "2013-05-01", "in": "IQ", "where": "ba", "paragraph": "3"}
CHOSEN |= {"document": "document-100", "about": "figure", "standing": "contested"}
CHOSEN |= {"status": "accepted", "script": "Latn", "scheme": "ftm"}
# The links by which other pages lead to a list.
LINKS = {
    "Passage": ["document"],
    "Voice": ["actor"],
    "Mention": ["actor"],
    "Event": ["place"],
    "Participation": ["actor", "event", "place"],
    "Attribution": ["event", "participation", "passage", "relation"],
}
SEARCHED = "khamu"
# Pages that are no list of one model, each with what its address names.
OTHERS = {
    "changes": [],
    "queue": ["to-review"],
    "duplicates": ["event"],
    "sources_document_page": [150],
    "sources_document_changes": [150],
}


def pages():
    """What each page is called, and a function that opens it and counts its rows."""
    curator, viewer, found = Client(), Client(), {}
    curator.force_login(User.objects.create_superuser("curator"))
    viewer.force_login(seeing := _viewer())
    for name, client in (("front page", curator), ("front page for a viewer", viewer)):
        found[name] = _opening(client, reverse("admin:index"))
    for model, modeladmin in admin.site._registry.items():
        if model.__module__.split(".")[0] in ("actors", "events", "sources"):
            for query in ["", *_queries(modeladmin)]:
                name = f"{model.__name__} list {query}".rstrip()
                found[name] = _opening(curator, _list(model) + query)
            if seeing.has_perm(f"{model._meta.app_label}.view_{model._meta.model_name}"):
                found[f"{model.__name__} list for a viewer"] = _opening(viewer, _list(model))
            found |= {name: _opening(curator, url) for name, url in _forms(modeladmin)}
            for name, url in _pictures(modeladmin):
                found |= {name: _opening(curator, url)}
                found |= {f"{name} for a viewer": _opening(viewer, url)}
    for name, arguments in OTHERS.items():
        url = reverse(f"admin:{name}", args=arguments)
        found[f"{name} {' '.join(map(str, arguments))}".rstrip()] = _opening(curator, url)
    return found


def _forms(modeladmin):
    """The page of one row of the middle of the ledger, and that of its history."""
    model = modeladmin.model
    row = model._default_manager.filter(pk__gte=150).order_by("pk").first()
    if row is None or not hasattr(row, "history"):
        return
    for page in ("change", "history"):
        address = f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}"
        yield f"{model.__name__} {page}", reverse(address, args=[row.pk])


def _pictures(modeladmin):
    """The pictures of a list, one of the timelines within a month, and of a row of the middle."""
    model = modeladmin.model
    row = model._default_manager.filter(pk__gte=150).order_by("pk").first()
    for kind in modeladmin.list_pictures():
        url = modeladmin.picture_address(kind)
        yield f"{model.__name__} list picture {kind.name}", url
        if kind.name == "timeline":
            asked = "?picture-since=2013-05-01&picture-until=2013-05-31"
            yield f"{model.__name__} list picture {kind.name} {asked[:26]}", url + asked
    for kind in modeladmin.record_pictures():
        yield f"{model.__name__} picture {kind.name}", modeladmin.picture_address(kind, row)


def _viewer():
    """Somebody who sees all but what is restricted."""
    viewer = User.objects.create_user("viewer", is_staff=True)
    viewer.groups.add(Group.objects.get(name="viewer"))
    return viewer


def _queries(modeladmin):
    model = modeladmin.model
    yield from (f"?{_choice(model, given)}" for given in modeladmin.list_filter)
    yield from (f"?finding={one.name}" for one in all_findings() if model in one.models)
    yield from (f"?{link}__id__exact=150" for link in LINKS.get(model.__name__, []))
    if modeladmin.search_fields:
        yield f"?q={SEARCHED}"


def _choice(model, given):
    if not isinstance(given, str):
        return f"{given.parameter_name}={CHOSEN[given.parameter_name]}"
    field = model._meta.get_field(given)
    if field.is_relation:
        return f"{given}__id__exact={EventType.objects.order_by('code').first().pk}"
    return f"{given}__exact={CHOSEN.get(given) or field.choices[0][0]}"


def _list(model):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")


def _opening(client, url):
    def opened():
        response = client.get(url, SERVER_NAME="localhost")
        if response.status_code != 200:
            raise AssertionError(f"{url} answers {response.status_code}.")
        rows = response.content.count(b'<th class="field-')
        return rows or response.content.count(b'class="mark ') or None

    return opened
