"""Conditions that name a question and its values (当“购房类型”为 甲、乙 时必传), as portals generate them.

A clause may join several (且, 或), compare with a number, and spare instead of demand (非必传). What cannot be
taken apart with certainty gives no condition: a wrong draft is worse than none.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

LONGEST = 8000
MOST_IN_A_TEXT = 20
REMEMBERED = 4096
_OPEN, _CLOSE = "“\"'‘「『【", "”\"'’」』】"
_SIGNS = {
    ">=": "大于等于|大于或等于|不低于|不少于|不小于|≥|>=|＞=",
    "<=": "小于等于|小于或等于|不超过|不高于|不多于|不大于|≤|<=|＜=",
    ">": "大于|超过|高于|多于|＞|>",
    "<": "小于|低于|少于|不足|未满|＜|<",
}
_VERBS = {
    "not": "不属于|不等于|不包含|不包括|不为|不是|不选|≠|!=|<>|非",
    "has": "包含|包括|含有",
    "is": "属于|等于|选择(?:为)?(?:了)?|选为|选|为|是|==|=|＝",
}
_COMPARED = "|".join(f"(?:{each})" for each in _SIGNS.values())
_VERB = "|".join(each for each in (_VERBS["not"], _VERBS["has"], _VERBS["is"]))
_HEAD = re.compile(
    rf"[{_OPEN}]\s*([^{_OPEN}{_CLOSE}\n]{{1,60}}?)\s*[{_CLOSE}]\s*(?:(?P<sign>{_COMPARED})|(?P<verb>{_VERB}))"
)
_SPARES = (
    r"(?:可(?:以)?)?(?:非必[传填要需]|不(?:是|为)?必[传填要需]|不必|不用|无需|无须|不需要?|不要求|免于|免予?(?=提供|提交|上传)"
    r"|可(?:以)?不|可(?:以)?免|选传|选填)"
)
_DEMANDS = r"(?:为|是|属于)?(?:必[传填交需要]|(?:必须|(?:还)?需要?|均需|都需|须|应当?|要)?(?:上传|提供|提交|出具|出示))"
_THEN = r"(?:(?:则|该|此|本)[^，,。；;\n]{0,12}?)?"
_END = r"\s*(?:时|時|的时候|的情况下?|情形下?|的)\s*[，,]?\s*"
_TAIL = re.compile(
    rf"\s*(?P<said>[^\n。；;]{{1,800}}?)(?:{_END}|\s*[，,]\s*(?=则|該|该|此|本|必|需|须|应|就)|\s*(?=(?:非)?必[传填])){_THEN}"
    rf"(?:(?P<spares>{_SPARES})|{_DEMANDS})"
)
_JOINT = re.compile(r"\s*(?P<said>[^\n。；;]{1,400}?)\s*(?P<joint>[，,]?(?:并且|而且|同时|且|或者|或)|[，,])\s*当?\s*")
_PLAIN = re.compile(
    rf"(?:当|若|如果)\s*(?P<question>[^“”\"，,。；;\n]{{1,20}}?)\s*(?P<verb>不为|不是|不等于|为|是|等于|选择|=)\s*"
    rf"(?P<said>[^，,。；;\n“”\"]{{1,300}}?){_END}(?<=[，,\s]){_THEN}(?:(?P<spares>{_SPARES})|{_DEMANDS})"
)
_PLAINLY = re.compile(
    r"当\s*(?P<question>[^“”\"，,。；;\n]{1,20}?)\s*(?P<verb>不为|不是|不等于|为|是|等于|选择|=)\s*"
    rf"(?P<said>[^，,。；;\n“”\"]{{1,300}}?){_END}{_THEN}(?:(?P<spares>非必[传填])|必[传填])"
)
_SEPARATORS = re.compile(r"\s*(?:、|，|,|/|\||；|;|\s或者?\s|或者|\s和\s)\s*")
_NEXT_QUOTED = re.compile(rf"[{_CLOSE}]\s*(?:、|，|,|/|\||或者?|和|及|与|以及)?\s*[{_OPEN}]")
_NUMBER = re.compile(r"(\d{1,9}(?:\.\d{1,4})?)\s*(?:岁|周岁|万元|元|人|平方米|㎡|年|个月|月|天|日|份|次|%)?")


@dataclass(frozen=True, slots=True)
class Asked:
    """One question and what its answer has to be; `sign`: ==, !=, in (one of several answers), <, <=, >, >=."""

    question: str
    values: tuple[str, ...]
    sign: str = "=="

    @property
    def is_number(self) -> bool:
        return self.sign in _SIGNS


@dataclass(frozen=True, slots=True)
class Condition:
    """A formal condition: any of the groups, and all within a group; it demands the material or `spares` it."""

    groups: tuple[tuple[Asked, ...], ...]
    spares: bool
    quote: str

    @property
    def asked(self) -> tuple[Asked, ...]:
        return tuple(each for group in self.groups for each in group)

    @property
    def values(self) -> tuple[str, ...]:
        return tuple(value for each in self.asked for value in each.values)


@lru_cache(maxsize=REMEMBERED)
def formal(text: str) -> tuple[Condition, ...]:
    """Every condition that names a question and its values; remembered, for guides repeat their phrases."""
    text = text[:LONGEST]
    found: list[tuple[int, int, Condition]] = []
    if any(mark in text for mark in _OPEN):
        found += list(_clauses(text))
    rest = _without(text, found)
    if "当" in rest or "若" in rest or "如果" in rest:
        for pattern in (_PLAIN, _PLAINLY):
            matches = list(_bounded(pattern, rest))
            found += [(each.start(), each.end(), _plain(each)) for each in matches]
            rest = _without(rest, [(each.start(), each.end(), None) for each in matches])
    found.sort(key=lambda each: each[0])
    return tuple(each for *_, each in found if each.values)[:MOST_IN_A_TEXT]


def without_formal(text: str) -> str:
    """The text without its formal conditions, which are no half-sentences besides."""
    return _without(text[:LONGEST], list(_clauses(text[:LONGEST])))


def divided(values: str) -> tuple[str, ...]:
    """甲、乙（丙、丁）或者戊, “甲”或“乙”: divided outside brackets only."""
    values = _NEXT_QUOTED.sub(lambda each: each[0] if _is_bracketed(values, each.start()) else "、", values)
    depth, marked = 0, []
    for each in values:
        depth += (each in "（(") - (each in "）)")
        marked.append("\x00" if depth > 0 and each in "、，,/|；;" else each)
    held = iter([each for each, mark in zip(values, marked, strict=True) if mark == "\x00"])
    words = []
    for word in _SEPARATORS.split("".join(marked)):
        restored = "".join(next(held) if each == "\x00" else each for each in word)
        words.append(restored.strip(f" 　{_OPEN}{_CLOSE}"))
    return tuple(dict.fromkeys(each for each in words if each and len(each) <= 100))


def _is_bracketed(text: str, place: int) -> bool:
    return sum(text.count(each, 0, place) for each in "（(") > sum(text.count(each, 0, place) for each in "）)")


def quoted(value: str) -> str:
    """A value as the condition language writes it."""
    return json.dumps(value, ensure_ascii=False)


def _clauses(text: str) -> Iterator[tuple[int, int, Condition]]:
    """Runs of 「“问题”为 值」 that a demand ends."""
    heads = list(_bounded(_HEAD, text))
    groups: list[list[Asked]] = [[]]
    start = 0
    for place, head in enumerate(heads):
        if not any(groups):
            start = head.start() - (text[max(0, head.start() - 1) : head.start()] in ("当", "若", "如"))
        following = heads[place + 1].start() if place + 1 < len(heads) else len(text)
        tail = _TAIL.match(text, head.end(), following)
        if tail is not None:
            whole = (*map(tuple, groups[:-1]), (*groups[-1], _asked(head, tail["said"])))
            if all(each.values for group in whole for each in group):
                yield start, tail.end(), Condition(whole, bool(tail["spares"]), text[start : tail.end()][:200].strip())
            groups = [[]]
        elif joint := _JOINT.fullmatch(text, head.end(), following):
            groups[-1].append(_asked(head, joint["said"]))
            groups += [[]] if "或" in joint["joint"] else []
        else:
            is_same = not re.search("[。；;\\n]", text[head.end() : following])
            groups = [[Asked("", ())]] if is_same else [[]]  # half of a clause is no condition


def _asked(head: re.Match[str], said: str) -> Asked:
    question, verb, sign = head[1].strip(), head["verb"], head["sign"]
    if sign:
        number = _NUMBER.fullmatch(said.strip())
        found = next(each for each, words in _SIGNS.items() if sign in words.split("|"))
        return Asked(question, (number[1],) if number else (), found)
    return Asked(question, divided(said), _sign(verb))


def _sign(verb: str) -> str:
    if verb in _VERBS["not"].split("|"):
        return "!="
    return "in" if verb in _VERBS["has"].split("|") else "=="


def _plain(match: re.Match[str]) -> Condition:
    asked = Asked(match["question"].strip(), divided(match["said"]), _sign(match["verb"]))
    return Condition(((asked,),), bool(match["spares"]), match.group()[:200].strip())


def _without(text: str, spans: list[tuple[int, int, Condition]] | list[tuple[int, int, None]]) -> str:
    for start, end, _ in sorted(spans, key=lambda each: each[0], reverse=True):
        text = text[:start] + text[end:]
    return text


def _bounded(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    for place, match in enumerate(pattern.finditer(text)):
        if place >= MOST_IN_A_TEXT * 3:
            return
        yield match
