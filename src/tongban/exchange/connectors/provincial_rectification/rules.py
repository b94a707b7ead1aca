"""What the province hands down and learns (省里交办、办理情况上报): pure; plan 三(五)1; R-112."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any, Literal

import msgspec

from tongban.exchange.lines.contract import Instant
from tongban.oversight.evaluations.rules.grades import BAD, Grade
from tongban.oversight.evaluations.rules.states import RedressStatus

CHANNEL = "provincial_rectification"
CHAIN = "redress"
SOURCE = "province"
VERBS = frozenset(
    {
        *("bind_to_province", "contact", "verify", "appeal", "uphold_appeal", "dismiss_appeal"),
        *("extend", "rectify", "tell", "close", "reopen"),
    }
)
"""What of the ledger the province learns; a task that is not theirs has no line there."""


class TaskOnLine(msgspec.Struct, frozen=True):
    """A task as the province writes it (交办单): about a rating of ours (`evaluationId`), or one that was given there,
    which then says on what (`taskHandleItem`) and under which number (`assessNo`).
    """

    number: Annotated[str, msgspec.Meta(min_length=1, max_length=40)]
    due_on: date
    satisfaction: Literal[1, 2]
    assessTime: Instant  # noqa: N815 - the province's own name
    evaluationId: str | None = None  # noqa: N815
    taskHandleItem: str | None = None  # noqa: N815
    assessNo: str | None = None  # noqa: N815
    writingEvaluation: str | None = None  # noqa: N815


@dataclass(frozen=True, slots=True)
class Handed:
    """A task as the contract says (交办单): about a rating of ours (`evaluation`), or one that was given there."""

    number: str
    due_on: date
    evaluation: str
    option_code: str
    grade: Grade
    words: str
    rated_at: datetime
    rating_number: str


def read_task(raw: Any) -> tuple[Handed | None, tuple[str, ...]]:
    """The task, or everything that is wrong with it."""
    if not isinstance(raw, Mapping):
        return None, ("交办单读不出来",)
    faults = tuple(_faults(raw))
    if faults:
        return None, faults
    satisfaction = int(raw["satisfaction"])
    return (
        Handed(
            number=raw["number"],
            due_on=date.fromisoformat(raw["due_on"]),
            evaluation=str(raw.get("evaluationId") or ""),
            option_code=str(raw.get("taskHandleItem") or ""),
            grade=next(each for each in Grade if each.satisfaction == satisfaction),
            words=str(raw.get("writingEvaluation") or "")[:500],
            rated_at=datetime.fromisoformat(raw["assessTime"]),
            rating_number=str(raw.get("assessNo") or ""),
        ),
        (),
    )


def number_of(raw: Any) -> str:
    """The number of a task that may not be read, as far as there is one."""
    found = raw.get("number") if isinstance(raw, Mapping) else None
    return found[:40] if isinstance(found, str) else ""


def status_of(state: RedressStatus) -> str:
    """How a redress stands, in the words of the contract: those of our own states."""
    return state.value


def _faults(raw: Mapping[Any, Any]) -> Iterator[str]:
    if not isinstance(raw.get("number"), str) or not 0 < len(raw["number"]) <= 40:
        yield "没有交办单编号"
    if not _is(date.fromisoformat, raw.get("due_on")):
        yield "没有办结日期，或者读不出来"
    if not _is(_instant, raw.get("assessTime")):
        yield "没有评价时间，或者读不出来"
    if raw.get("satisfaction") not in {each.satisfaction for each in BAD}:
        yield "不是差评"
    if not raw.get("evaluationId") and not (raw.get("taskHandleItem") and raw.get("assessNo")):
        yield "没有写是哪条评价"


def _instant(text: str) -> datetime:
    found = datetime.fromisoformat(text)
    if found.tzinfo is None:
        raise ValueError(text)
    return found


def _is(reading: Any, value: Any) -> bool:
    try:
        reading(value)
    except (TypeError, ValueError):
        return False
    return True
