"""Signs (门牌) as a table: made in a batch to one specification, handed out, put up with a photo, taken down; pure."""

from enum import StrEnum

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.flow import Ask, Flow, step

BASIS = "实施方案 三(二)1 门牌按统一规格由市政管局统一制作配发"
_BUREAU = frozenset({Role.SUPERVISOR, Role.SYSTEM})
_THERE = frozenset({Role.SUPERVISOR, Role.DECIDER, Role.SYSTEM})


class SignStatus(StrEnum):
    """Where a sign is (门牌状态)."""

    NEW = "new"
    ORDERED = "ordered"
    DELIVERED = "delivered"
    INSTALLED = "installed"
    TAKEN_DOWN = "taken_down"

    @property
    def label(self) -> str:
        return {
            "new": "登记中",
            "ordered": "制作中",
            "delivered": "已配发",
            "installed": "已安装",
            "taken_down": "已取下",
        }[self]


SIGNS = Flow(
    "门牌",
    SignStatus,
    step("order", {SignStatus.NEW}, SignStatus.ORDERED, by=_BUREAU, label="下单制作", basis=BASIS),
    step("deliver", {SignStatus.ORDERED}, SignStatus.DELIVERED, by=_BUREAU, label="配发到场所", basis=BASIS),
    step(
        "install",
        {SignStatus.DELIVERED},
        SignStatus.INSTALLED,
        by=_THERE,
        label="确认安装",
        basis=BASIS,
        asks=(Ask("photo", "安装后的照片", "file"),),
    ),
    step(
        "take_down",
        {SignStatus.ORDERED, SignStatus.DELIVERED, SignStatus.INSTALLED},
        SignStatus.TAKEN_DOWN,
        by=_BUREAU,
        label="取下、作废",
        basis=BASIS,
        asks=(Ask("reason", "原因"),),
    ),
)


def open_task(name: str, installed: str, underway: str, status: str) -> str:
    """What is still to be done about the sign of a place, in words; empty when the right one hangs there.

    `installed` and `underway` are the words on the sign that hangs and on the one that comes, `status` the latter's.
    """
    if installed == name:
        return ""
    if underway == name:
        return "制作中，等配发" if status == SignStatus.ORDERED else "已配发，等安装和拍照确认"
    return "挂着的还是旧名称，等制作新门牌" if installed else "还没有门牌，等制作"
