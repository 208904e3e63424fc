"""Columns that the database keeps and the models do not know of: keys of searches, no facts.

So forms, exports, fixtures and the history pass them by, and no row is loaded with them.
"""

from typing import Any

from django.db.models import Field
from django.db.models.expressions import Col, Expression


class Unlisted(Expression):
    """The column of this name in the table that is asked; of no past row but `words`."""

    def __init__(self, name: str, output_field: Field) -> None:
        super().__init__(output_field)
        self.name = name

    def resolve_expression(  # type: ignore[override]
        self, query: Any = None, *_args: Any, **_kwargs: Any
    ) -> Col:
        column = self.output_field.clone()
        column.set_attributes_from_name(self.name)
        column.model = query.model
        return Col(str(query.get_initial_alias()), column)
