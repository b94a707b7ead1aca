"""The six ones of a bundle (六个“一”), each proved from its document and the catalogue in force; pure. R-123.

Plan 四(一): 一次告知、一表申请、一套材料、一窗（端）受理、一网办理、一次发证. What is lacking is said so that the
editor knows what to change; a bundle that lacks one of them is neither sent to review nor published.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from msgspec.structs import replace

from tongban.registers.catalog.content import Option
from tongban.registers.catalog.expressions import BadExpression, condition
from tongban.registers.catalog.guides import Guide

from .content import Content
from .form import Entry, one_form, taken_over
from .graph import waits_for
from .needed import Chosen
from .papers import PaperSet, given_by, minimal_set, paper_key

ACCEPTED_ONLINE = frozenset({"accept", "handle", "result", "license"})
"""Depths of going online at which an application is accepted without coming (网上受理 and deeper)."""


class One(StrEnum):
    """One of the six (六个“一”)."""

    TOLD = "told"
    FORM = "form"
    PAPERS = "papers"
    WINDOW = "window"
    ONLINE = "online"
    DELIVERY = "delivery"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    One.TOLD: "一次告知",
    One.FORM: "一表申请",
    One.PAPERS: "一套材料",
    One.WINDOW: "一窗（端）受理",
    One.ONLINE: "一网办理",
    One.DELIVERY: "一次发证",
}


@dataclass(frozen=True, slots=True)
class Proof:
    """One of the six with what proves it in words, and everything that it lacks; empty: it holds."""

    one: One
    proved_by: str
    lacks: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        return not self.lacks


@dataclass(frozen=True, slots=True)
class _Bundle:
    """What the six are judged by: the widest situation, in which every member takes part and no licence is held."""

    content: Content
    guides: Mapping[str, Guide]
    options: Mapping[str, Option]
    entries: tuple[Entry, ...]
    papers: PaperSet

    def title(self, key: str) -> str:
        member = self.content.member(key)
        return (member.title if member is not None else "") or (self.options[key].name if key in self.options else key)

    def names(self, keys: list[str]) -> str:
        return "、".join(f"“{self.title(key)}”" for key in keys)


def proofs(content: Content, guides: Mapping[str, Guide]) -> tuple[Proof, ...]:
    """The six, in the plan's order."""
    options = {key: guide.option for key, guide in guides.items()}
    about = _Bundle(content, guides, options, tuple(one_form(content, options)), _widest(content, options))
    days = content.promised_limit.words if content.promised_limit is not None else "没有写"
    papers = len(about.papers.needed)
    return (
        Proof(One.TOLD, f"申请前一次说清{len(content.members)}个事项的条件、材料、先后，总时限{days}。", _told(about)),
        Proof(One.FORM, f"一张表{len(about.entries)}栏，同样的内容只问一次。", _form(about)),
        Proof(One.PAPERS, f"所有情形加起来可能要{papers}份材料，同样的只交一次，前面办出来的不用交。", _papers(about)),
        Proof(One.WINDOW, "一个窗口或者网上一个入口收全部事项。", _window(about)),
        Proof(One.ONLINE, "每个事项网上都能受理。", _online(about)),
        Proof(One.DELIVERY, "结果齐了一次送达；法定送达期限快到的先送。", _delivery(about)),
    )


def _widest(content: Content, options: Mapping[str, Option]) -> PaperSet:
    """Every paper that any situation may ask for, with no licence at hand."""
    asking = {
        key: replace(option, materials=tuple(replace(each, required_when="") for each in option.materials))
        for key, option in options.items()
    }
    return minimal_set(content, asking, Chosen(tuple(options), (), (), (), ()), held=())


def _told(about: _Bundle) -> tuple[str, ...]:
    return tuple(_untold(about))


def _untold(about: _Bundle) -> Iterator[str]:
    """All that may be asked is known before anybody applies: the limit, why each paper, and on what it depends."""
    if about.content.promised_limit is None:
        yield "没有写总时限，申请前说不清多久办好。"
    for member in about.content.members:
        option = about.options.get(member.key)
        if option is None:
            yield f"“{about.title(member.key)}”不在用，说不清它要什么。"
            continue
        later = set(taken_over(about.content, member.key))
        answered = {each.code for each in option.questions} | {each.code for each in option.form} - later
        for material in option.materials:
            if _names(material.required_when) - answered:
                said = f"“{about.title(member.key)}”的“{material.name}”要不要交，申请时还没法判断。"
                yield said


