"""Nobody approves their own work (不得自审), and everybody acts for their own body only; pure."""

from dataclasses import dataclass

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.errors import NotYours

from .states import Status

OWN = frozenset({"claim", "decline", "submit", "recall", "drop", "save"})
OF_LEAD = frozenset({"reassign", "publish"})
NOT_OWN_WORK = frozenset({"review", "return", "publish"})


class OwnWork(NotYours):
    """Whoever worked at a draft neither reviews nor publishes it (自己编的不能自己审)."""

    code = "own_work"
    sentence = "自己编制或者提交的清单，要由别人审核和发布。"


@dataclass(frozen=True, slots=True)
class Work:
    """What duties look at: whose draft it is, who worked at it, where it stands."""

    agency_id: int | None
    hands: frozenset[int]
    status: Status


def check(verb: str, work: Work, *, by: Actor, is_lead: bool) -> None:
    """Raise `NotYours` or `OwnWork` when this person may not take this step on this draft."""
    if verb in OWN and (by.agency_id is None or by.agency_id != work.agency_id):
        raise NotYours("这份清单由对应的部门编制，您办不了。")
    if verb in OF_LEAD and not is_lead:
        raise NotYours("这一步由市政管局的事项审核岗办理。")
    if verb == "return" and work.status is Status.REVIEWED and not is_lead:
        raise NotYours("联审已经通过，只有市政管局能再退回。")
    if verb in NOT_OWN_WORK and by.staff_id in work.hands:
        raise OwnWork()
    if verb == "review" and by.agency_id == work.agency_id and not is_lead:
        raise NotYours("本部门编制的清单由别的部门审核。")


def may(verb: str, work: Work, *, by: Actor, is_lead: bool) -> bool:
    """The same as a question, for buttons and lists."""
    try:
        check(verb, work, by=by, is_lead=is_lead)
    except NotYours:
        return False
    return True


def sees_all(by: Actor, *, is_lead: bool) -> bool:
    """The bureau's reviewers, supervision and the system see every draft."""
    return bool(by.roles & {Role.SUPERVISOR, Role.SYSTEM}) or (is_lead and Role.CATALOG_REVIEWER in by.roles)
