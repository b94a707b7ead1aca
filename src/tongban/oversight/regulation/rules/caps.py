"""The cap of risk (风险上限): how much may be promised and unchecked at once in one matter; R-147, plan 四(五)1."""

from dataclasses import dataclass

from tongban.handling.cases.ports import Capped

from .risk import MatterCap, RiskTable

_IMPLEMENTATION, _BASIC = 31, 12
_LEADER = "超过以后作出的承诺，由部门批准人本人决定。"
_SUSPEND = "暂停告知承诺，核查完一部分再恢复。申请人按一般方式办理，时限不变。"


@dataclass(frozen=True, slots=True)
class Cap:
    """The cap of one matter: its class, the loss of one case in yuan, and the bounds on all that is unchecked."""

    risk: str
    loss: int
    loss_cap: int
    most_open: int
    most_loss: int
    is_suspending: bool

    @property
    def follows(self) -> str:
        return _SUSPEND if self.is_suspending else _LEADER

    @property
    def room(self) -> int:
        """How many promises may be unchecked at once (最多同时有几件)."""
        if self.loss > self.loss_cap:
            return 0
        return min(self.most_open, self.most_loss // self.loss) if self.loss else self.most_open


def matter_key(option_code: str) -> str:
    """How a city's file names a matter: the basic code and the number of the option."""
    return f"{option_code[_IMPLEMENTATION - _BASIC : _IMPLEMENTATION]}-{option_code[_IMPLEMENTATION:]}"


def cap_of(table: RiskTable, option_code: str, *, listed: str) -> Cap:
    """The cap of a matter by its class on the published list; a loss that the city does not say is the class's most.

    What no list has classed is held to the highest class.
    """
    risk = table.named(listed) if listed in table.listed_points else table.classes[-1]
    own = table.matters.get(matter_key(option_code), MatterCap())
    return Cap(
        risk=risk.name,
        loss=risk.loss_cap if own.loss is None else own.loss,
        loss_cap=risk.loss_cap,
        most_open=risk.most_open if own.most_open is None else own.most_open,
        most_loss=risk.most_loss if own.most_loss is None else own.most_loss,
        is_suspending=(own.beyond or risk.beyond) == "suspend",
    )


def beyond(cap: Cap, unchecked: int) -> Capped | None:
    """Would one more promise go beyond? A loss above the class's own cap suspends, whatever else is said."""
    if cap.loss > cap.loss_cap:
        why = f"预计损失每件{cap.loss}元，超过{cap.risk}风险每件{cap.loss_cap}元的上限。"
        return Capped(why + _SUSPEND, is_suspended=True)
    after = unchecked + 1
    if after > cap.most_open:
        why = f"已经有{unchecked}件承诺没有核查，上限是{cap.most_open}件。"
    elif after * cap.loss > cap.most_loss:
        why = f"没有核查的承诺预计损失会到{after * cap.loss}元，上限是{cap.most_loss}元。"
    else:
        return None
    return Capped(why + cap.follows, is_suspended=cap.is_suspending)
