"""Which library and which inbox are bound (省事项库接入): `config/wiring.py` binds them at start, or not."""

from dataclasses import dataclass

from tongban.foundation.kernel.errors import Declined

from .ports import Inbox, ItemLibrary


class NotConnected(Declined):
    """No provincial item library is bound (未接省事项库)."""

    code = "library_not_connected"
    sentence = "还没有接入省事项库，不能汇聚、接收或者比对。请先由系统管理员配置接入地址。"


@dataclass(slots=True)
class Bound:
    library: ItemLibrary | None = None
    inbox: Inbox | None = None


BOUND = Bound()


def library() -> ItemLibrary:
    """The library; `NotConnected` if there is none."""
    if BOUND.library is None:
        raise NotConnected()
    return BOUND.library


def inbox() -> Inbox:
    """The inbox; `NotConnected` if nobody takes what is pushed."""
    if BOUND.inbox is None:
        raise NotConnected("认领收件箱还没有接好，省里推送的事项暂时收不进来。")
    return BOUND.inbox