def _names(text: str) -> frozenset[str]:
    """The names that a condition asks for; one that cannot be read is a finding of the list itself."""
    try:
        return frozenset(condition(text).names) if text else frozenset()
    except BadExpression:
        return frozenset()


def _form(about: _Bundle) -> tuple[str, ...]:
    """Nothing is asked twice: neither by its name, nor because the register could tell it once for all."""
    asked: dict[tuple[str, str], list[Entry]] = {}
    for each in about.entries:
        asked.setdefault((paper_key(each.label), each.kind), []).append(each)
    lacks = [
        f"“{entries[0].label}”在{about.names([fill.member for each in entries for fill in each.fills])}里各问一次，"
        "请合成一个共用字段。"
        for entries in asked.values()
        if len(entries) > 1
    ]
    return tuple(lacks)


def _papers(about: _Bundle) -> tuple[str, ...]:
    return tuple(_doubled(about))


def _doubled(about: _Bundle) -> Iterator[str]:
    """The set is the smallest, no paper stands in it twice, and nothing is asked that another member makes."""
    if not about.papers.is_proven:
        yield "材料互相替代太多，证明不了这是最少的一套，请把是同一份的写成共用材料。"
    by_name: dict[str, list[str]] = {}
    for paper in about.papers.needed:
        by_name.setdefault(paper_key(paper.name), []).extend(each.member for each in paper.claims)
    seen = [paper_key(each.name) for each in about.papers.needed]
    for name in dict.fromkeys(each for each in seen if seen.count(each) > 1):
        yield f"“{name}”在{about.names(by_name[name])}里要交不止一份，请写成共用材料。"
    earlier = waits_for(about.content.members)
    for paper in about.papers.needed:
        for claim in paper.claims:
            for key, option in about.options.items():
                is_apart = key != claim.member and claim.member not in earlier.get(key, frozenset())
                if is_apart and key not in earlier[claim.member] and given_by(option, claim):
                    yield f"“{claim.title}”要交“{paper.name}”，“{about.title(key)}”会办出来，请写成等它办完再办。"


def _window(about: _Bundle) -> tuple[str, ...]:
    """One window takes them all, or one entrance does; a window that takes only some of them is none."""
    offline = {key: {place.key for place in guide.places} for key, guide in about.guides.items() if _has_window(guide)}
    lacks = []
    if offline and not set.intersection(*offline.values()):
        lacks.append(f"{about.names(list(offline))}没有一个共同的受理地点，一个窗口收不全。")
    shut = [key for key, guide in about.guides.items() if key not in offline and not guide.is_online]
    if shut:
        lacks.append(f"{about.names(shut)}窗口和网上都不收。")
    only_online = [key for key, guide in about.guides.items() if key not in offline and guide.is_online]
    only_window = [key for key in offline if not about.guides[key].is_online]
    if only_online and only_window:
        lacks.append(f"{about.names(only_online)}只在网上收，{about.names(only_window)}只在窗口收，一处收不全。")
    return tuple(lacks)


def _has_window(guide: Guide) -> bool:
    return guide.has_offline_way


def _online(about: _Bundle) -> tuple[str, ...]:
    """Each member is accepted online."""
    shut = [key for key, guide in about.guides.items() if not guide.is_online]
    shallow = [
        key
        for key, guide in about.guides.items()
        if guide.is_online and guide.option.online_depth not in ACCEPTED_ONLINE
    ]
    lacks = [f"{about.names(shut)}还没有上网。"] if shut else []
    return tuple([*lacks, f"{about.names(shallow)}网上还不能受理，只能先看材料。"] if shallow else lacks)


def _delivery(about: _Bundle) -> tuple[str, ...]:
    """Results go out together, in a way that all of them allow."""
    giving = [key for key, option in about.options.items() if any(each.kind != "none" for each in option.results)]
    if len(giving) < 2:
        return ()
    lacks = []
    if not about.content.is_ended_together:
        lacks.append("写的是办好一项送达一项，请改成统一办结、一次送达。")
    unposted = [key for key in giving if not about.options[key].may_deliver_by_post]
    places = [{place.key for place in about.guides[key].places} for key in giving]
    if unposted and not set.intersection(*places):
        lacks.append(f"{about.names(unposted)}的结果不能邮寄，又没有一个共同的领取地点。")
    return tuple(lacks)
