"""How a matter really runs (办事环节): where its cases lie and for how long, what came back, before and after a change.

Everything from the ledger of the cases that ended in a period. In each state a case waits until somebody at the office
does something with it, and is worked on from then until it moves; a state that is left by its first act was waited in
throughout, because nothing earlier is on record. R-095.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db import connection

from tongban.handling.cases.rules.flow import FLOW
from tongban.handling.cases.rules.states import Status
from tongban.oversight.supervision.rules.comparing import Change, change
from tongban.registers.catalog.changes import every_change
from tongban.registers.catalog.guides import Guide
from tongban.registers.catalog.queries import guide_of

from .period import Period

MOST_COMPARED: Final = 500
"""So many of the newest cases of each edition are compared; more would change no digit that is shown."""
RETURNS: Final = ("ask_correction", "rework", "return")
_NO_HANDS = ["applicant", "system"]

_ENTRIES = """
    SELECT c.id, e.seq, e.at, e.verb, e.by_role, e.from_status, e.to_status
    FROM cases_case c JOIN ledger_entry e ON e.chain = 'case:' || c.number
    WHERE c.agency_id = %(agency)s AND c.option_code = %(option)s
        AND c.ended_at >= %(since)s AND c.ended_at < %(until)s"""
_STAYS = f"""
WITH acts AS ({_ENTRIES}),
numbered AS (SELECT *, count(*) FILTER (WHERE from_status <> to_status) OVER (PARTITION BY id ORDER BY seq) AS stay
    FROM acts),
stays AS (SELECT id, stay, max(to_status) FILTER (WHERE from_status <> to_status) AS status, min(at) AS came,
        min(at) FILTER (WHERE from_status = to_status AND by_role <> ALL(%(no_hands)s)) AS touched
    FROM numbered GROUP BY id, stay),
spans AS (SELECT *, lead(came) OVER (PARTITION BY id ORDER BY stay) AS went FROM stays)
SELECT status, count(*), count(DISTINCT id), avg(extract(epoch FROM coalesce(touched, went) - came)) / 86400,
    avg(extract(epoch FROM went - coalesce(touched, went))) / 86400,
    percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM went - came)) / 86400
FROM spans WHERE went IS NOT NULL GROUP BY status"""  # noqa: S608 - constant text
_ACTS = f"SELECT verb, count(*), count(DISTINCT id) FROM ({_ENTRIES}) acts GROUP BY verb"  # noqa: S608
_EDITIONS = """
SELECT v.id, l.number, v.effective_on, count(c.id)
FROM catalog_optionversion v
JOIN catalog_handlingoption o ON o.id = v.option_id
JOIN catalog_listversion l ON l.id = v.edition_id
LEFT JOIN cases_case c ON c.option_version_id = v.id AND c.agency_id = %(agency)s AND c.status = 'closed'
WHERE o.code = %(option)s GROUP BY v.id, l.number, v.effective_on ORDER BY l.number DESC"""
_CASES = """
SELECT version, steps, materials, days FROM (
    SELECT c.option_version_id AS version, c.id,
        row_number() OVER (PARTITION BY c.option_version_id ORDER BY c.ended_at DESC, c.id DESC) AS place,
        (SELECT count(*) FROM ledger_entry e WHERE e.chain = 'case:' || c.number) AS steps,
        (SELECT count(*) FROM cases_material m WHERE m.case_id = c.id AND m.replaced_at IS NULL) AS materials,
        extract(epoch FROM c.decided_at - c.received_at)::float8 / 86400 AS days
    FROM cases_case c
    WHERE c.agency_id = %(agency)s AND c.option_version_id = ANY(%(versions)s) AND c.status = 'closed'
) newest WHERE place <= %(most)s ORDER BY version, place"""


@dataclass(frozen=True, slots=True)
class StateTime:
    """One state on the way: how often cases came through, and days of waiting and of work on average."""

    status: Status
    stays: int
    cases: int
    waiting: float
    working: float
    median: float

    @property
    def turn(self) -> str:
        """On whom it waits: the applicant, a special procedure, the office, or the system alone (在等谁)."""
        if self.status is Status.SERVED:
            return "系统"
        if self.status in (Status.CORRECTING, Status.ISSUED):
            return "申请人"
        return "特别程序" if self.status is Status.SUSPENDED else "经办机关"


@dataclass(frozen=True, slots=True)
class ActCount:
    """One act of the flow: how often it was done, and on how many cases."""

    verb: str
    label: str
    times: int
    cases: int
    is_return: bool


@dataclass(frozen=True, slots=True)
class Process:
    """A matter as its cases went through it in a period (办理过程)."""

    cases: int
    states: tuple[StateTime, ...]
    acts: tuple[ActCount, ...]

    @property
    def returns(self) -> tuple[ActCount, ...]:
        return tuple(each for each in self.acts if each.is_return)


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition of the list, and how many cases were closed under it."""

    version_id: int
    number: int
    effective_on: date
    closed: int


