"""Can people understand it (清单可读度, N31, R-089)? Officialese scored sentence by sentence, plain words beside.

Every sentence starts at 100 and loses points for its length in 字, long runs without a pause, many pauses, brackets
in brackets, officialese, double negatives, chains of 的, abbreviations that nobody explained and numbers without a
unit. Points and words are data (`words.yaml`). Pure and deterministic: the same text has the same score everywhere.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import msgspec

from tongban.foundation.kernel.written import read_yaml
from tongban.registers.catalog.content import Option

from .texts import Text, texts

_WORDS = Path(__file__).with_name("words.yaml")
_SENTENCE = re.compile(r"[^。！？!?；;\n]+[。！？!?；;]?")
_RUN = re.compile(r"[，,、：:（）()“”《》]")
_PAUSE = re.compile(r"[，,：:]")
_COUNTED = re.compile(r"[\u3400-\u9fff]|[A-Za-z0-9.]+")
_NESTED = re.compile(r"[（(][^（()）]*[（(]")
_DOUBLE = re.compile(
    r"(?:不得|不能|不可|不会|并非|不是|无不|未必)[^，。；：、“”的]{0,6}(?:不|未|没有|无(?!障碍|线|偿|息))"
    r"|(?:未|没有|不)[^，。；：“”]{1,24}的?，(?:一律)?(?:不得|不予|不可)"
    r"|除[^，。；]{1,30}(?:以外|之外|外)，[^，。；]{0,8}(?:不|未|无)"
)
_ABBREVIATION = re.compile(r"(?<![A-Za-z0-9@/._-])[A-Z][A-Z0-9]{1,7}(?![A-Za-z0-9@/._-])")
_BARE_NUMBER = re.compile(r"(?<=[\u4e00-\u9fff])(?<![第号座条款项])\d{1,4}(?:\.\d+)?(?=[，。；、）)]|$)")
_SHORTEST_WITH_NUMBERS = 8


class _Weights(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The points of `words.yaml`; what each means stands there."""

    warn_below: int
    refuse_below: int
    hard_from: int
    comfortable: int
    per_character: float
    most_for_length: float
    comfortable_run: int
    per_run_character: float
    most_for_run: float
    clauses: int
    per_clause: float
    nested_bracket: float
    jargon: float
    most_for_jargon: float
    double_negative: float
    attributes: int
    per_attribute: float
    abbreviation: float
    number_without_unit: float


