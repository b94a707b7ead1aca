"""Which element template is in force (现行要素模板), and all that were."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tongban.registers.catalog import elements
from tongban.registers.catalog.elements import Template
from tongban.registers.compiling.models import ElementTemplate


@dataclass(frozen=True, slots=True)
class LoadedTemplate:
    """A version in the list of templates (要素模板版本)."""

    version: str
    source: str
    is_reconstruction: bool
    loaded_at: datetime
    elements: int
    same: int


def template_in_force() -> Template:
    """The one loaded last (one query); the shipped reconstruction while none was."""
    row = ElementTemplate.objects.order_by("-loaded_at", "-pk").first()
    return elements.shipped() if row is None else _template(row)


def templates() -> Sequence[LoadedTemplate]:
    """Every version that was loaded, the newest first."""
    return [
        LoadedTemplate(
            version=row.version,
            source=row.source,
            is_reconstruction=row.is_reconstruction,
            loaded_at=row.loaded_at,
            elements=len(row.elements),
            same=sum(each["is_same"] for each in row.elements),
        )
        for row in ElementTemplate.objects.order_by("-loaded_at", "-pk")
    ]


def _template(row: ElementTemplate) -> Template:
    return elements.from_plain(
        {
            "version": row.version,
            "source": row.source,
            "is_reconstruction": row.is_reconstruction,
            "elements": row.elements,
        }
    )
