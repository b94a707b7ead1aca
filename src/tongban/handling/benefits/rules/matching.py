"""Whom a policy fits (精准匹配): yes, no, or not known with what is missing; each condition with its sources; pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tongban.registers.catalog.expressions import Condition, Truth, condition

from .content import Clause, Content
from .facts import Facts, Vocabulary
from .states import Every

_MOST_REMEMBERED = 100_000


class Verdict(StrEnum):
    """What comes out (匹配结果)."""

    FITS = "fits"
    FITS_NOT = "fits_not"
    UNSURE = "unsure"

    @property
    def label(self) -> str:
        return {"fits": "符合", "fits_not": "不符合", "unsure": "还不能判断"}[self]


@dataclass(frozen=True, slots=True)
class Used:
    """A fact that a condition used: what it is, what it says, from which register, as of when."""

    label: str
    said: str
    source: str
    as_of: str


@dataclass(frozen=True, slots=True)
class Judged:
    """One condition held against the facts (逐条说明); `missing` names what would have to be known."""

    words: str
    truth: Truth
    used: tuple[Used, ...]
    missing: tuple[str, ...]

    @property
    def verdict(self) -> Verdict:
        return Verdict.UNSURE if self.truth is None else Verdict.FITS if self.truth else Verdict.FITS_NOT


@dataclass(frozen=True, slots=True)
class Match:
    """A policy held against one party's facts (匹配说明)."""

    verdict: Verdict
    judged: tuple[Judged, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for each in self.judged for name in each.missing))

    def of(self, verdict: Verdict) -> list[Judged]:
        return [each for each in self.judged if each.verdict is verdict]


def explain(content: Content, facts: Facts, known: Vocabulary) -> Match:
    """Condition by condition, with the source of each fact."""
    judged = tuple(_judged(each, facts, known) for each in content.clauses)
    return Match(_all([each.truth for each in judged]), judged)


class Matcher:
    """Many policies over many parties: the same condition over the same values is worked out once."""

    def __init__(self, contents: Sequence[Content]) -> None:
        self._policies = [tuple(_prepared(condition(each.when)) for each in content.clauses) for content in contents]
        self._known: dict[tuple[object, ...], Truth] = {}

    def verdicts(self, facts: Facts) -> list[Verdict]:
        """One for each policy, in their order."""
        return [_all([self._truth(test, names, facts) for test, names in clauses]) for clauses in self._policies]

    def _truth(self, test: Condition, names: tuple[str, ...], facts: Facts) -> Truth:
        values = tuple(facts[name].value if name in facts else None for name in names)
        key = (test, *((type(each), each) for each in values))
        if key not in self._known:
            if len(self._known) >= _MOST_REMEMBERED:
                self._known.clear()
            self._known[key] = test.holds(dict(zip(names, values, strict=True)))
        return self._known[key]


def period_of(every: Every, on: date) -> str:
    """The period in which one may have it once (享受周期), as it stands in the constraint."""
    match every:
        case Every.ONCE:
            return "once"
        case Every.YEAR:
            return f"{on.year}"
        case Every.QUARTER:
            return f"{on.year}Q{(on.month + 2) // 3}"
        case Every.MONTH:
            return f"{on:%Y-%m}"


def period_words(period: str) -> str:
    """The period as people read it."""
    if period == "once":
        return "一次"
    year, quarter, number = period.partition("Q")
    if quarter:
        return f"{year}年第{number}季度"
    year, dash, month = period.partition("-")
    return f"{year}年{int(month)}月" if dash else f"{year}年"


def _prepared(test: Condition) -> tuple[Condition, tuple[str, ...]]:
    return test, tuple(sorted(test.names))


def _all(truths: Sequence[Truth]) -> Verdict:
    if False in truths:
        return Verdict.FITS_NOT
    return Verdict.UNSURE if None in truths else Verdict.FITS


def _judged(clause: Clause, facts: Facts, known: Vocabulary) -> Judged:
    test = condition(clause.when)
    values: Mapping[str, object] = {name: facts[name].value for name in test.names if name in facts}
    truth = test.holds(values)
    used = []
    for name in sorted(test.names & facts.keys()):
        kind = known.kinds[name]
        used.append(Used(kind.label, kind.said(facts[name].value), kind.source, facts[name].as_of))
    missing = [known.kinds[name].label for name in sorted(test.names - facts.keys())] if truth is None else []
    return Judged(clause.words, truth, tuple(used), tuple(missing))
