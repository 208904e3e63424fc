"""Who may see restricted records, and what hangs on them."""

from django.db.models import Q

SEE_RESTRICTED = "curation.see_restricted"


def visible(rows, user):
    """Those of `rows` that `user` may see: without the permission, none that is restricted.

    A row that links to a restricted record, at whatever remove, would name it: it is left out
    too. A parent of the row's own kind, such as the province of a town, hides nothing.
    """
    if user.has_perm(SEE_RESTRICTED):
        return rows
    return rows.exclude(_hidden(rows.model))


def _hidden(model):
    fields = {field.name: field for field in model._meta.concrete_fields}
    condition = Q(restricted=True) if "restricted" in fields else Q()
    for field in fields.values():
        if (not field.many_to_one and not field.one_to_one) or field.related_model is model:
            continue
        if beyond := _hidden(field.related_model):
            hidden = field.related_model._base_manager.filter(beyond).values("pk")
            condition |= Q(**{f"{field.name}__in": hidden})
    return condition
