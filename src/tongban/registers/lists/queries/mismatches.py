"""The other lists against the catalogue (三张清单比对, R-025): what was found, what was settled, what is open."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from tongban.foundation.kernel.errors import NotFound
from tongban.registers.catalog.models import Synonym
from tongban.registers.catalog.queries import current_guides
from tongban.registers.lists.models import Resolution
from tongban.registers.lists.rules.kinds import Kind, Origin, kind_of
from tongban.registers.lists.rules.matching import Candidate, Decision, Degree, Match, Wanted, match, normalized
from tongban.registers.lists.rules.rows import key_of, words

from .editions import Head, current, rows_of


@dataclass(frozen=True, slots=True)
class Settled:
    """How a mismatch was settled (处理结果)."""

    decision: Decision
    basic_code: str
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A name of the other list that the catalogue does not have as it stands there (不一致), settled or not."""

    match: Match
    settled: Settled | None

    @property
    def is_open(self) -> bool:
        return self.settled is None


@dataclass(frozen=True, slots=True)
class Report:
    """One list against the catalogue (比对结果); `edition` is none before the list was published here."""

    kind: Kind
    edition: Head | None
    matches: tuple[Match, ...]
    mismatches: tuple[Mismatch, ...]
    counts: Mapping[Degree, int]

    @property
    def unresolved(self) -> int:
        return sum(each.is_open for each in self.mismatches)


def report(kind_code: str) -> Report:
    """The current edition of an outside list against the catalogue in force."""
    kind = kind_of(kind_code)
    if kind.origin is not Origin.EXTERNAL:
        raise NotFound(f"“{kind.title}”由本市编制，不用和目录比对。")
    head = current(kind.code)
    rows = rows_of(head).rows if head is not None else ()
    wanted = [Wanted(key_of(row), words(row.get("name")), words(row.get("kind"))) for row in rows]
    synonyms = dict(Synonym.objects.values_list("said", "meant"))
    matches = match(wanted, candidates(), known=aliases(), synonyms=synonyms)
    settled = _settled(kind)
    mismatches = tuple(
        Mismatch(each, settled.get((each.wanted.name, each.wanted.kind))) for each in matches if not each.is_consistent
    )
    counts = Counter(each.degree for each in matches)
    return Report(kind, head, tuple(matches), mismatches, {degree: counts[degree] for degree in Degree})


def candidates() -> list[Candidate]:
    """The items of the catalogue in force with everything that they are called, each basic code once."""
    names: dict[str, tuple[str, str]] = {}
    called: dict[str, dict[str, None]] = {}
    for guide in current_guides():
        names.setdefault(guide.basic_code, (guide.item_name, guide.kind.label))
        option = guide.option
        also = (option.name, option.short_name, *option.aliases)
        called.setdefault(guide.basic_code, {}).update(dict.fromkeys(each for each in also if each))
    return [Candidate(code, name, label, tuple(called[code])) for code, (name, label) in sorted(names.items())]


def aliases() -> dict[str, str]:
    """The alias table (别名表): normalized names to the basic code that somebody decided they mean; the last word."""
    rows = Resolution.objects.order_by("pk").values_list("name", "decision", "basic_code")
    found: dict[str, str] = {}
    for name, decision, code in rows:
        if decision == Decision.ALIAS:
            found[normalized(name)] = code
        else:
            found.pop(normalized(name), None)
    return found


def _settled(kind: Kind) -> dict[tuple[str, str], Settled]:
    """The last word on each name of a list and the type that it had then."""
    rows = Resolution.objects.filter(kind=kind.code).select_related("staff").order_by("pk")
    return {
        (each.name, each.matter_kind): Settled(
            Decision(each.decision), each.basic_code, each.reason, each.staff.name, each.at
        )
        for each in rows
    }
