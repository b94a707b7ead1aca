"""What stands in one edition of a policy (政策内容): source, words for people, conditions as data; pure."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

import msgspec

from tongban.foundation.kernel.errors import Fault
from tongban.registers.catalog.expressions import BadExpression, condition

from .facts import Vocabulary
from .states import Audience, Every, Way

MOST_CLAUSES = 8
MOST_AMOUNT: Final = Decimal(10_000_000)
MOST_NOTICE = 60
_LONGEST: Final[Mapping[str, tuple[str, int]]] = {
    "title": ("政策名称", 100),
    "summary": ("一句话说明", 300),
    "benefit": ("能得到什么", 300),
    "source_title": ("文件名称", 200),
    "source_number": ("文号", 100),
    "source_clause": ("第几条", 60),
    "source_text": ("原文", 4000),
    "contact": ("咨询电话", 60),
}


class Clause(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One condition (条件): as people read it, and as the house checks it."""

    words: str
    when: str


class Content(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A policy as it stands in one edition; `amount` in yuan, 0 where no money is paid; days are inclusive.

    `option_code` is the matter of the catalogue by which it is applied for; `notice_days` are workdays of 公示.
    """

    title: str
    audience: Audience = Audience.ENTERPRISE
    way: Way = Way.CONFIRMED
    summary: str = ""
    benefit: str = ""
    amount: Decimal = Decimal(0)
    every: Every = Every.ONCE
    source_title: str = ""
    source_number: str = ""
    source_clause: str = ""
    source_text: str = ""
    contact: str = ""
    clauses: tuple[Clause, ...] = ()
    from_on: date | None = None
    to_on: date | None = None
    option_code: str = ""
    notice_days: int = 0
    is_sample: bool = False

    @property
    def names(self) -> frozenset[str]:
        """The facts that its conditions ask for, and no more (最小必要)."""
        return frozenset(name for each in self.clauses for name in condition(each.when).names)

    def is_open(self, on: date) -> bool:
        """Can it be had on this day (执行期内)?"""
        return (self.from_on is None or self.from_on <= on) and (self.to_on is None or on <= self.to_on)


@dataclass(frozen=True, slots=True)
class Around:
    """What a policy is held against: the facts there are, and whether a matter is in the catalogue."""

    vocabulary: Vocabulary
    has_matter: Callable[[str], bool]


def faults_of(content: Content, around: Around) -> list[Fault]:
    """Everything that keeps it from being sent to review."""
    faults = [
        Fault(f"/{name}", "text", f"请写明{label}，不超过{most}个字。")
        for name, (label, most) in _LONGEST.items()
        if not (said := str(getattr(content, name)).strip()) or len(said) > most
    ]
    if not 0 <= content.amount <= MOST_AMOUNT:
        faults.append(Fault("/amount", "range", "金额写0到一千万元；不给钱的写0。"))
    if content.from_on is None:
        faults.append(Fault("/from_on", "day", "请写明从哪天起可以享受。"))
    elif content.to_on is not None and content.to_on < content.from_on:
        faults.append(Fault("/to_on", "order", "截止日不能早于起始日。"))
    if not 0 <= content.notice_days <= MOST_NOTICE:
        faults.append(Fault("/notice_days", "range", f"公示写0到{MOST_NOTICE}个工作日。"))
    return faults + _way_faults(content, around) + _clause_faults(content, around.vocabulary)


def _way_faults(content: Content, around: Around) -> list[Fault]:
    if content.way is Way.APPLIED:
        if not around.has_matter(content.option_code):
            return [Fault("/option_code", "matter", "申请享受的政策要选一个在用的事项。")]
        return []
    return [Fault("/option_code", "matter", "只有申请享受的政策才选事项。")] if content.option_code else []


def _clause_faults(content: Content, known: Vocabulary) -> list[Fault]:
    if not content.clauses:
        return [Fault("/words-1", "clauses", "至少写一个条件：说给人看的一句话，和机器检查的条件式。")]
    faults = []
    for place, clause in enumerate(content.clauses, 1):
        if not clause.words.strip() or len(clause.words) > 200:
            faults.append(Fault(f"/words-{place}", "words", f"第{place}个条件要有一句给人看的话，不超过200个字。"))
        said = _wrong(clause, content, known)
        if said:
            faults.append(Fault(f"/when-{place}", "condition", f"第{place}个条件：{said}。"))
    return faults


def _wrong(clause: Clause, content: Content, known: Vocabulary) -> str:
    """What is wrong with the condition itself, in words; empty when nothing is."""
    try:
        names = condition(clause.when).names
    except BadExpression as error:
        return str(error)
    kinds = {name: known.kinds.get(name) for name in sorted(names)}
    unknown = [name for name, kind in kinds.items() if kind is None or content.audience not in kind.audiences]
    if unknown:
        return f"没有这样的事实：{'、'.join(unknown)}"
    if not names:
        return "条件式里没有用到任何事实"
    own = [kind.label for kind in kinds.values() if kind is not None and kind.is_own_word]
    if own and content.way is Way.UNAPPLIED:
        return f"免申即享不能凭自己填的事实（{'、'.join(own)}），请改成一键确认"
    return ""


def encode(content: Content) -> str:
    """The canonical text."""
    return msgspec.json.encode(content).decode()


def decode(text: bytes | str) -> Content:
    return _DECODER.decode(text)


def from_plain(plain: Any) -> Content:
    """The document from plain data; msgspec.ValidationError names the path of a defect."""
    return msgspec.convert(plain, Content)


def to_plain(content: Content) -> Any:
    """Plain data that JSON can hold."""
    return msgspec.to_builtins(content)


def content_hash(content: Content) -> str:
    """SHA-256 of the canonical text: the database checks the same."""
    return hashlib.sha256(encode(content).encode()).hexdigest()


_DECODER = msgspec.json.Decoder(Content)
