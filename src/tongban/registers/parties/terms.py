"""What is agreed with a third-party platform (渠道合作约定): who runs it, until when, for what, how often; pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from http import HTTPStatus

from tongban.foundation.kernel.codes import check
from tongban.foundation.kernel.errors import Fault

from .app_rules import address_faults
from .scopes import OPEN_TO_PARTNERS

BASIS = "实施方案 四(四) 在确保安全可控的前提下，发挥第三方平台渠道优势"
LONGEST = 100
LONGEST_REASON = 200
MOST_A_MINUTE = 6000
MOST_MATTERS = 500


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of a partner (合作约定); `option_codes` empty means every matter that can be done online.

    `per_minute` is what one process of ours answers in a minute; beyond it the answer is 429 with when to come again.
    People sign in from it where it has `redirect_uris`; pages of `origins` may show our public pages in a frame.
    """

    title: str
    operator: str
    agreement: str
    agreed_until: date | None
    per_minute: int | None
    scopes: tuple[str, ...]
    option_codes: tuple[str, ...] = ()
    redirect_uris: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()

    def faults(self, *, on: date) -> list[Fault]:
        """Everything that is wrong with them, at once."""
        return [
            *self._words(),
            *self._bounds(on),
            *self._reach(),
            *address_faults(self.redirect_uris, self.origins),
        ]

    def _words(self) -> Iterator[Fault]:
        for name, said, label in (
            ("title", self.title, "平台名称"),
            ("operator", self.operator, "运营单位"),
            ("agreement", self.agreement, "合作协议编号"),
        ):
            if not said or len(said) > LONGEST:
                yield Fault(f"/{name}", "required", f"请写明{label}，不超过{LONGEST}个字。")

    def _bounds(self, on: date) -> Iterator[Fault]:
        if self.agreed_until is None or self.agreed_until < on:
            yield Fault("/agreed_until", "day", "请写协议到哪天为止，不早于今天；到期以后令牌自动失效。")
        if self.per_minute is None or not 1 <= self.per_minute <= MOST_A_MINUTE:
            yield Fault("/per_minute", "range", f"每分钟次数请写1到{MOST_A_MINUTE}之间的整数。")

    def _reach(self) -> Iterator[Fault]:
        beyond = sorted(set(self.scopes) - set(OPEN_TO_PARTNERS))
        if not self.scopes:
            yield Fault("/scopes", "required", "至少选一个可用范围。")
        if beyond:
            yield Fault("/scopes", "closed", f"这些范围不开放给第三方平台：{'、'.join(beyond)}。")
        if len(self.option_codes) > MOST_MATTERS or not all(check("option", each).valid for each in self.option_codes):
            yield Fault("/option_codes", "format", f"请从目录里选事项，最多{MOST_MATTERS}个。")


class CallOutcome(StrEnum):
    """How a call through the open API ended (调用结果)."""

    ANSWERED = "answered"
    REFUSED = "refused"
    LIMITED = "limited"
    FAULTY = "faulty"
    FAILED = "failed"

    @property
    def label(self) -> str:
        return _ENDED[self]


_ENDED = {
    CallOutcome.ANSWERED: "答复",
    CallOutcome.REFUSED: "没有权限或者没有",
    CallOutcome.LIMITED: "超过频率",
    CallOutcome.FAULTY: "内容有错",
    CallOutcome.FAILED: "系统故障",
}
_REFUSED = frozenset({HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND})


def outcome_of(status: int) -> CallOutcome:
    """The outcome behind an HTTP status."""
    if status < HTTPStatus.BAD_REQUEST:
        return CallOutcome.ANSWERED
    if status in _REFUSED:
        return CallOutcome.REFUSED
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return CallOutcome.LIMITED
    return CallOutcome.FAULTY if status < HTTPStatus.INTERNAL_SERVER_ERROR else CallOutcome.FAILED
