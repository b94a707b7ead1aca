"""Conditions that stand only in prose (文字里的条件): found, and put as questions and `required_when` drafts.

A formal one names a question and its values (当“购房类型”为 甲、乙 时必传). An informal one is a half-sentence
(…的，应当提交). An exemption says when something need not be handed in. A person confirms every draft.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

LONGEST = 8000
MOST_IN_A_TEXT = 20
REMEMBERED = 4096
_DEMANDS = re.compile("提交|提供|出具|填写|持")
_SPARES = re.compile("不|无需|无须|免于")
_OPEN, _CLOSE = "“\"'‘「『", "”\"'’」』"
_DEMANDED = r"(?:必传|必填|必需|必要|(?:必须|需要?|须|应当?)?(?:上传|提供|提交))"
_FORMAL = re.compile(
    rf"当?\s*[{_OPEN}]([^{_OPEN}{_CLOSE}\n]{{1,60}})[{_CLOSE}]\s*(不为|不是|非|为|是|等于|选择|选|属于)\s*"
    rf"([^\n。；]{{1,800}}?)\s*(?:时|的时候|的情况下|的)\s*[，,]?\s*(?:(?:则|该|此|本)[^，,。；\n]{{0,12}}?)?{_DEMANDED}"
)
_PLAIN = re.compile(
    r"(?:当|若|如果)([^“”\"，,。；\n]{1,20}?)(不为|不是|为|是|等于|选择)([^，,。；\n“”\"]{1,300}?)(?:时|的)\s*[，,]\s*"
    rf"(?:(?:则|该|此|本)[^，,。；\n]{{0,12}}?)?{_DEMANDED}"
)
_INFORMAL = (
    re.compile(r"(?P<cond>[^。；;\n，,：:]{3,70})的[，,](?!除)[^。；;\n]{0,16}?(?:提交|提供|出具|持)"),
    re.compile(
        r"(?P<cond>(?:购买|属于|已婚|未婚|离异|委托)[^。；;\n，,《]{1,30}?)(?:的)?(?:应当|应|须|需|还需|的)?(?:提供|提交)"
    ),
    re.compile(
        r"(?P<cond>[^。；;\n，,：:（(]{3,40}?)(?<![同及有])时[，,]?(?:还|则)?(?:应当|应|须|需|必须|需要)?(?:提供|提交|填写)"
    ),
    re.compile(
        r"(?P<cond>(?:申请人)?[^。；;\n，,：:]{2,40}?(?:申请|办理))[，,]?(?:需要|需|须|应当|应)(?:同时|一并)(?:提交|提供)"
    ),
    re.compile(r"(?P<cond>申请[^。；;\n，,：:]{3,50}?)(?:需要|需|须|应当|应)(?:同时|一并)(?:提交|提供)"),
    re.compile(r"(?P<cond>(?:初次|首次)[^。；;\n：:]{3,60}?)的[，,](?:应当|应|需|须)(?:提交|提供)"),
)
_EXEMPTION = re.compile(
    r"(?P<cond>[^。；;\n，,（）()：:]{2,60}?)的?[，,]?(?:可(?:以)?不|无需|无须|免于|不再需要|不用|不需要?|可以不再)(?:再)?"
    r"(?:提供|提交|收取|携带)"
)
_YOUNGER = re.compile(r"(\d{1,3})\s*(?:周)?岁以下[^。；;\n]{0,6}?(?:可(?:以)?不|可不|无需|不用|免)(?:提供|提交)")
_ABOUT_COPIES = re.compile(
    r"复印件$|^(?:提供|提交)材料属|^对于|^应(?:当)?提交|^提交(?:的)?材料真实|影印|^(?:按照?|符合|需要|应当?)$|代收代办$"
)
_LEADING = re.compile(r"^[\s\d.、．）)（(①-⑳一二三四五六七八九十、●]*(?:或者?|且|并|若|如果|当|如)?")
_ONE_OF = re.compile(
    r"(?:以下|下列|如下)?[一二两三四五六七八九十\d]{0,2}(?:项|个|种|类)?[^。；;\n]{0,10}?之一[：:]?\s*\n?"
)
_LISTED = re.compile(r"(?:^|\n)\s*(?:\d{1,2}\s*[.．、）)]|[（(]\d{1,2}[）)]|[①-⑳])\s*([^\n。；;]{1,60})")
_SEPARATORS = re.compile(r"\s*(?:、|，|,|/|\||；|;|\s或者?\s|或者)\s*")


@dataclass(frozen=True, slots=True)
class Condition:
    """A formal condition: a question, and the values for which the material is demanded (or not, `negated`)."""

    question: str
    values: tuple[str, ...]
    negated: bool
    quote: str


@dataclass(frozen=True, slots=True)
class HalfSentence:
    """An informal condition or an exemption, in the words of the source."""

    words: str
    quote: str


@lru_cache(maxsize=REMEMBERED)
def formal(text: str) -> tuple[Condition, ...]:
    """Every condition that names a question and its values; remembered, for guides repeat their phrases."""
    text = text[:LONGEST]
    found = []
    for match in _bounded(_FORMAL, text) if _mentions_demand(text) else ():
        found.append(_condition(match))
    rest = _FORMAL.sub("", text) if found else text
    if "当" in rest or "若" in rest or "如果" in rest:
        found += [_condition(match) for match in _bounded(_PLAIN, rest)]
    return tuple(each for each in found if each.values)


@lru_cache(maxsize=REMEMBERED)
def informal(text: str) -> tuple[HalfSentence, ...]:
    """Half-sentences that demand something of some people only; those about copies and signatures are none."""
    if not _DEMANDS.search(text[:LONGEST]):
        return ()
    text = _FORMAL.sub("", text[:LONGEST])
    found: dict[str, HalfSentence] = {}
    for pattern in _INFORMAL:
        for match in _bounded(pattern, text):
            words = _LEADING.sub("", match["cond"]).strip(" “”‘’\"'　")
            if len(words) >= 3 and not _ABOUT_COPIES.search(words) and not any(words in each for each in found):
                found[words] = HalfSentence(words, match.group()[:120].strip())
    return tuple(found.values())[:MOST_IN_A_TEXT]


@lru_cache(maxsize=REMEMBERED)
def exemptions(text: str) -> tuple[HalfSentence, ...]:
    """Half-sentences that say when a material need not be handed in."""
    text = text[:LONGEST]
    if not _SPARES.search(text):
        return ()
    return tuple(
        HalfSentence(_LEADING.sub("", match["cond"]).strip(), match.group()[:120].strip())
        for match in _bounded(_EXEMPTION, text)
    )


def younger_than(text: str) -> int | None:
    """N岁以下可以不提供: the age below which it is not needed."""
    found = _YOUNGER.search(text[:LONGEST])
    return int(found[1]) if found else None


def one_of(text: str) -> list[str]:
    """The things of which one is enough (之一), when they are listed."""
    found = _ONE_OF.search(text[:LONGEST])
    if found is None:
        return []
    listed = [each.strip() for each in _LISTED.findall(text[found.end() - 1 : LONGEST])]
    return listed[:MOST_IN_A_TEXT] if len(listed) > 1 else []


def divided(values: str) -> tuple[str, ...]:
    """甲、乙（丙、丁）或者戊: divided outside brackets only."""
    depth, word, words = 0, "", []
    marked = []
    for each in values:
        depth += (each in "（(") - (each in "）)")
        marked.append("\x00" if depth > 0 and each in "、，,/|；;" else each)
    held = iter([each for each, mark in zip(values, marked, strict=True) if mark == "\x00"])
    for word in _SEPARATORS.split("".join(marked)):
        restored = "".join(next(held) if each == "\x00" else each for each in word)
        words.append(restored.strip(" 　“”\"'‘’"))
    return tuple(dict.fromkeys(each for each in words if each and len(each) <= 100))


def quoted(value: str) -> str:
    """A value as the condition language writes it."""
    return json.dumps(value, ensure_ascii=False)


def _condition(match: re.Match[str]) -> Condition:
    verb = match[2]
    return Condition(match[1].strip(), divided(match[3]), verb in ("不为", "不是", "非"), match.group()[:200].strip())


def _mentions_demand(text: str) -> bool:
    return any(mark in text for mark in _OPEN)


def _bounded(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    for place, match in enumerate(pattern.finditer(text)):
        if place >= MOST_IN_A_TEXT:
            return
        yield match
