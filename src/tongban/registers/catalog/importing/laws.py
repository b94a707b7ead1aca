"""Legal bases in one run-on text (设定依据): taken apart into laws and articles, and what is wrong with them."""

import re
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz

LONGEST = 60_000
MOST = 80
LONGEST_GIST = 4000
SIMILAR = 72
_NAME = r"《\s*((?:[^《》]|《[^《》]{1,80}》|〈[^〈〉]{1,80}〉){2,120})》"
_TITLE = re.compile(_NAME + r"\s*((?:[（(](?:[^（）()]|[（(][^（）()]{1,20}[）)]){2,80}[）)]){0,3})")
_MARK = r"(?:\d{1,2}\s*[.．、]|[①-⑳]|[（(]\d{1,2}[）)])?\s*(?:[A-Z]{2,3}(?:/[A-Z])?\s*[\d.]+[—-]+\d{4})?\s*$"
_OPENS = re.compile(rf"(?:[。；;！!…：:]|\n)\s*{_MARK}")
_ARTICLE = re.compile(
    r"(?<![依照据按与和及])(第[一二三四五六七八九十百零〇\d]{1,7}条(?:之[一二三四五六七八九十])?)(?=[\s　：:，,])"
)
_NUMBERED = re.compile(r"^\s*(?:\d{1,2}\s*[.．、]|[①-⑳])?\s*$")
_STRAY = re.compile(r"第[一二三四五六七八九十]{1,3}[章编节][^。；《》第]{1,20}[。．]?\s*$")
_ACTS = ("设立", "新办", "新设", "首次", "申领")
_OTHER_ACTS = re.compile(r"(变更|注销|延续|补办|迁入|解散)(?:登记|申请|手续|决议)?")


@dataclass(frozen=True, slots=True)
class KnownLimit:
    """A limit that a law itself gives, for comparing what cites it."""

    law: str
    article: str
    value: int
    unit: str
    quote: str


KNOWN_LIMITS = (
    KnownLimit("住房公积金管理条例", "第二十五条", 3, "day", "自受理申请之日起3日内作出准予提取或者不准提取的决定"),
    KnownLimit("不动产登记暂行条例", "第二十条", 30, "workday", "自受理登记申请之日起30个工作日内办结"),
    KnownLimit("行政许可法", "第四十二条", 20, "workday", "自受理之日起二十日内作出行政许可决定"),
)


def known_limit(text: str) -> KnownLimit | None:
    """The limit of the one law that an explanation leans on, if it is known and no other is cited."""
    found = [each for each in KNOWN_LIMITS if each.law in text[:2000] and f"{each.law}实施" not in text]
    return found[0] if len(found) == 1 else None


def bases(text: str) -> list[dict[str, Any]]:
    """The bases of a run-on text, in order: law, article, and what it says; empty when no law is named."""
    text = text[:LONGEST]
    starts = [found for found in _TITLE.finditer(text) if _begins(text, found)]
    read: list[dict[str, Any]] = []
    for place, found in enumerate(starts[:MOST]):
        end = starts[place + 1].start() if place + 1 < len(starts) else len(text)
        read += _articles(found[1].strip(), found[2], text[found.end() : end])
    return read[:MOST]


def names(text: str) -> list[str]:
    """Every law that a text names, in order and once."""
    return list(dict.fromkeys(found[1].strip() for found in _TITLE.finditer(text[:LONGEST])))


def stray_text(text: str) -> str:
    """A chapter heading that was left at the end (残留的章节名)."""
    found = _STRAY.search(text[-80:])
    return found.group().strip() if found and "《" not in found.group() else ""


def off_topic(name: str, read: list[dict[str, Any]]) -> list[str]:
    """Articles that speak of changing or ending only, while the item is about setting up."""
    act = next((each for each in _ACTS if each in name), "")
    if not act:
        return []
    return [
        str(each.get("article", ""))
        for each in read
        if each.get("article")
        and _OTHER_ACTS.search(str(each.get("gist", "")))
        and not any(other in str(each["gist"]) for other in (*_ACTS, "申请登记", "办理登记"))
    ]


def outliers(cited: dict[int, list[str]]) -> dict[int, tuple[str, str]]:
    """Materials that cite alone a law much like the one that the others cite: (theirs, the others')."""
    counts: dict[str, int] = {}
    for laws in cited.values():
        for law in set(laws):
            counts[law] = counts.get(law, 0) + 1
    if not counts or len(counts) > MOST:
        return {}
    usual = max(counts, key=lambda each: counts[each])
    found = {}
    for place, laws in cited.items():
        for law in laws:
            if law != usual and counts[law] == 1 and counts[usual] >= 3 and fuzz.ratio(law, usual) >= SIMILAR:
                found[place] = (law, usual)
    return found


def _begins(text: str, found: re.Match[str]) -> bool:
    """Does a new basis begin here, or is the law only mentioned inside the words of another?"""
    before = text[max(0, found.start() - 24) : found.start()]
    if found.start() <= 24 and _NUMBERED.match(before):
        return True
    after = text[found.end() : found.end() + 12].lstrip(" 　\n")
    is_cited_fully = bool(found[2]) or bool(re.match(r"第[一二三四五六七八九十百零\d]+[条章]|全文", after))
    return _OPENS.search(before) is not None and is_cited_fully


def _articles(law: str, number: str, body: str) -> list[dict[str, Any]]:
    cuts = [found for found in _ARTICLE.finditer(body) if _stands_free(body, found)]
    if not cuts:
        return [_basis(law, "", f"{number}{body}")]
    read = []
    lead = body[: cuts[0].start()].strip(" 　\n：:。，、")
    for place, found in enumerate(cuts):
        end = cuts[place + 1].start() if place + 1 < len(cuts) else len(body)
        head = f"{number}{lead} " if place == 0 and (number or lead) else ""
        read.append(_basis(law, found[1], head + body[found.end() : end].strip(" 　\n：:，")))
    return read


def _stands_free(body: str, found: re.Match[str]) -> bool:
    before = body[: found.start()].rstrip(" 　\n")
    return not before or before[-1] in "。；;：:）)…，、"


def _basis(law: str, article: str, gist: str) -> dict[str, Any]:
    read: dict[str, Any] = {"law": law}
    if article:
        read["article"] = article
    if words := gist.strip(" 　\n"):
        read["gist"] = words[:LONGEST_GIST]
    return read
