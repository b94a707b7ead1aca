"""Names of another list against the catalogue (三张清单比对, plan 二(三)): exact, alias, similar, none; pure.

Each catalogue item is given to one name at most, and the same input gives the same answer in any order of time:
exact names first, then known aliases, then similar names by falling score.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz, process


class Degree(StrEnum):
    """How surely two names mean the same (一致程度)."""

    EXACT = "exact"
    ALIAS = "alias"
    SIMILAR = "similar"
    NONE = "none"

    @property
    def label(self) -> str:
        return {"exact": "名称一致", "alias": "别名一致", "similar": "名称相近", "none": "目录里没有"}[self]


class Decision(StrEnum):
    """How a mismatch was settled (处理方式)."""

    RENAME = "rename"
    ALIAS = "alias"
    JUSTIFY = "justify"

    @property
    def label(self) -> str:
        return {"rename": "改成一致", "alias": "登记为别名", "justify": "说明理由"}[self]


@dataclass(frozen=True, slots=True)
class Measure:
    """What counts as similar (相近的标准): least score of 100, and endings that say little about the matter.

    Names of the same letters in another order count `shuffled` of 100, if they share at least `least_shuffled`.
    """

    least: int = 70
    least_shuffled: int = 85
    shuffled: int = 90
    endings: tuple[str, ...] = (
        "许可证核发", "资格证核发", "行政许可", "许可证", "资格证", "审批", "核发", "许可", "核准", "审核", "批准",
        "登记", "备案", "认定", "签发", "办理", "申领", "给付", "确认",
    )  # fmt: skip


MEASURE = Measure()


@dataclass(frozen=True, slots=True)
class Wanted:
    """A matter of the other list (清单事项); `kind` is the label of its type, empty if the list names none."""

    key: str
    name: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An item of the catalogue (目录事项) with everything else that it is called."""

    code: str
    name: str
    kind: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """What was found for a name (比对结果); `score` of 100; `kind_differs` when the types are told differently."""

    wanted: Wanted
    degree: Degree
    candidate: Candidate | None = None
    score: int = 0
    kind_differs: bool = False

    @property
    def is_consistent(self) -> bool:
        """Nothing to settle: the same name or a known alias, and the same type."""
        return self.degree in (Degree.EXACT, Degree.ALIAS) and not self.kind_differs


def normalized(name: str) -> str:
    """A name without what does not tell names apart: width, spaces, punctuation, case."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", name)).casefold()


def core(name: str, measure: Measure = MEASURE) -> str:
    """A normalized name without its general endings; a name that is nothing else stays whole."""
    left = name
    while ending := next((each for each in measure.endings if left.endswith(each) and len(left) > len(each) + 1), ""):
        left = left.removesuffix(ending)
    return left


def match(
    wanted: Sequence[Wanted],
    candidates: Sequence[Candidate],
    *,
    known: Mapping[str, str] = {},
    synonyms: Mapping[str, str] = {},
    measure: Measure = MEASURE,
) -> list[Match]:
    """One match for each name, in the order asked.

    `known` maps a normalized name to the code that somebody decided it means; `synonyms` what people say to what the
    catalogue says.
    """
    free = {each.code: each for each in sorted(candidates, key=lambda one: one.code)}
    found: dict[int, Match] = {}
    for degree, names in _surely(free.values(), known):
        for place, each in enumerate(wanted):
            if place not in found:
                _take(found, place, each, degree, _codes(each, degree, names, known, synonyms), free)
    left = [(place, each) for place, each in enumerate(wanted) if place not in found]
    for place, code, score in _similar(left, list(free.values()), measure):
        if place not in found and code in free:
            _take(found, place, wanted[place], Degree.SIMILAR, [code], free, score)
    return [found.get(place) or Match(each, Degree.NONE) for place, each in enumerate(wanted)]


_MARKS = re.compile(r"[\W_]+")
_Names = Mapping[str, Sequence[str]]


def _surely(candidates: Iterable[Candidate], known: Mapping[str, str]) -> Iterator[tuple[Degree, _Names]]:
    """The two indexes of sure names: what items are called, and what else they are called."""
    called: dict[str, list[str]] = {}
    others: dict[str, list[str]] = {}
    for each in candidates:
        called.setdefault(normalized(each.name), []).append(each.code)
        for alias in each.aliases:
            others.setdefault(normalized(alias), []).append(each.code)
    yield Degree.EXACT, called
    yield Degree.ALIAS, {name: [*called.get(name, ()), *others.get(name, ())] for name in {*called, *others}}


def _codes(
    each: Wanted, degree: Degree, names: _Names, known: Mapping[str, str], synonyms: Mapping[str, str]
) -> list[str]:
    """The codes that this name may stand for, the surest first."""
    name = normalized(each.name)
    if degree is Degree.EXACT:
        return list(names.get(name, ()))
    meant = normalized(synonyms.get(each.name, ""))
    decided = [known[name]] if name in known else []
    return [*decided, *names.get(name, ()), *(names.get(meant, ()) if meant else ())]


def _take(
    found: dict[int, Match],
    place: int,
    each: Wanted,
    degree: Degree,
    codes: Iterable[str],
    free: dict[str, Candidate],
    score: int = 100,
) -> None:
    """Give the first of these items that is free to this name; one of the same type before another."""
    open_ones = [free[code] for code in codes if code in free]
    if open_ones:
        chosen = next((one for one in open_ones if not _differs(each, one)), open_ones[0])
        del free[chosen.code]
        found[place] = Match(each, degree, chosen, score, kind_differs=_differs(each, chosen))


def _differs(wanted: Wanted, candidate: Candidate) -> bool:
    return bool(wanted.kind) and wanted.kind != candidate.kind


def _similar(
    left: Sequence[tuple[int, Wanted]], candidates: Sequence[Candidate], measure: Measure
) -> list[tuple[int, str, int]]:
    """All pairs that are similar enough, best first: by score, then by place, then by code."""
    whole = [normalized(each.name) for each in candidates]
    cores = [core(each, measure) for each in whole]
    letters = ["".join(sorted(each)) for each in cores]
    found = []
    for place, each in left:
        name = normalized(each.name)
        asked, best = core(name, measure), dict[int, int]()
        for at, ratio in _near(asked, cores, measure.least):
            best[at] = round((ratio + fuzz.ratio(name, whole[at])) / 2)
        for at, ratio in _near("".join(sorted(asked)), letters, measure.least_shuffled):
            best[at] = max(best.get(at, 0), round(ratio * measure.shuffled / 100))
        found += [(place, candidates[at].code, score) for at, score in best.items() if score >= measure.least]
    return sorted(found, key=lambda one: (-one[2], one[0], one[1]))


def _near(text: str, choices: Sequence[str], least: int) -> Iterator[tuple[int, float]]:
    """The places of the texts that are at least so similar, and how similar of 100."""
    for _, ratio, at in process.extract_iter(text, choices, scorer=fuzz.ratio, processor=None, score_cutoff=least):
        yield at, ratio
