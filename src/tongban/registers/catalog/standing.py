"""Whether people can apply (能不能申请): what a suspended guide says, and what is said of a cancelled one; pure."""

from dataclasses import dataclass
from datetime import date
from http import HTTPStatus

from tongban.foundation.kernel.errors import Declined, NotFound

from .guides import Guide


@dataclass(frozen=True, slots=True)
class Successor:
    """The list that took the place of another one (沿革去向), with an option to go to, if it has one in force."""

    list_code: str
    name: str
    agency: str
    option_code: str = ""


@dataclass(frozen=True, slots=True)
class Ending:
    """That an option left the catalogue (已取消的办理项): since when, why, and what took its place."""

    option_code: str
    name: str
    agency: str
    since: date
    reason: str
    legal_source: str
    successors: tuple[Successor, ...] = ()

    @property
    def sentence(self) -> str:
        """For the reader, with what to do instead."""
        said = f"“{self.name}”从{_day(self.since)}起取消。"
        if self.reason:
            said = f"{said[:-1]}，原因：{self.reason.rstrip('。')}。"
        if self.successors:
            return f"{said}现在请办“{'”或“'.join(each.name for each in self.successors)}”。"
        return f"{said}取消以前已经受理的照常办理；有疑问请问{self.agency}，或拨打12345。"


class Cancelled(NotFound):
    """It was there and is no more (事项已取消); `facts` name what took its place."""

    code = "cancelled"
    status = HTTPStatus.GONE
    sentence = "这个事项已经取消。"

    def __init__(self, ending: Ending) -> None:
        successors = [{"list_code": each.list_code, "option_code": each.option_code} for each in ending.successors]
        super().__init__(ending.sentence, facts={"since": ending.since.isoformat(), "successors": successors})
        self.ending = ending


class Suspended(Declined):
    """Nobody can apply for now (暂停办理); running cases go on."""

    code = "suspended"
    sentence = "这个事项暂停办理。"


def suspension(guide: Guide) -> str:
    """What a suspended guide says at its head: since when, why, until when; empty when it is open."""
    if guide.is_open:
        return ""
    until = f"预计{_day(guide.until_on)}恢复" if guide.until_on else "恢复时间另行公布"
    reason = f"，原因：{guide.reason.rstrip('。')}" if guide.reason else ""
    return f"从{_day(guide.effective_on)}起暂停办理{reason}；{until}。暂停以前已经受理的照常办理。"


def refuse_closed(guide: Guide) -> None:
    """`Suspended` when nobody can apply for this now, by whatever channel."""
    if not guide.is_open:
        facts = {"since": guide.effective_on.isoformat(), "until": guide.until_on and guide.until_on.isoformat()}
        raise Suspended(f"“{guide.name}”{suspension(guide)}", facts=facts)


def _day(on: date) -> str:
    return f"{on.year}年{on.month}月{on.day}日"
