"""Kinds of places for terminals, what one can do, and the states of a fault (安放类型、能办什么、故障单)."""

from enum import StrEnum

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.flow import Ask, Flow, step

BASIS = "实施方案 四(三)2 推动在村(社区)、园区、商场、楼宇和银行、邮政、电信网点等场所设置集成式自助服务终端"


class PlaceType(StrEnum):
    """The kinds of places that the plan names, after the halls themselves (安放场所类型)."""

    HALL = "hall"
    COMMUNITY = "community"
    PARK = "park"
    MALL = "mall"
    BUILDING = "building"
    BANK = "bank"
    POST = "post"
    TELECOM = "telecom"

    @property
    def label(self) -> str:
        return {
            "hall": "政务服务场所",
            "community": "村（社区）",
            "park": "园区",
            "mall": "商场",
            "building": "楼宇",
            "bank": "银行网点",
            "post": "邮政网点",
            "telecom": "电信网点",
        }[self]


class Service(StrEnum):
    """What a terminal of this house does (终端服务): all of it is there at every one, unless it is left out."""

    GUIDES = "guides"
    NUMBERS = "numbers"
    PROGRESS = "progress"
    OWN = "own"
    RATING = "rating"

    @property
    def label(self) -> str:
        return {
            "guides": "查指南、打清单",
            "numbers": "取号、预约报到",
            "progress": "查进度",
            "own": "亮码看自己的办件",
            "rating": "评价",
        }[self]


class FaultKind(StrEnum):
    """How a fault became known (故障来源)."""

    SILENT = "silent"
    PAPER = "paper"
    PRINTER = "printer"
    SCREEN = "screen"
    ERROR = "error"
    OTHER = "other"

    @property
    def label(self) -> str:
        return {
            "silent": "没有报到",
            "paper": "缺纸、缺耗材",
            "printer": "打印不了",
            "screen": "屏幕、按键不灵",
            "error": "程序出错",
            "other": "别的问题",
        }[self]


REPORTED = tuple(each for each in FaultKind if each not in (FaultKind.SILENT, FaultKind.ERROR))
"""What somebody reports; that a terminal is silent, or has an error, the house finds by itself."""


class FaultStatus(StrEnum):
    """The states of a fault (故障单状态)."""

    NEW = "new"
    OPEN = "open"
    TAKEN = "taken"
    CLOSED = "closed"

    @property
    def label(self) -> str:
        return {"new": "登记中", "open": "等处理", "taken": "正在处理", "closed": "已修好"}[self]


KEEPERS = frozenset({Role.SUPERVISOR, Role.SYSTEM_ADMIN})
_SYSTEM = frozenset({Role.SYSTEM})

FAULTS = Flow(
    "终端故障",
    FaultStatus,
    step("open", {FaultStatus.NEW}, FaultStatus.OPEN, by=KEEPERS | _SYSTEM, label="登记故障", basis=BASIS),
    step("take", {FaultStatus.OPEN}, FaultStatus.TAKEN, by=KEEPERS, label="接手处理", basis=BASIS),
    step(
        "close",
        {FaultStatus.OPEN, FaultStatus.TAKEN},
        FaultStatus.CLOSED,
        by=KEEPERS | _SYSTEM,
        label="修好了",
        basis=BASIS,
        asks=(Ask("result", "怎么修好的", "long_text"),),
    ),
)
