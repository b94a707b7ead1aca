"""How far a collection round is (梳理进度): department by department, what came, what is late, what exists already."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tongban.foundation.kernel.clock import local_day
from tongban.registers.compiling.models import ListDraft, Round
from tongban.registers.compiling.rules.states import EDITABLE, Status
from tongban.registers.compiling.rules.twins import Twin

MOST = 100


@dataclass(frozen=True, slots=True)
class RoundLine:
    """One matter that was handed in (报送一行); late is after the due day (逾期)."""

    pk: int
    basic_code: str
    name: str
    agency_key: str
    status: Status
    handed_in_on: date
    is_late: bool
    twins: tuple[Twin, ...]

    @property
    def is_twin(self) -> bool:
        return bool(self.twins)


@dataclass(frozen=True, slots=True)
class RoundShare:
    """One department's part of a round (部门进度); `is_overdue`: the day is over and nothing came."""

    agency_key: str
    agency: str
    lines: tuple[RoundLine, ...]
    is_overdue: bool

    @property
    def late(self) -> int:
        return sum(each.is_late for each in self.lines)

    @property
    def doubled(self) -> int:
        return sum(each.is_twin for each in self.lines)

    @property
    def submitted(self) -> int:
        return sum(each.status not in EDITABLE | {Status.DROPPED} for each in self.lines)

    @property
    def published(self) -> int:
        return sum(each.status is Status.PUBLISHED for each in self.lines)


@dataclass(frozen=True, slots=True)
class Progress:
    """The whole round (一轮梳理)."""

    pk: int
    title: str
    basis: str
    opens_on: date
    due_on: date
    is_closed: bool
    shares: tuple[RoundShare, ...]

    @property
    def handed_in(self) -> int:
        return sum(len(each.lines) for each in self.shares)


def rounds() -> Sequence[Round]:
    """All rounds, the newest first (one statement)."""
    return list(Round.objects.order_by("-opens_on", "-pk")[:MOST])


def progress(of: Round, *, today: date) -> Progress:
    """Department by department, in the order of the plan (two statements)."""
    lines: dict[str, list[RoundLine]] = {}
    rows = ListDraft.objects.filter(round=of).order_by("pk")
    for row in rows.values("pk", "basic_code", "name", "agency__key", "status", "created_at", "twins"):
        handed_in_on = local_day(row["created_at"])
        line = RoundLine(
            pk=row["pk"],
            basic_code=row["basic_code"],
            name=row["name"],
            agency_key=row["agency__key"],
            status=Status(row["status"]),
            handed_in_on=handed_in_on,
            is_late=handed_in_on > of.due_on,
            twins=tuple(Twin(**each) for each in row["twins"]),
        )
        lines.setdefault(line.agency_key, []).append(line)
    members = of.members.order_by("pk").values_list("agency__key", "agency__short_name")
    shares = tuple(
        RoundShare(key, name, tuple(lines.get(key, ())), today > of.due_on and key not in lines)
        for key, name in members
    )
    return Progress(of.pk, of.title, of.basis, of.opens_on, of.due_on, of.closed_at is not None, shares)
