"""Online help as one table (在线帮办): a helper may point and propose; whatever writes is the applicant's. R-091."""

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.flow import Ask, Flow, step

from .states import OPEN, Result
from .states import AssistanceStatus as S

HELPERS = frozenset({Role.COUNTER, Role.EXAMINER})
"""Who may help: the comprehensive windows, and those posts of the departments that the city names."""

BASIS = "实施方案 三(三)2 提供在线导办帮办"
CONSENT = "个人信息保护法 第十三条、第十四条"
REVOCATION = "个人信息保护法 第十五条"
_APPLICANT = frozenset({Role.APPLICANT})
_WORDS = Ask("words", "说什么", "long_text")
_RESULT = Ask("result", "结果", "choice", choices=tuple((each.value, each.label) for each in Result))

FLOW = Flow(
    "在线帮办",
    S,
    step("take", {S.ASKED}, S.TAKEN, by=HELPERS, label="接下", basis=BASIS),
    step("withdraw", {S.ASKED}, S.WITHDRAWN, by=_APPLICANT, label="不用帮了", basis=BASIS),
    step("share", OPEN, None, by=_APPLICANT, label="同意一起看我填的表", basis=CONSENT),
    step("stop_sharing", OPEN, None, by=_APPLICANT, label="不再一起看", basis=REVOCATION),
    step("say", OPEN, None, by=HELPERS | _APPLICANT, label="说一句", basis=BASIS, asks=(_WORDS,)),
    step("point", {S.TAKEN}, None, by=HELPERS, label="指一指", basis=BASIS, asks=(_WORDS,)),
    step("suggest", {S.TAKEN}, None, by=HELPERS, label="建议改成", basis=BASIS, asks=(Ask("value", "改成什么"),)),
    step("accept_suggestion", {S.TAKEN}, None, by=_APPLICANT, label="照这样改", basis=BASIS),
    step("decline_suggestion", {S.TAKEN}, None, by=_APPLICANT, label="不改", basis=BASIS),
    step("hand_over", {S.TAKEN}, None, by=HELPERS, label="转给别人", basis=BASIS, asks=(Ask("helper", "转给谁"),)),
    step("take_over", {S.TAKEN}, None, by=HELPERS, label="接手", basis=BASIS),
    step("end", {S.TAKEN}, S.ENDED, by=HELPERS | _APPLICANT, label="结束", basis=BASIS, asks=(_RESULT,)),
)