@dataclass(frozen=True, slots=True)
class Measured:
    """One measure before and after: its name, unit and change; None when one side has no case."""

    name: str
    unit: str
    change: Change | None


@dataclass(frozen=True, slots=True)
class BeforeAfter:
    """Two editions of a list compared by the cases closed under them (流程变化前后)."""

    before: Edition
    after: Edition
    compared: tuple[int, int]
    measures: tuple[Measured, ...]
    said: tuple[str, ...]


def process(guide: Guide, period: Period) -> Process:
    """Where the cases that ended in this period lay, and what was done (two statements)."""
    asked: dict[str, Any] = {"agency": guide.agency_id, "option": guide.option_code, "no_hands": _NO_HANDS}
    asked |= {"since": period.since, "until": period.until}
    order = list(Status)
    with connection.cursor() as cursor:
        cursor.execute(_STAYS, asked)
        states = [_state(row) for row in cursor.fetchall()]
        cursor.execute(_ACTS, asked)
        counted: dict[str, tuple[int, int]] = {verb: (times, cases) for verb, times, cases in cursor.fetchall()}
    acts = [
        ActCount(each.verb, each.label, *counted[each.verb], is_return=each.verb in RETURNS)
        for each in FLOW
        if each.verb in counted
    ]
    whole = sum(counted.get(verb, (0, 0))[1] for verb in ("submit", "receive"))
    return Process(whole, tuple(sorted(states, key=lambda each: order.index(each.status))), tuple(acts))


def _state(row: tuple[Any, ...]) -> StateTime:
    status, stays, cases, waiting, working, median = row
    return StateTime(Status(status), stays, cases, float(waiting), float(working), float(median))


def editions(guide: Guide) -> list[Edition]:
    """All editions with content, the newest first, with the cases closed under each (one statement)."""
    with connection.cursor() as cursor:
        cursor.execute(_EDITIONS, {"agency": guide.agency_id, "option": guide.option_code})
        return [Edition(*row) for row in cursor.fetchall()]


def before_and_after(guide: Guide, before: Edition, after: Edition) -> BeforeAfter:
    """Steps, materials and days under two editions (one statement); what the edition changed, in sentences."""
    found = _cases_of(guide, (before.version_id, after.version_id))
    first, second = found[before.version_id], found[after.version_id]
    names = (("办理步骤", "步"), ("提交材料", "份"), ("收件到决定", "天"))
    measures = tuple(
        Measured(name, unit, change([row[place] for row in first], [row[place] for row in second]))
        for place, (name, unit) in enumerate(names)
    )
    said = every_change(guide_of(before.version_id).option, guide_of(after.version_id).option)
    return BeforeAfter(before, after, (len(first), len(second)), measures, said)


def _cases_of(guide: Guide, versions: tuple[int, int]) -> Mapping[int, list[tuple[float, float, float]]]:
    found: dict[int, list[tuple[float, float, float]]] = {each: [] for each in versions}
    asked: dict[str, Any] = {"agency": guide.agency_id, "versions": list(versions), "most": MOST_COMPARED}
    with connection.cursor() as cursor:
        cursor.execute(_CASES, asked)
        for version, steps, materials, days in cursor.fetchall():
            found[version].append((float(steps), float(materials), float(days)))
    return found
