"""A model with dates of each kind; no migration and no installed app knows it."""

from django.db import models

from curation.dating import (
    EDTFField,
    are_ends_of_periods,
    earliest,
    end_earliest,
    ends_after_it_begins,
    is_not_open,
    latest,
    start_latest,
)


class Dated(models.Model):
    date = EDTFField()
    date_earliest = earliest("date")
    date_latest = latest("date")
    date_start_latest = start_latest("date")
    date_end_earliest = end_earliest("date")
    began = EDTFField(points_only=True)
    began_earliest = earliest("began")
    began_latest = latest("began")
    ended = EDTFField(points_only=True)
    ended_earliest = earliest("ended")
    ended_latest = latest("ended")

    class Meta:
        app_label = "tests"
        constraints = [
            is_not_open("date", name="dated_date_is_not_open"),
            are_ends_of_periods("began", "ended", name="dated_ends_are_points"),
            ends_after_it_begins(name="dated_ends_after_it_begins"),
        ]

    def __str__(self):
        return self.date
