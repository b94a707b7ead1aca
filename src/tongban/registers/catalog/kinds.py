"""Kinds of items, fields of public service, how far a material is needed (事项类型、领域、必要性); pure."""

from enum import StrEnum


class ItemKind(StrEnum):
    """The seven kinds of powers on application, and public services (事项类型, plan 二(一))."""

    LICENSE = "license"
    CONFIRMATION = "confirmation"
    RULING = "ruling"
    PAYMENT = "payment"
    REWARD = "reward"
    FILING = "filing"
    OTHER_POWER = "other_power"
    PUBLIC_SERVICE = "public_service"

    @property
    def label(self) -> str:
        return _KIND_LABELS[self]

    @classmethod
    def known(cls, said: str) -> "ItemKind | None":
        """The kind, or None where a draft that was imported does not know it yet."""
        return cls(said) if said in set(cls) else None


_KIND_LABELS = {
    ItemKind.LICENSE: "行政许可",
    ItemKind.CONFIRMATION: "行政确认",
    ItemKind.RULING: "行政裁决",
    ItemKind.PAYMENT: "行政给付",
    ItemKind.REWARD: "行政奖励",
    ItemKind.FILING: "行政备案",
    ItemKind.OTHER_POWER: "其他行政权力",
    ItemKind.PUBLIC_SERVICE: "公共服务",
}


class ServiceField(StrEnum):
    """The nine fields of public service (公共服务领域, plan 二(一))."""

    EDUCATION = "education"
    EMPLOYMENT = "employment"
    SOCIAL_INSURANCE = "social_insurance"
    HEALTH = "health"
    ELDERLY_CARE = "elderly_care"
    SOCIAL_SERVICE = "social_service"
    HOUSING = "housing"
    CULTURE_SPORTS = "culture_sports"
    DISABILITY = "disability"

    @property
    def label(self) -> str:
        return _FIELD_LABELS[self]


_FIELD_LABELS = {
    ServiceField.EDUCATION: "公共教育",
    ServiceField.EMPLOYMENT: "劳动就业",
    ServiceField.SOCIAL_INSURANCE: "社会保险",
    ServiceField.HEALTH: "医疗卫生",
    ServiceField.ELDERLY_CARE: "养老服务",
    ServiceField.SOCIAL_SERVICE: "社会服务",
    ServiceField.HOUSING: "住房保障",
    ServiceField.CULTURE_SPORTS: "文化体育",
    ServiceField.DISABILITY: "残疾人服务",
}


class Necessity(StrEnum):
    """How far a material is needed (必要性); conditions stand in `required_when`, not here."""

    REQUIRED = "required"
    OPTIONAL = "optional"
    DEFERRABLE = "deferrable"
    COMMITTABLE = "committable"

    @property
    def label(self) -> str:
        return {"required": "必要", "optional": "非必要", "deferrable": "可容缺后补", "committable": "可告知承诺"}[self]
