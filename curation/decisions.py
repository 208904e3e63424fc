"""What was decided on what is one and what is two: mergers, splits, and what is not the same."""

from typing import Any, Self

import pgtrigger
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q

from curation.directions import set_in
from curation.hanging import kinds
from curation.links import beyond
from curation.querysets import ListedQuerySet
from curation.restricting import SEE_RESTRICTED, Viewer, deleted_and_hidden, visible

# A record is never inserted under a code that leads to another, says `RefuseRedirected`; nor does
# a code begin to lead elsewhere while a record has it.
REFUSE_TAKEN = """
    IF NEW.redirects THEN
        EXECUTE format('SELECT count(*) FROM %I WHERE code = $1', replace(NEW.model, '.', '_'))
            INTO taken USING NEW.code;
        IF taken > 0 THEN
            RAISE EXCEPTION 'A record has the code %: it cannot lead to another one.', NEW.code
                USING ERRCODE = 'unique_violation', CONSTRAINT = 'step_redirects_a_free_code';
        END IF;
    END IF;
    RETURN NEW;
"""


class Done(models.TextChoices):
    MERGE = "merge", "merged"
    SPLIT = "split", "split"


class SeenQuerySet(ListedQuerySet[Any]):
    """Decisions on pairs of records; the model says in `pair` in which columns their codes are."""

    def seen_by(self, user: Viewer) -> Self:
        """Those that name no record which `user` may not see, restricted then or now."""
        if user.has_perm(SEE_RESTRICTED):
            return self
        hidden = Q(restricted=True)
        gone = deleted_and_hidden()
        for kind in kinds():
            rows = kind._base_manager
            seen = visible(rows.all(), user).values("pk")
            codes = rows.exclude(pk__in=seen).values("code")
            history = beyond(kind, "history")._default_manager
            lost = history.filter(pgh_obj__in=gone[kind], pgh_label="delete").values("code")
            for column in self.model.pair:
                named = Q(**{f"{column}__in": codes}) | Q(**{f"{column}__in": lost})
                hidden |= Q(kind=kind._meta.label_lower) & named
        return self.exclude(hidden)


class Decision(models.Model):
    """One merger or split, with its reason; its steps say what it did to which row.

    Of a merger, `code` is the survivor's and `other` that of the record merged into it; of a
    split, `code` is that of the record split and `other` of the one its rows went to. The names
    are those of the day.
    """

    what = models.CharField(max_length=5, choices=Done)
    kind = models.CharField(max_length=50, help_text="Label of the model: actors.actor.")
    code = models.CharField(max_length=100)
    name = models.TextField()
    other = models.CharField("other code", max_length=100)
    other_name = models.TextField()
    reason = models.TextField()
    who = models.CharField(max_length=150, blank=True, help_text="User name; or empty.")
    at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField("undone", null=True, blank=True)
    undone_by = models.CharField(max_length=150, blank=True)
    undone_because = models.TextField(blank=True)
    restricted = models.BooleanField(default=False)

    objects = SeenQuerySet.as_manager()

    pair = ("code", "other")

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["kind", "code"], name="decision_by_code"),
            models.Index(fields=["kind", "other"], name="decision_by_other"),
        ]

    def __str__(self) -> str:
        done = "merged into" if self.what == Done.MERGE else "split from"
        other, name = set_in(self.other_name), set_in(self.name)
        return f"{other} ({self.other}) {done} {name} ({self.code})"


class Action(models.TextChoices):
    MOVED = "moved", "moved"
    FOLDED = "folded", "folded into another"
    SET_ASIDE = "set_aside", "set aside"
    WRITTEN = "written", "carried over"
    CHOSEN = "chosen", "chosen"
    MADE = "made", "made"


class Step(models.Model):
    """What a decision did to one row, so that it can be undone.

    `column` went from `before` to `after`, keys for links. A row that is gone stands in the
    history's row `version`; a folded one became the row `into`, and its `code` leads there for as
    long as `redirects`.
    """

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="steps")
    number = models.PositiveIntegerField()
    action = models.CharField(max_length=10, choices=Action)
    model = models.CharField(max_length=50, help_text="Label of the model: actors.relation.")
    key = models.BigIntegerField()
    code = models.CharField(max_length=100, blank=True)
    column = models.CharField(max_length=50, blank=True)
    before = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    after = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    into = models.BigIntegerField(null=True)
    into_code = models.CharField(max_length=100, blank=True)
    version = models.BigIntegerField(null=True)
    redirects = models.BooleanField(default=False)

    objects = ListedQuerySet.as_manager()

    class Meta:
        ordering = ["decision", "number"]
        triggers = [
            pgtrigger.Trigger(
                name="refuse_taken_code",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                declare=[("taken", "bigint")],
                func=REFUSE_TAKEN,
            )
        ]
        constraints = [
            models.UniqueConstraint(
                name="step_leads_to_one_record",
                fields=["model", "code"],
                condition=Q(redirects=True),
                violation_error_message="This code leads to another record already.",
            ),
        ]
        indexes = [models.Index(fields=["model", "key"], name="step_by_row")]

    def __str__(self) -> str:
        return f"{self.model} {self.code or self.key} {self.get_action_display()}"


class Distinction(models.Model):
    """Two records that somebody holds not to be the same, whichever is named first."""

    kind = models.CharField(max_length=50, help_text="Label of the model: actors.actor.")
    one = models.CharField(max_length=100, help_text="The code that comes first.")
    other = models.CharField(max_length=100)
    reason = models.TextField()
    who = models.CharField(max_length=150, blank=True, help_text="User name; or empty.")
    at = models.DateTimeField(auto_now_add=True)
    restricted = models.BooleanField(default=False)

    objects = SeenQuerySet.as_manager()

    pair = ("one", "other")

    class Meta:
        verbose_name = "pair that is not the same"
        verbose_name_plural = "pairs that are not the same"
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(
                name="distinction_stands_once",
                fields=["kind", "one", "other"],
                violation_error_message="These two are held not to be the same already.",
            ),
            models.CheckConstraint(
                name="distinction_is_between_two",
                condition=Q(one__lt=F("other")),
                violation_error_message="A record is the same as itself.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.one} is not {self.other}"
