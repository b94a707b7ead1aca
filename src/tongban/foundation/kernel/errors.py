"""Refusals: the one base of every «no» that the software says to a person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, ClassVar


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with what was sent: where, what, and what to do, in Chinese."""

    pointer: str
    code: str
    message: str


class Declined(Exception):  # noqa: N818 - the house names refusals for what they are
    """The software says no (办不了): a code for machines, a sentence for people, and every fault at once.

    Subclasses are named for the reason. `status` is the HTTP status that the web gives to it.
    """

    code: ClassVar[str] = "declined"
    status: ClassVar[int] = HTTPStatus.CONFLICT
    sentence: ClassVar[str] = "现在办不了这一步。"

    def __init__(
        self,
        sentence: str = "",
        *,
        faults: Sequence[Fault] = (),
        facts: Mapping[str, Any] | None = None,
        code: str = "",
    ) -> None:
        self.message = sentence or self.sentence
        self.faults = tuple(faults)
        self.facts = dict(facts or {})
        self.reason_code = code or self.code
        super().__init__(self.message)


class NotYours(Declined):
    """This actor may not take this step (无权办理)."""

    code = "not_yours"
    status = HTTPStatus.FORBIDDEN
    sentence = "这一步不由您办理。"


class NotFound(Declined):
    """Nothing here that this caller may see; foreign and non-existent are told apart by nobody."""

    code = "not_found"
    status = HTTPStatus.NOT_FOUND
    sentence = "没有找到。请核对编号；如果是别人的办件，您看不到它。"


class NotNow(Declined):
    """The step exists, but not in this state (当前状态不能办理)."""

    code = "not_now"
    sentence = "现在的状态不能办这一步。"


class Stale(Declined):
    """Somebody else acted first (已被他人更新): nothing was written, `facts` say what changed."""

    code = "stale"
    sentence = "您打开之后，别人已经办理了这件事。请看最新情况再办。"


class Invalid(Declined):
    """What was sent cannot be used as it is; `faults` names every defect (填写有误)."""

    code = "invalid"
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    sentence = "填写的内容有需要改正的地方。"


class MaterialsMissing(Invalid):
    """Materials are missing or not in order; everything that is missing is told at once (材料不齐)."""

    code = "materials_missing"
    sentence = "材料还不齐全。"


class TooMany(Declined):
    """Too many attempts in a short time (操作太频繁)."""

    code = "too_many"
    status = HTTPStatus.TOO_MANY_REQUESTS
    sentence = "操作太频繁了，请稍后再试。"
