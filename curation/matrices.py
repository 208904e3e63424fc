"""The matrix of who is held responsible, as admin pages offer it."""

from collections.abc import Callable
from typing import Any

from curation.picture_kinds import Asked, PictureKind
from curation.pictures.matrix import Matrix


def matrices(of_record: Callable[[Any, Asked], Matrix] | None = None) -> PictureKind:
    """Of a list, whose queryset has `responsibility_matrix`, and perhaps of a record."""
    return PictureKind("responsibility", "Responsibility", _of_rows, of_record)


def _of_rows(rows: Any, asked: Asked) -> Matrix:
    picture: Matrix = rows.responsibility_matrix(asked)
    return picture
