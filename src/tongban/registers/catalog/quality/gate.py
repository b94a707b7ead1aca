"""The quality gate (质量检查): what keeps a list from being published, and what a reviewer has to answer for; pure."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from tongban.registers.catalog import item as items
from tongban.registers.catalog.findings import Finding, Severity
from tongban.registers.catalog.item import ItemDocument

from . import (
    basis,
    counters,
    editions,
    fees,
    limits,
    materials,
    online,
    phones,
    promises,
    reach,
    results,
    topics,
    visits,
    words,
)
from .completeness import missing_elements
from .listed import Listed, Spot
from .pointers import at
from .prerequisites import across
from .rulebook import elements, rules
from .surroundings import Surroundings

Check = Callable[[Listed], Iterator[Spot]]

CHECKS: Mapping[str, Check] = {
    check.__name__: check
    for module in (
        limits,
        visits,
        online,
        counters,
        fees,
        materials,
        promises,
        phones,
        topics,
        results,
        basis,
        words,
        reach,
    )
    for check in module.CHECKS
}
CHECKS_OF_LISTS: Mapping[str, Callable[[ItemDocument, Surroundings], Iterator[Spot]]] = {
    check.__name__: check for check in editions.CHECKS
}
SOUND = "清单文稿的基本要求"
_LEAST_WORD = 2


def judge(item: ItemDocument, around: Surroundings) -> list[Finding]:
    """Everything that the gate finds in one list, soundness first; the same list has the same findings in one order.

    Whatever stands in the list is judged, nothing makes the gate stumble: imported lists break every rule at once.
    """
    known = rules()
    found = [Finding(each.code, Severity.ERROR, each.pointer, each.message, SOUND) for each in items.faults(item)]
    for code, of_list in CHECKS_OF_LISTS.items():
        found += [known[code].finding(each, option_code=item.basic_code) for each in of_list(item, around)]
    for number, option in item.options.items():
        found += _of(Listed(item, number, option, around))
    return list(dict.fromkeys(found))


def judge_all(items_: Sequence[ItemDocument], around: Surroundings) -> list[Finding]:
    """What only shows across all lists (互为前置侦测, N06), and the conditions that nobody can meet within each."""
    known = rules()
    found = []
    for item in items_:
        for number, option in item.options.items():
            here = Listed(item, number, option, around)
            found += [
                known[check.__name__].finding(each, below=at("options", number), option_code=here.key)
                for check in reach.UNREACHABLE
                for each in check(here)
            ]
    found += [
        known[each.code].finding(each.spot, below=at("options", each.number), option_code=each.key)
        for each in across(items_)
    ]
    return found


def blocking(findings: Sequence[Finding]) -> list[Finding]:
    """The errors: with one of them a list is not published."""
    return [each for each in findings if each.severity is Severity.ERROR]


def unanswered(findings: Sequence[Finding], words: Mapping[str, str]) -> list[Finding]:
    """The warnings that no reviewer has said a word about; `words` maps `Finding.key` to it."""
    return [
        each
        for each in findings
        if each.severity is Severity.WARNING and len(words.get(each.key, "").strip()) < _LEAST_WORD
    ]


def _of(here: Listed) -> Iterator[Finding]:
    known, below = rules(), at("options", here.number)
    for code, check in CHECKS.items():
        for each in check(here):
            yield known[code].finding(each, below=below, option_code=here.key)
    for each in missing_elements(here, elements()):
        yield known["element_missing"].finding(each, below=below, option_code=here.key)
