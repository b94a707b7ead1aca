"""A holder says that a face is wrong (证照纠错): one request for one field, as a table; 个人信息保护法 第四十六条."""

from enum import StrEnum

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.flow import Ask, Flow, step
from tongban.foundation.worktime.rules import Limit, Unit

WORDS = "license.correction"  # under which purpose the vault seals what the holder wrote
ANSWERED_WITHIN = Limit(5, Unit.WORKDAY)  # the city's promise; the law says «in time» (及时)
LONGEST = 500
MOST_FILES = 5
_BASIS = "个人信息保护法 第四十六条: 有权请求更正、补充，应当核实并及时更正"
_ANSWER = "个人信息保护法 第五十条: 拒绝个人行使权利的请求的，应当说明理由"


class CorrectionStatus(StrEnum):
    """How a request stands."""

    ASKED = "asked"
    RIGHTED = "righted"
    LEFT = "left"
    TAKEN_BACK = "taken_back"

    @property
    def label(self) -> str:
        return _LABELS[self]


S = CorrectionStatus
_LABELS = {S.ASKED: "等待核实", S.RIGHTED: "已更正", S.LEFT: "核实无误，没有改", S.TAKEN_BACK: "已撤回"}
CORRECTION_ENDS = frozenset({S.RIGHTED, S.LEFT, S.TAKEN_BACK})
CORRECTION_FLOW = Flow(
    "证照纠错",
    S,
    step("ask_to_correct", {S.ASKED}, S.ASKED, by={Role.APPLICANT}, label="申请更正", basis=_BASIS),
    step(
        "make_right",
        {S.ASKED},
        S.RIGHTED,
        by={Role.EXAMINER},
        label="更正",
        basis=_BASIS,
        asks=(Ask("value", "更正为"), Ask("reason", "答复（本人会看到）", "long_text")),
    ),
    step(
        "leave_as_is",
        {S.ASKED},
        S.LEFT,
        by={Role.EXAMINER},
        label="不改",
        basis=_ANSWER,
        asks=(Ask("reason", "理由（本人会看到）", "long_text"),),
        is_grave=True,
    ),
    step("take_back", {S.ASKED}, S.TAKEN_BACK, by={Role.APPLICANT}, label="撤回", basis=_BASIS),
)
