"""Pictures of answers: SVG with its text equivalent, drawn on the server from plain rows.

Nothing here knows of the ledger's records; the apps give the rows, each with its address.
"""

from curation.pictures.picture import Body, Picture
from curation.pictures.table import Row, Table

__all__ = ["Body", "Picture", "Row", "Table"]
