"""What a case cost both sides (办事小票): days in whose hands, trips, papers asked and spared, limits, who decided."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from tongban.foundation.kernel.clock import local_day
from tongban.handling.cases.rules.attribution import Owner, Part, shares
from tongban.handling.cases.rules.papers import Matter
from tongban.registers.documents.rules.papers import Body, Line

# Acts for which the applicant, or whoever comes for them, stands at the window.
_IN_PERSON = frozenset({"receive", "supply", "correct", "make_good", "collect", "withdraw"})
_AT_WINDOW = frozenset({"counter", "issuer"})
_SPARED = frozenset({"spared", "committed"})
_GIVEN = frozenset({"provided"})
DAY, HOUR, MINUTE = 86_400, 3_600, 60


class Act(Protocol):
    """What is read of an entry of the ledger."""

    @property
    def at(self) -> datetime: ...
    @property
    def verb(self) -> str: ...
    @property
    def by_role(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Limits:
    """Workdays that the law allows, that were promised, and that were used; None where the case came to none."""

    statutory: int | None = None
    promised: int | None = None
    used: int | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of a slip; seconds in whose hands add up to the time from receipt to the end."""

    seconds: dict[Owner, int]
    trips: int
    asked: int
    given: int
    spared: int
    told: int
    limits: Limits


def figures(parts: Sequence[Part], acts: Iterable[Act], *, states: Iterable[str], told: int, limits: Limits) -> Figures:
    """The figures from the shares of time, the acts of the ledger, and how each asked material came (its state)."""
    held = list(states)
    return Figures(
        seconds={share.owner: share.seconds for share in shares(parts)},
        trips=trips(acts),
        asked=len(held),
        given=sum(each in _GIVEN for each in held),
        spared=sum(each in _SPARED for each in held),
        told=told,
        limits=limits,
    )


def trips(acts: Iterable[Act]) -> int:
    """How often somebody had to come (跑了几趟): days on which they stood at the window."""
    return len({local_day(act.at) for act in acts if act.verb in _IN_PERSON and act.by_role in _AT_WINDOW})


def body(matter: Matter, found: Figures, *, result: str, decided_by: str, at: datetime) -> Body:
    """办事小票, one page: what it cost you and us."""
    lines = [
        Line(label="办件编号", value=matter.number),
        Line(label="办理事项", value=matter.option),
        Line(label="办理结果", value=result),
        Line(label="在我们手里", value=in_words(found.seconds[Owner.OFFICE])),
        Line(label="在您手里", value=in_words(found.seconds[Owner.APPLICANT])),
        *(
            Line(label=f"在{owner.label}手里", value=in_words(found.seconds[owner]))
            for owner in (Owner.THIRD_PARTY, Owner.PROVINCE)
            if found.seconds[owner]
        ),
        Line(label="您跑了", value=f"{found.trips}趟" if found.trips else "一趟也没跑"),
        Line(label="要的材料", value=f"{found.asked}份，其中您提交{found.given}份，免交{found.spared}份"),
        Line(label="一次性告知要补", value=f"{found.told}份" if found.told else "没有"),
        *_limit_lines(found.limits),
        *([Line(label="作出决定的人", value=decided_by)] if decided_by else []),
    ]
    contact = (f"咨询电话：{matter.phone}",) if matter.phone else ()
    return Body(
        title="办事小票",
        addressee=matter.applicant,
        agency=matter.agency,
        signed_on=local_day(at),
        lines=tuple(lines),
        paragraphs=("这件事办完了。下面是它花了您和我们多少时间、跑了几趟、要了哪些材料，数字都出自全程留痕。",),
        contact=(*contact, "政务服务热线:12345"),
        notes=("对数字有疑问，请拨打12345，报办件编号即可核对。",),
    )


def in_words(seconds: int) -> str:
    """A stretch of time as one says it: 3天4小时; under a minute it is 不到1分钟."""
    days, rest = divmod(seconds, DAY)
    hours, rest = divmod(rest, HOUR)
    minutes = rest // MINUTE
    if days:
        return f"{days}天{hours}小时" if hours else f"{days}天"
    if hours:
        return f"{hours}小时{minutes}分钟" if minutes else f"{hours}小时"
    return f"{minutes}分钟" if minutes else "不到1分钟"


def _limit_lines(limits: Limits) -> list[Line]:
    said = {"法定": limits.statutory, "承诺": limits.promised, "实际": limits.used}
    words = "，".join(f"{name}{days}个工作日" for name, days in said.items() if days is not None)
    return [Line(label="时限", value=words)] if words else []
