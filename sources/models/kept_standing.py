from django.db import models
from django.db.models import Q

from curation.constraints import has_exactly_one, is_known
from curation.standing import Standing
from sources.models.attribution import SUBJECTS


def weighed(model: type[models.Model]) -> models.ForeignKey:
    """A link to the one record whose evidence was weighed; the database writes the row."""
    return models.ForeignKey(
        model, models.DO_NOTHING, null=True, related_name="kept_standing", db_index=False
    )


class KeptStanding(models.Model):
    """What the evidence for one record amounts to, kept by triggers; never written by hand.

    A record that nothing holds up, retired attributions apart, has no row. See
    sources/sql/weighing.sql.
    """

    actor = weighed(SUBJECTS["actor"])
    name = weighed(SUBJECTS["name"])
    relation = weighed(SUBJECTS["relation"])
    designation = weighed(SUBJECTS["designation"])
    event = weighed(SUBJECTS["event"])
    participation = weighed(SUBJECTS["participation"])
    event_link = weighed(SUBJECTS["event_link"])
    figure = weighed(SUBJECTS["figure"])
    statement = weighed(SUBJECTS["statement"])
    standing = models.CharField(max_length=20, choices=Standing)

    class Meta:
        default_permissions = ()
        constraints = [
            has_exactly_one(list(SUBJECTS), "keptstanding", "subject"),
            is_known("standing", Standing, "keptstanding"),
            *[
                models.UniqueConstraint(
                    name=f"keptstanding_of_{subject}_is_one",
                    fields=[subject],
                    condition=Q(**{f"{subject}__isnull": False}),
                    violation_error_message="The evidence for this record was weighed already.",
                )
                for subject in SUBJECTS
            ],
        ]
        indexes = [
            models.Index(
                fields=["standing", subject],
                name=f"{subject}_by_standing",
                condition=Q(**{f"{subject}__isnull": False}),
            )
            for subject in SUBJECTS
        ]

    def __str__(self) -> str:
        return self.standing
