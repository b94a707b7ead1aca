"""What an edition changed (清单变化): rows added, removed, and changed cell by cell; pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from .kinds import Kind
from .rows import Row, key_of, words


@dataclass(frozen=True, slots=True)
class CellChange:
    """One cell that reads otherwise now (改动的栏目)."""

    key: str
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row that was changed (改动的条目)."""

    key: str
    name: str
    cells: tuple[CellChange, ...]


@dataclass(frozen=True, slots=True)
class Diff:
    """The difference of two editions (清单对比); rows are told apart by their keys, order does not count."""

    added: tuple[Row, ...] = ()
    removed: tuple[Row, ...] = ()
    changed: tuple[RowChange, ...] = ()
    withheld_before: int = 0
    withheld_after: int = 0

    @property
    def is_empty(self) -> bool:
        is_same = self.withheld_before == self.withheld_after
        return is_same and not (self.added or self.removed or self.changed)

    @property
    def counts(self) -> dict[str, int]:
        return {"added": len(self.added), "removed": len(self.removed), "changed": len(self.changed)}


def compare(
    kind: Kind, before: Sequence[Row], after: Sequence[Row], *, withheld_before: int = 0, withheld_after: int = 0
) -> Diff:
    """From `before` to `after`, in the order of the rows that are told."""
    old, new = ({key_of(row): row for row in rows} for rows in (before, after))
    changed = (_row_change(kind, old[key], row) for key, row in new.items() if key in old)
    return Diff(
        added=tuple(row for key, row in new.items() if key not in old),
        removed=tuple(row for key, row in old.items() if key not in new),
        changed=tuple(each for each in changed if each.cells),
        withheld_before=withheld_before,
        withheld_after=withheld_after,
    )


def name_of(row: Row) -> str:
    """What people call the row."""
    return words(row.get("service")) or words(row.get("name")) or key_of(row)


def _row_change(kind: Kind, old: Row, new: Row) -> RowChange:
    pairs = ((column, words(old.get(column.key)), words(new.get(column.key))) for column in kind.columns)
    cells = tuple(CellChange(each.key, each.label, before, after) for each, before, after in pairs if before != after)
    return RowChange(key_of(new), name_of(new), cells)
