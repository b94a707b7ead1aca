"""Pages of rows whose newest stand first (分页): the next page begins behind the key of the last row."""

from typing import TypeVar

from django.db.models import Model, QuerySet

from .shapes.asked import Page

Row = TypeVar("Row", bound=Model)
LONGEST_KEY = 18


def newest_first(rows: QuerySet[Row], asked: Page) -> tuple[list[Row], str | None]:
    """One page of these rows, ordered by their keys downwards, and where the next one begins."""
    cursor = asked.cursor
    if cursor.isascii() and cursor.isdigit() and len(cursor) < LONGEST_KEY:
        rows = rows.filter(pk__lt=int(cursor))
    found = list(rows[: asked.page_size + 1])
    shown = found[: asked.page_size]
    return shown, str(shown[-1].pk) if len(found) > asked.page_size else None
