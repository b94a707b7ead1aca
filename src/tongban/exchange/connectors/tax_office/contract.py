"""What goes over the line to a system that reports events (完税、已办好信息接口约定): the tax system and others."""

from typing import Annotated

import msgspec

from tongban.exchange.lines.contract import Call, Instant
from tongban.handling.bundles.rules.reports import EventReport

MOST = 50
Text = Annotated[str, msgspec.Meta(max_length=200, pattern=r"^[^\x00]*$")]


class EventQuestion(msgspec.Struct, frozen=True):
    """What is there to say about this case of this payer (查询)?"""

    case: str
    payer: str


class ReportOnLine(msgspec.Struct, frozen=True):
    """One signed report (一条前置信息); `outcome` is paid, exempt, done or open, `amount` in fen."""

    number: Text
    case: Text
    payer: Text
    outcome: Text
    amount: int
    at: Instant
    signature: Text

    def as_report(self) -> EventReport:
        told = (self.number, self.case, self.payer, self.outcome, self.amount, self.at, self.signature)
        return EventReport(*told)

    @classmethod
    def of(cls, said: EventReport) -> "ReportOnLine":
        """As the other side writes it."""
        told = (said.number, said.case_number, said.payer_code, said.outcome, said.amount, said.happened_at)
        return cls(*told, said.signature)


class EventAnswer(msgspec.Struct, frozen=True):
    """Its reports on the case, of which the first fifty are read."""

    reports: tuple[ReportOnLine, ...]


REPORTS = Call("reports", "reports", says=EventQuestion, answers=EventAnswer)
CALLS = (REPORTS,)
