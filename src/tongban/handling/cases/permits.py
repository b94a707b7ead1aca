"""Only what stands on the permit list is accepted (清单之外不得许可): `config/wiring.py` binds the list at start."""

from datetime import date

from tongban.foundation.kernel.errors import Declined
from tongban.registers.catalog.guides import Guide
from tongban.registers.catalog.kinds import ItemKind

from .ports import Cancellations, PermitList

BOUND: list[PermitList] = []
CANCELLED: list[Cancellations] = []


class NotListed(Declined):
    """A permit outside of the list is not accepted (不在行政许可事项清单): R-027."""

    code = "not_listed"
    sentence = (
        "这个事项不在现行的市级行政许可事项清单里，不能受理。请核对清单公示；清单确有遗漏的，请联系市政务服务管理部门。"
    )


class ApprovalCancelled(Declined):
    """The approval was cancelled, only supervision goes on (审批已取消): R-056."""

    code = "approval_cancelled"
    sentence = "这项审批已经取消，不用申请。"


def refuse_cancelled(option_code: str, *, on: date) -> None:
    """Raise `ApprovalCancelled` with who supervises now; nothing is asked of the database while no list changes."""
    words = next((said for told in CANCELLED if (said := told(option_code, on))), "")
    if words:
        raise ApprovalCancelled(words, facts={"option_code": option_code})


def refuse_unlisted(guide: Guide, *, on: date) -> None:
    """Raise `NotListed` for a permit that is not on the list of the day; other kinds of items need no list.

    `ApprovalCancelled` for whatever is on the list of cancelled approvals.
    """
    refuse_cancelled(guide.option_code, on=on)
    if guide.kind is ItemKind.LICENSE and not all(allows(guide.option_code, on) for allows in BOUND):
        raise NotListed(facts={"option_code": guide.option_code})
