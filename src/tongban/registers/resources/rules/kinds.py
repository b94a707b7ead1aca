"""The words of the catalogue (目录的分类): how a resource is shared, how sensitive it is, how often it changes."""

from enum import StrEnum


class ShareType(StrEnum):
    """How others may have it (共享类型), with the national codes 1, 2, 3."""

    UNCONDITIONAL = "1"
    CONDITIONAL = "2"
    WITHHELD = "3"

    @property
    def label(self) -> str:
        return {"1": "无条件共享", "2": "有条件共享", "3": "不予共享"}[self.value]


class Sensitivity(StrEnum):
    """What harm a leak would do (敏感级别), the least first."""

    PUBLIC = "public"
    INTERNAL = "internal"
    PERSONAL = "personal"
    SENSITIVE = "sensitive"

    @property
    def label(self) -> str:
        return {"public": "公开", "internal": "内部", "personal": "个人信息", "sensitive": "敏感"}[self.value]

    @property
    def rank(self) -> int:
        return list(Sensitivity).index(self)


class UpdateCycle(StrEnum):
    """How often it changes (更新周期), with the national codes 1 to 9."""

    REAL_TIME = "1"
    DAILY = "2"
    WEEKLY = "3"
    MONTHLY = "4"
    QUARTERLY = "5"
    HALF_YEARLY = "6"
    YEARLY = "7"
    IRREGULAR = "8"
    NEVER = "9"

    @property
    def label(self) -> str:
        return _CYCLES[self]


_CYCLES = {
    UpdateCycle.REAL_TIME: "实时",
    UpdateCycle.DAILY: "每日",
    UpdateCycle.WEEKLY: "每周",
    UpdateCycle.MONTHLY: "每月",
    UpdateCycle.QUARTERLY: "每季度",
    UpdateCycle.HALF_YEARLY: "每半年",
    UpdateCycle.YEARLY: "每年",
    UpdateCycle.IRREGULAR: "不定期",
    UpdateCycle.NEVER: "不更新",
}


class Stage(StrEnum):
    """The five stages of data, each with a body that answers for its safety (五个环节, 实施方案 五(四))."""

    COLLECT = "collect"
    GATHER = "gather"
    STORE = "store"
    SHARE = "share"
    USE = "use"

    @property
    def label(self) -> str:
        return {"collect": "采集", "gather": "汇聚", "store": "存储", "share": "共享", "use": "开发利用"}[self.value]
