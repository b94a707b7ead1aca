"""The three ways in which a matter is handed down (委托受理、授权办理、帮办代办), and what each lets a counter do."""

from enum import StrEnum

BASIS = "实施方案 四(三)1"

JUDGED_ON_RECEIPT = frozenset(
    {"precheck", "defer_notice", "keep_on_file", "ask_correction", "override_telling", "accept", "reject", "return"}
)
"""Acts on an application before it is accepted, in the name of the body (受理环节)."""
DECIDED = frozenset({"finish_on_the_spot", "examine", "review", "grant", "refuse"})
"""Acts that judge whether what is asked for is given (审查决定环节)."""
LENT = ("finish_on_the_spot", "grant", "refuse")
"""The powers that an authorisation lends to the counters of a place."""


class Mode(StrEnum):
    """How a place handles what a department handed down (下沉方式)."""

    ENTRUSTED = "entrusted"
    AUTHORISED = "authorised"
    ASSISTED = "assisted"

    @property
    def label(self) -> str:
        return {"entrusted": "委托受理", "authorised": "授权办理", "assisted": "帮办代办"}[self]

    @property
    def meaning(self) -> str:
        """What it means for who comes here, in their words."""
        return {
            "entrusted": "在这里交材料、拿受理通知，由部门决定",
            "authorised": "在这里交材料，也在这里决定",
            "assisted": "在这里有人帮您填、帮您交，由部门受理和决定",
        }[self]

    @property
    def told_no(self) -> str:
        """What a counter is told that wants to do more than its mode allows."""
        return {
            "entrusted": "这个事项在这里是“委托受理”，只能收件、受理，不能审查决定。请等承办部门决定。",
            "authorised": "",
            "assisted": "这个事项在这里是“帮办代办”，只能帮着填写、提交、补交。请交给承办部门或者市政务服务中心受理。",
        }[self]


class Field(StrEnum):
    """The seven fields of the plan (七个领域), in its order."""

    EDUCATION = "education"
    EMPLOYMENT = "employment"
    SOCIAL_INSURANCE = "social_insurance"
    MEDICAL = "medical"
    ELDERLY = "elderly"
    SOCIAL_SERVICE = "social_service"
    HOUSEHOLD = "household"

    @property
    def label(self) -> str:
        return {
            "education": "公共教育",
            "employment": "劳动就业",
            "social_insurance": "社会保险",
            "medical": "医疗卫生",
            "elderly": "养老服务",
            "social_service": "社会服务",
            "household": "户籍管理",
        }[self]


def may_do(mode: Mode, verb: str) -> bool:
    """Does this way let the counter of a place take this step of a case?

    Whoever only helps judges nothing; whom acceptance is entrusted to decides nothing; an authorised place does both.
    """
    if verb in DECIDED:
        return mode is Mode.AUTHORISED
    return verb not in JUDGED_ON_RECEIPT or mode is not Mode.ASSISTED


def is_limited(verb: str) -> bool:
    """Is there a way in which this step may not be taken?"""
    return verb in JUDGED_ON_RECEIPT or verb in DECIDED
