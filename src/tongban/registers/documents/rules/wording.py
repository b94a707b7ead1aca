"""What a city may add to a kind of paper (文书用语), as data: placeholders of a closed list, never code; pure.

What the law wants on a paper is composed from list and facts and cannot be edited away: a wording stands before it,
after it and among the notes. Whoever proposed one does not put it in force.
"""

import re
from collections.abc import Callable, Mapping
from enum import StrEnum

import msgspec

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.errors import Fault, Invalid
from tongban.foundation.kernel.flow import Ask, Flow, step
from tongban.foundation.worktime.rules import describe

from .papers import KIND_MARKS, PUBLIC_KINDS, Body, DocumentKind

BASIS = "行政许可法 第三十二条第二款: 出具书面凭证"
LONGEST = 300
MOST = 6
KEEPERS = frozenset({Role.CATALOG_REVIEWER})

# A promise and a record are what somebody signed, word for word; notices to everybody say what a list says; papers
# without a number of their own are made where no further statement fits.
WORDABLE = frozenset(KIND_MARKS) - PUBLIC_KINDS - {DocumentKind.COMMITMENT, DocumentKind.INSPECTION_RECORD}


class WordingStatus(StrEnum):
    """How a wording stands."""

    PROPOSED = "proposed"
    IN_FORCE = "in_force"
    SENT_BACK = "sent_back"
    TAKEN_BACK = "taken_back"
    SUPERSEDED = "superseded"

    @property
    def label(self) -> str:
        return _LABELS[self]


S = WordingStatus
_LABELS = {
    S.PROPOSED: "等待另一个人复核",
    S.IN_FORCE: "现行",
    S.SENT_BACK: "没有同意",
    S.TAKEN_BACK: "已撤回",
    S.SUPERSEDED: "已被新版代替",
}
_WORDS = (Ask("words", "意见或者理由", "long_text"),)

FLOW = Flow(
    "文书用语",
    S,
    step("propose", {S.PROPOSED}, S.PROPOSED, by=KEEPERS, label="提出用语", basis=BASIS),
    step("approve", {S.PROPOSED}, S.IN_FORCE, by=KEEPERS, label="同意启用", basis=BASIS, asks=_WORDS),
    step("send_back", {S.PROPOSED}, S.SENT_BACK, by=KEEPERS, label="不同意", basis=BASIS, asks=_WORDS),
    step("take_back", {S.PROPOSED}, S.TAKEN_BACK, by=KEEPERS, label="撤回", basis=BASIS, asks=_WORDS),
    step("supersede", {S.IN_FORCE}, S.SUPERSEDED, by={Role.SYSTEM}, label="由新版代替", basis=BASIS),
)


class Wording(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """The city's own paragraphs of a kind of paper: before what the law wants, after it, and further notes."""

    opening: tuple[str, ...] = ()
    closing: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class Edition(msgspec.Struct, frozen=True):
    """A numbered edition of a wording (用语版次): the one under which a paper was issued stands in its body."""

    edition: int
    wording: Wording


PARTS: Mapping[str, str] = {"opening": "正文开头", "closing": "正文结尾", "notes": "文末提示"}


def _line(label: str) -> Callable[[Body], str]:
    return lambda body: next((each.value for each in body.lines if each.label == label), "")


def _phone(body: Body) -> str:
    found = next((each for each in body.contact if each.startswith("咨询电话：")), "")
    return found.removeprefix("咨询电话：")


PLACEHOLDERS: Mapping[str, Callable[[Body], str]] = {
    "收件人": lambda body: body.addressee,
    "办理机关": lambda body: body.agency,
    "落款日期": lambda body: describe(body.signed_on),
    "期限": lambda body: describe(body.dues[0].on) if body.dues else "",
    "办件编号": _line("办件编号"),
    "办理事项": _line("办理事项"),
    "收到日期": _line("收到日期"),
    "咨询电话": _phone,
}
_MARK = re.compile(r"\{([^{}]*)\}")


def read_wording(typed: Mapping[str, str]) -> Wording:
    """A wording as three texts, a paragraph a line; `Invalid` names everything that is wrong with it at once."""
    parts = {name: tuple(each.strip() for each in typed.get(name, "").splitlines() if each.strip()) for name in PARTS}
    faults = [
        Fault(f"/{name}", code, f"“{PARTS[name]}”{words}")
        for name, paragraphs in parts.items()
        for code, words in _faults(paragraphs)
    ]
    if faults:
        raise Invalid("用语还不能提出。", faults=faults)
    return Wording(**parts)


def _faults(paragraphs: tuple[str, ...]) -> list[tuple[str, str]]:
    found = [("too_many", f"最多{MOST}段，现在有{len(paragraphs)}段。")] if len(paragraphs) > MOST else []
    for at, each in enumerate(paragraphs, start=1):
        if len(each) > LONGEST:
            found.append(("too_long", f"第{at}段最多{LONGEST}个字，现在有{len(each)}个。"))
        unknown = [name for name in _MARK.findall(each) if name not in PLACEHOLDERS]
        if unknown:
            found.append(("placeholder", f"第{at}段里没有“{'”、“'.join(unknown)}”这种代入项，只能用下面列出的。"))
        if {"{", "}"} & set(_MARK.sub("", each)):
            found.append(("brace", f"第{at}段的花括号没有成对，代入项写成{{收件人}}这样。"))
    return found


def as_typed(wording: Wording) -> dict[str, str]:
    """A wording as a form holds it: a paragraph a line."""
    return {name: "\n".join(getattr(wording, name)) for name in PARTS}


def worded(body: Body, given: Edition | None) -> Body:
    """A composed body with the city's paragraphs around it; one that names what this paper does not say is left out."""
    if given is None:
        return body
    opening, closing, notes = (_filled(getattr(given.wording, name), body) for name in PARTS)
    return msgspec.structs.replace(
        body,
        paragraphs=(*opening, *body.paragraphs, *closing),
        notes=(*body.notes, *notes),
        wording=given.edition,
    )


def _filled(paragraphs: tuple[str, ...], body: Body) -> tuple[str, ...]:
    told = []
    for each in paragraphs:
        values = {name: PLACEHOLDERS[name](body) for name in _MARK.findall(each)}
        if all(values.values()):
            told.append(_MARK.sub(lambda found: values[found[1]], each))  # noqa: B023 - used at once
    return tuple(told)
