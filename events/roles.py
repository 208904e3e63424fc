"""The parts that actors and places take in events."""

from django.db import models


class Role(models.TextChoices):
    PERPETRATOR = "perpetrator", "Perpetrator"
    ORDERED_BY = "ordered_by", "Ordered by"
    SUPPORTER = "supporter", "Supporter"
    TARGET = "target", "Target"
    VICTIM = "victim", "Victim"
    BELLIGERENT = "belligerent", "Belligerent"
    ATTENDEE = "attendee", "Attendee"
    HOST = "host", "Host"
    SPEAKER = "speaker", "Speaker"
    AUDIENCE = "audience", "Audience"
    SUBJECT = "subject", "Subject"
    CANDIDATE = "candidate", "Candidate"
    WINNER = "winner", "Winner"
    CONTRIBUTOR = "contributor", "Contributor"
    RECIPIENT = "recipient", "Recipient"
    INITIATOR = "initiator", "Initiator"
    INSTRUMENT = "instrument", "Instrument"
    LOCATION = "location", "Location"
    LOCATION_OF_ORIGIN = "location_of_origin", "Location of origin"


# The roles that make somebody answerable for what happened.
RESPONSIBLE = [Role.PERPETRATOR, Role.ORDERED_BY]
