"""Which channel serves which revision of the catalogue (同源发布、同步更新): what every node last reported. R-096."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from .models import ChannelNode, Revision

MOST_BEHIND: Final = timedelta(seconds=60)
"""How long a channel may serve an older revision after a publication."""


class GuideChannel(StrEnum):
    """By which way guides are told (指南的渠道).

    A web process tells the first seven from one memory, and finds matters by an index that follows it; the guides for
    when the database is away lie on disk; what the province holds arrives by parcels. Four stores, each can be late.
    """

    WEB = "web"
    MOBILE = "mobile"
    PRINT = "print"
    API = "api"
    WINDOW = "window"
    PHONE = "phone"
    KIOSK = "kiosk"
    SEARCH = "search"
    STANDBY = "standby"
    PROVINCE = "province"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    GuideChannel.WEB: "网页",
    GuideChannel.MOBILE: "手机",
    GuideChannel.PRINT: "打印的指南",
    GuideChannel.API: "开放接口",
    GuideChannel.WINDOW: "窗口",
    GuideChannel.PHONE: "电话坐席",
    GuideChannel.KIOSK: "自助终端",
    GuideChannel.SEARCH: "搜索",
    GuideChannel.STANDBY: "数据库中断时的只读指南",
    GuideChannel.PROVINCE: "省事项库",
}
FROM_MEMORY: Final = (
    GuideChannel.WEB,
    GuideChannel.MOBILE,
    GuideChannel.PRINT,
    GuideChannel.API,
    GuideChannel.WINDOW,
    GuideChannel.PHONE,
    GuideChannel.KIOSK,
)
"""What a web process tells from the one memory that it has of the catalogue."""


@dataclass(frozen=True, slots=True)
class ChannelStanding:
    """A channel of a node as it stands at an instant (渠道现状)."""

    node: str
    channel: str
    revision: int
    newest: int
    seen_at: datetime
    behind: timedelta

    @property
    def is_alarming(self) -> bool:
        """On an older revision for more than sixty seconds."""
        return self.behind > MOST_BEHIND

    @property
    def label(self) -> str:
        return GuideChannel(self.channel).label if self.channel in set(GuideChannel) else self.channel

    @property
    def is_current(self) -> bool:
        return self.revision >= self.newest

    @property
    def sentence(self) -> str:
        place, seconds = f"{self.label}（{self.node}）", int(self.behind.total_seconds())
        return f"{place}还在用第{self.revision}版事项目录，最新是第{self.newest}版，已经落后{seconds}秒。"


def newest_revision() -> int:
    """The number of the last publication (one statement)."""
    return Revision.objects.values_list("number", flat=True).first() or 0


def standings(at: datetime) -> list[ChannelStanding]:
    """Every channel of every node (two statements)."""
    newest = newest_revision()
    return [
        ChannelStanding(
            node=row.node,
            channel=row.channel,
            revision=row.revision,
            newest=newest,
            seen_at=row.seen_at,
            behind=max(at - row.behind_since, timedelta()) if row.behind_since is not None else timedelta(),
        )
        for row in ChannelNode.objects.order_by("node", "channel")
    ]