class _Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    limits: _Weights
    weights: dict[str, int]
    known: frozenset[str]
    abbreviations: dict[str, str]
    plain: dict[str, str]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: what it loses, why, what officialese is in it with plain words, and the text with them put in."""

    said: str
    cost: int
    reasons: tuple[str, ...]
    suggestions: tuple[tuple[str, str], ...] = ()

    @property
    def rewritten(self) -> str:
        """The sentence with the plain words beside (建议写法); advice for an editor, not a replacement."""
        text = self.said
        for word, plain in self.suggestions:
            text = text.replace(word, f"【{plain}】" if plain.startswith("请") else plain)
        return text


@dataclass(frozen=True, slots=True)
class Reading:
    """How readable a text is: 0 to 100, sentence by sentence."""

    score: int
    sentences: tuple[Sentence, ...] = ()

    @property
    def hard(self) -> tuple[Sentence, ...]:
        """The sentences that cost most, worst first."""
        found = (each for each in self.sentences if each.cost >= words().limits.hard_from)
        return tuple(sorted(found, key=lambda each: -each.cost))


@dataclass(frozen=True, slots=True)
class GuideReading:
    """How readable a guide is: 0 to 100, the sentences that cost most with their pointers, and each text's score.

    Half of the score is the whole guide, half its worst quarter: who is stuck in one sentence is stuck.
    """

    score: int
    worst: tuple[tuple[str, Sentence], ...]
    texts: Mapping[str, int]

    @property
    def needs_a_word(self) -> bool:
        return self.score < words().limits.warn_below

    @property
    def is_unreadable(self) -> bool:
        return self.score < words().limits.refuse_below


def read_text(text: str) -> Reading:
    """The readability of one text by itself."""
    found = [_judged(each, _explained((text,))) for each in _sentences(text)]
    return Reading(_mean([(each.cost, _length(each.said)) for each in found]), tuple(found))


def read_guide(option: Option, *, most: int = 10) -> GuideReading:
    """The readability of a guide: its texts by what people read first, with the `most` worst sentences."""
    kinds = words().weights
    told = [each for each in texts(option) if each.role in kinds]
    explained = _explained(each.said for each in told)
    parts: list[tuple[float, float]] = []
    hard: list[tuple[float, str, Sentence]] = []
    scores: dict[str, int] = {}
    for each in told:
        costs = _costs(each, explained, hard, kinds[each.role])
        scores[each.pointer] = _mean(costs)
        parts += [(cost, length * kinds[each.role]) for cost, length in costs]
    hard.sort(key=lambda each: (-each[0], each[1]))
    return GuideReading(_with_worst(parts), tuple((pointer, one) for _, pointer, one in hard[:most]), scores)


def _costs(
    text: Text, explained: frozenset[str], hard: list[tuple[float, str, Sentence]], weight: int
) -> list[tuple[float, float]]:
    found = []
    for said in _sentences(text.said):
        judged, length = _judged(said, explained), _length(said)
        found.append((float(judged.cost), float(length)))
        if judged.cost >= words().limits.hard_from:
            hard.append((judged.cost * length * weight, text.pointer, judged))
    return found


def _mean(parts: Iterable[tuple[float, float]]) -> int:
    known = list(parts)
    whole = sum(weight for _, weight in known)
    return round(100 - sum(cost * weight for cost, weight in known) / whole) if whole else 100


def _with_worst(parts: list[tuple[float, float]]) -> int:
    """The mean of the whole and of its worst quarter."""
    left = sum(weight for _, weight in parts) / 4
    worst: list[tuple[float, float]] = []
    for cost, weight in sorted(parts, reverse=True):
        if left <= 0:
            break
        worst.append((cost, min(weight, left)))
        left -= weight
    return (_mean(parts) + _mean(worst)) // 2


def _sentences(text: str) -> list[str]:
    return [each.strip() for each in _SENTENCE.findall(text) if each.strip()]


@lru_cache(maxsize=16384)
def _length(text: str) -> int:
    """字: a Chinese character, or a word or number in other signs."""
    return len(_COUNTED.findall(text))


@lru_cache(maxsize=16384)
def _judged(said: str, explained: frozenset[str]) -> Sentence:
    costs = {
        **_shape(said),
        **_grammar(said),
        **_unexplained(said, explained),
    }
    suggestions = _suggestions(said)
    if suggestions:
        points = words().limits
        costs["有官话"] = min(points.jargon * len(suggestions), points.most_for_jargon)
    cost = min(100, round(sum(costs.values())))
    return Sentence(said, cost, tuple(reason for reason, points in costs.items() if points), suggestions)


def _shape(said: str) -> dict[str, float]:
    points = words().limits
    length = _length(said)
    run = max((_length(each) for each in _RUN.split(said)), default=0)
    pauses = len(_PAUSE.findall(said))
    return {
        f"一句{length}字": min(max(length - points.comfortable, 0) * points.per_character, points.most_for_length),
        f"{run}字没有停顿": min(max(run - points.comfortable_run, 0) * points.per_run_character, points.most_for_run),
        f"{pauses + 1}个分句": max(pauses - points.clauses, 0) * points.per_clause,
        "括号里还有括号": points.nested_bracket if _NESTED.search(said) else 0,
    }


def _grammar(said: str) -> dict[str, float]:
    points = words().limits
    chain = max((each.count("的") for each in _RUN.split(said)), default=0)
    return {
        "双重否定": points.double_negative * len(_DOUBLE.findall(said)),
        f"连用{chain}个“的”": max(chain - points.attributes, 0) * points.per_attribute,
        "数字没有单位": points.number_without_unit * len(_BARE_NUMBER.findall(said))
        if len(said) >= _SHORTEST_WITH_NUMBERS
        else 0,
    }


def _unexplained(said: str, explained: frozenset[str]) -> dict[str, float]:
    strange = {each for each in _ABBREVIATION.findall(said) if each not in words().known and each not in explained}
    strange |= {each for each in words().abbreviations if each in said and each not in explained}
    return {f"没解释“{'、'.join(sorted(strange))}”": words().limits.abbreviation * len(strange)} if strange else {}


def _suggestions(said: str) -> tuple[tuple[str, str], ...]:
    known = words()
    found = dict.fromkeys(_jargon().findall(said))
    return tuple((word, known.plain[word]) for word in found)


def _explained(said: Iterable[str]) -> frozenset[str]:
    """Abbreviations that the guide itself explains once, in brackets after or before: 个人所得税（IIT）."""
    found: set[str] = set()
    for text in said:
        if "（" in text or "(" in text:
            found |= set(re.findall(r"[（(](?:以下简称|简称)?“?([A-Za-z0-9\u4e00-\u9fff]{2,10})”?[)）]", text))
            found |= set(re.findall(r"([A-Z][A-Z0-9]{1,7})[（(]", text))
            found |= {each for each in words().abbreviations if re.search(rf"{each}[”]?[（(]", text)}
    return frozenset(found)


@cache
def words() -> _Words:
    """The points and words of the score."""
    plain: Any = read_yaml(_WORDS.read_bytes())
    return msgspec.convert(plain, _Words, strict=False)


@cache
def _jargon() -> re.Pattern[str]:
    """Longest first, so that a word is not found inside a longer one."""
    longest_first = sorted(words().plain, key=lambda each: (-len(each), each))
    return re.compile("|".join(map(re.escape, longest_first)))
