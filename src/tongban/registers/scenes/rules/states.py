"""The states of a scene, and the six fields of the plan (场景状态、六领域); 实施方案 四(六)1."""

from enum import StrEnum


class Status(StrEnum):
    """Whether a scene may be used: only a live one may."""

    NEW = "new"
    PLANNED = "planned"
    LIVE = "live"
    OFF = "off"

    @property
    def label(self) -> str:
        return {"new": "还没有登记", "planned": "计划中", "live": "启用中", "off": "已停用"}[self.value]


class Domain(StrEnum):
    """The fields that codes are to cover step by step (应用领域), in the order of the plan."""

    HEALTH_EDUCATION = "health_education"
    GOVERNMENT = "government"
    TRANSPORT = "transport"
    SOCIAL_SECURITY = "social_security"
    UTILITIES = "utilities"
    FINANCE = "finance"

    @property
    def label(self) -> str:
        return {
            "health_education": "医疗教育",
            "government": "政务服务",
            "transport": "交通出行",
            "social_security": "社会保障",
            "utilities": "公用事业",
            "finance": "金融服务",
        }[self.value]
