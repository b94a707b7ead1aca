"""How a clause stands (符合性), and the report that comes out the same from the same facts; pure."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import msgspec

from .library import Clause, Standard, Way


class State(StrEnum):
    """How a clause stands (符合情况)."""

    MET = "met"
    NOT_MET = "not_met"
    EVIDENCE_MISSING = "evidence_missing"
    EVIDENCE_OLD = "evidence_old"
    NOT_APPLICABLE = "not_applicable"

    @property
    def label(self) -> str:
        return _LABELS[self]

    @property
    def is_open(self) -> bool:
        """Is there something to do?"""
        return self in (State.NOT_MET, State.EVIDENCE_MISSING, State.EVIDENCE_OLD)


_LABELS = {
    State.MET: "符合",
    State.NOT_MET: "不符合",
    State.EVIDENCE_MISSING: "还没有证据",
    State.EVIDENCE_OLD: "证据过期",
    State.NOT_APPLICABLE: "不适用",
}


class Finding(msgspec.Struct, frozen=True):
    """What a check found (检查结果): how many were looked at, which of them do not comply, in words."""

    checked: int
    failing: tuple[str, ...] = ()
    words: str = ""


class Row(msgspec.Struct, frozen=True):
    """One clause with what is known of it; `words` says what was found, shown, or why it does not apply."""

    number: str
    asks: str
    way: Way
    state: State
    words: str
    checked: int = 0
    failing: tuple[str, ...] = ()


class Compliance(msgspec.Struct, frozen=True):
    """One standard with its clauses (一项标准的符合情况)."""

    key: str
    standard: str
    title: str
    about: str
    rows: tuple[Row, ...]

    @property
    def open(self) -> int:
        return sum(each.state.is_open for each in self.rows)

    @property
    def applicable(self) -> int:
        return sum(each.state is not State.NOT_APPLICABLE for each in self.rows)

    @property
    def met(self) -> int:
        return sum(each.state is State.MET for each in self.rows)


@dataclass(frozen=True, slots=True)
class Shown:
    """The newest evidence of a clause (证据): what, until when it is good, by whom."""

    words: str
    reference: str
    valid_until: date
    by: str
    given_on: date


def judge(
    standard: Standard, findings: Mapping[str, Finding], evidence: Mapping[str, Shown], *, on: date
) -> Compliance:
    """Every clause of a standard on a day: nothing is taken for met that nobody looked at."""
    rows = tuple(_row(each, findings.get(each.check), evidence.get(each.number), on) for each in standard.clauses)
    return Compliance(standard.key, standard.number, standard.title, standard.about.label, rows)


def _row(clause: Clause, found: Finding | None, shown: Shown | None, on: date) -> Row:
    state, words, checked, failing = State.NOT_APPLICABLE, clause.not_applicable, 0, ()
    if clause.way is Way.AUTOMATED:
        assert found is not None, f"nobody made the check {clause.check}"
        state = State.NOT_MET if found.failing else State.MET
        return Row(
            clause.number, clause.asks, clause.way, state, found.words or _counted(found), found.checked, found.failing
        )
    if clause.way is Way.EVIDENCE:
        if shown is None:
            state, words = State.EVIDENCE_MISSING, f"要有：{clause.evidence}"
        else:
            state = State.MET if on <= shown.valid_until else State.EVIDENCE_OLD
            words = f"{shown.words}（{shown.reference}，{shown.by}，有效到{shown.valid_until.isoformat()}）"
    return Row(clause.number, clause.asks, clause.way, state, words, checked, failing)


def _counted(found: Finding) -> str:
    return f"查了{found.checked}个，{len(found.failing)}个不符合" if found.failing else f"查了{found.checked}个，都符合"


def by_subject(compliances: Iterable[Compliance]) -> list[tuple[str, list[str]]]:
    """Who does not comply, with what (逐个对象): a place or a matter and its clauses, the most first."""
    found: dict[str, list[str]] = {}
    for each in compliances:
        for row in each.rows:
            for name in row.failing:
                found.setdefault(name, []).append(f"{each.standard} {row.number}：{row.asks}")
    return sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0]))


def encode(compliances: Sequence[Compliance]) -> bytes:
    """The canonical bytes of a report."""
    return msgspec.json.encode(compliances)


def digest(compliances: Sequence[Compliance]) -> str:
    """SHA-256 of the report: the same facts give the same."""
    return hashlib.sha256(encode(compliances)).hexdigest()


def decode(content: str) -> tuple[Compliance, ...]:
    return msgspec.json.decode(content, type=tuple[Compliance, ...])
