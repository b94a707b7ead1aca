"""Where a list came from and where it went (沿革): it survives every split and merge (R-022)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from tongban.registers.catalog.lifecycle import Operation
from tongban.registers.catalog.models import ImplementationList, Lineage


@dataclass(frozen=True, slots=True)
class LineageLink:
    """One step of a lineage: by which edition, when, which list led to which."""

    operation: Operation
    effective_on: date
    reason: str
    from_code: str
    from_name: str
    to_code: str
    to_name: str


@dataclass(frozen=True, slots=True)
class Kin:
    """The lineage of one list: all that it came from and all that came of it, the oldest first."""

    code: str
    ancestors: tuple[LineageLink, ...]
    descendants: tuple[LineageLink, ...]

    @property
    def is_empty(self) -> bool:
        return not self.ancestors and not self.descendants


def lineage(of: ImplementationList) -> Kin:
    """The whole lineage of a list, over as many splits and merges as there were (one statement a generation)."""
    return Kin(of.code, tuple(_walk(of.pk, "descendant", "ancestor")), tuple(_walk(of.pk, "ancestor", "descendant")))


def _walk(start: int, near: str, far: str) -> list[LineageLink]:
    found: dict[int, LineageLink] = {}
    looked: set[int] = set()
    open_ids = {start}
    while open_ids:
        rows = Lineage.objects.filter(Q(**{f"{near}_id__in": open_ids})).select_related(
            "edition", "ancestor__basic", "descendant__basic"
        )
        looked |= open_ids
        open_ids = set()
        for row in rows:
            found[row.pk] = _link(row)
            open_ids.add(getattr(row, f"{far}_id"))
        open_ids -= looked
    return sorted(found.values(), key=lambda each: (each.effective_on, each.from_code, each.to_code))


def _link(row: Lineage) -> LineageLink:
    return LineageLink(
        operation=Operation(row.edition.operation),
        effective_on=row.edition.effective_on,
        reason=row.edition.reason,
        from_code=row.ancestor.code,
        from_name=row.ancestor.basic.name,
        to_code=row.descendant.code,
        to_name=row.descendant.basic.name,
    )
