"""The written promise (告知承诺): when it is offered, what it says, and what may be decided on it; plan 四(五)1."""

import hashlib
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

import msgspec

from tongban.foundation.kernel.clock import local_day
from tongban.foundation.worktime.rules import describe
from tongban.registers.catalog.content import CommitmentRule, Option
from tongban.registers.catalog.guides import Guide
from tongban.registers.catalog.vocabulary import COMMITMENTS
from tongban.registers.documents.rules.papers import Body, Item, Line

from .papers import Matter

# Which edition of the words around the list's own promises stands on the paper; a changed wording is a new one.
TEXT_EDITION = 1
# An enterprise's promise to meet the conditions of a permit is decided on the spot (国发〔2021〕7号 实行告知承诺);
# a promise in place of a proof only spares that proof, the examination stays (国办发〔2020〕42号).
DECIDED_AT_ONCE = frozenset({"license"})
FREE = "是否承诺由您自愿选择。不承诺的，按一般方式办理，承诺办结时限不变。"
WITHDRAWABLE = "决定作出之前可以撤回承诺，撤回以后按一般方式办理，提交承诺代替的材料。"
BASIS = ("《实施方案》四(五)1 全面推行告知承诺制", "优化营商环境条例 第四十四条")
DEFAULT_CONSEQUENCE = "承诺不实的，依法撤销决定，并记入信用记录。"


class Replaced(msgspec.Struct, frozen=True):
    """A material that the promise stands for (承诺代替的材料)."""

    code: str
    name: str


class PromiseText(msgspec.Struct, frozen=True):
    """What is promised, whole (承诺书全文): the same words always have the same hash."""

    edition: int
    option_code: str
    option: str
    content_hash: str
    agency: str
    kind: str
    promises: tuple[str, ...]
    replaced: tuple[Replaced, ...]
    consequence: str
    check_within: str
    free: str = FREE
    withdrawable: str = WITHDRAWABLE

    @property
    def hash(self) -> str:
        return hashlib.sha256(msgspec.json.encode(self)).hexdigest()

    def as_plain(self) -> dict[str, Any]:
        plain: dict[str, Any] = msgspec.to_builtins(self)
        return plain


def is_open(rule: CommitmentRule, *, on: date) -> bool:
    """告知承诺 is offered between its days only; a repealed promise cannot be given any more."""
    today = on.isoformat()
    return rule.is_offered and (not rule.from_on or rule.from_on <= today) and (not rule.to_on or today <= rule.to_on)


def is_worth_promising(option: Option, replaced: Sequence[str]) -> bool:
    """Is there anything to promise: conditions of a permit, or a proof that no data check spared already (R-147)?"""
    return option.commitment.kind in DECIDED_AT_ONCE or bool(replaced)


def may_be_decided_at_once(option: Option, *, is_promised: bool) -> bool:
    """当场办结: an on-the-spot matter, or one whose conditions the applicant promised to meet in writing."""
    return option.case_type == "on_the_spot" or (is_promised and option.commitment.kind in DECIDED_AT_ONCE)


def promise_text(found: Guide, replaced: Sequence[str]) -> PromiseText:
    """The text of the promise under this edition of the list, for the materials that it stands for."""
    rule, names = found.option.commitment, {each.code: each.name for each in found.option.materials}
    conditions = tuple(each.text for each in found.option.conditions)
    return PromiseText(
        edition=TEXT_EDITION,
        option_code=found.option_code,
        option=found.option.name,
        content_hash=found.content_hash,
        agency=found.agency_name,
        kind=rule.kind,
        promises=rule.promises or conditions or ("所填内容和提交的材料真实、合法、有效",),
        replaced=tuple(Replaced(code, names[code]) for code in replaced),
        consequence=rule.consequence or DEFAULT_CONSEQUENCE,
        check_within=rule.check_within.words if rule.check_within is not None else "",
    )


def from_plain(plain: Any) -> PromiseText:
    return msgspec.convert(plain, PromiseText)


def signed(number: str, text_hash: str, by: str, at: datetime) -> bytes:
    """What the signature covers: which case, which text, who, when."""
    return b"commitment:" + msgspec.json.encode([number, text_hash, by, at.astimezone(UTC)])


def commitment_paper(matter: Matter, text: PromiseText, *, signer: str, way: str, at: datetime) -> Body:
    """告知承诺书: what is promised, what it stands for, what follows a breach, by when it is checked (R-144)."""
    check = f"决定作出后{text.check_within}内核查承诺的内容。" if text.check_within else "决定作出后核查承诺的内容。"
    return Body(
        title="告知承诺书",
        addressee=matter.applicant,
        agency=matter.agency,
        signed_on=local_day(at),
        lines=(
            *matter.lines(),
            Line(label="承诺类型", value=COMMITMENTS.get(text.kind, text.kind)),
            Line(label="签名", value=f"{signer}（{way}，{describe(local_day(at))}）"),
            Line(label="承诺书校验值", value=text.hash[:16]),
        ),
        paragraphs=(
            "本机关已经告知办理这件事的条件和要求、不守承诺的后果。申请人自愿作出下列承诺：",
            *(f"{place}．{each.rstrip('。')}。" for place, each in enumerate(text.promises, start=1)),
            f"不守承诺的后果：{text.consequence}",
            check,
        ),
        items=tuple(Item(code=each.code, name=each.name, medium="以承诺代替") for each in text.replaced),
        basis=BASIS,
        contact=(f"咨询电话：{matter.phone}",) if matter.phone else (),
        notes=(text.free, text.withdrawable),
    )
