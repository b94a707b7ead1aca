"""Help in person as one table (帮办代办、上门服务): asked, arranged, done; a mandate is limited and ends at once.

Originals that the helper holds are given back and acknowledged before anything ends.
"""

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.flow import Ask, Flow, step

from .states import OPEN, GivenBack, OutreachResult
from .states import OutreachStatus as S

HELPERS = frozenset({Role.COUNTER})
"""The comprehensive windows and stations go out, receive and accompany."""

BASIS = "实施方案 四(七)1 上门服务、帮办代办、绿色通道"
MANDATE = "民法典 第一百六十五条"
REVOCATION = "民法典 第一百七十三条第二项"
CUSTODY = "民法典 第九百二十七条"
"""Who handles another's affair hands over what they hold for them."""

_APPLICANT = frozenset({Role.APPLICANT})
_PAPERS = Ask("papers", "哪些原件")
_RESULT = Ask("result", "结果", "choice", choices=tuple((each.value, each.label) for each in OutreachResult))
_REASON = Ask("reason", "原因")
_WAY = Ask("way", "怎么确认", "choice", choices=tuple((each.value, each.label) for each in GivenBack))

FLOW = Flow(
    "上门帮办",
    S,
    step("arrange", {S.ASKED}, S.ARRANGED, by=HELPERS, label="安排", basis=BASIS),
    step("rearrange", {S.ARRANGED}, None, by=HELPERS, label="改安排", basis=BASIS, asks=(_REASON,)),
    step("miss", {S.ARRANGED}, S.ASKED, by=HELPERS, label="没有见到人", basis=BASIS, asks=(_REASON,)),
    step("sign_mandate", {S.ARRANGED}, None, by=HELPERS | _APPLICANT, label="委托代办", basis=MANDATE),
    step("end_mandate", {S.ARRANGED}, None, by=HELPERS | _APPLICANT, label="收回委托", basis=REVOCATION),
    step("act_for", {S.ARRANGED}, None, by=HELPERS, label="代办", basis=MANDATE, asks=(Ask("words", "代办了什么"),)),
    step(
        "take_papers",
        {S.ARRANGED},
        None,
        by=HELPERS,
        label="收下原件",
        basis=MANDATE,
        asks=(_PAPERS,),
    ),
    step("give_back", OPEN, None, by=HELPERS, label="归还原件", basis=CUSTODY, asks=(_WAY,)),
    step("acknowledge", OPEN, None, by=_APPLICANT, label="确认收回原件", basis=CUSTODY),
    step("remind_papers", OPEN, None, by={Role.SYSTEM}, label="提醒归还原件", basis=CUSTODY),
    step("record_visit", {S.ARRANGED}, None, by=HELPERS, label="上门记录", basis=BASIS),
    step("note_conflict", set(S), None, by=HELPERS, label="上门记录与改动冲突", basis=BASIS),
    step("use_visit", {S.ARRANGED}, None, by=HELPERS, label="按上门记录登记", basis=BASIS),
    step("keep_visit", set(S), None, by=HELPERS, label="上门记录只留存", basis=BASIS),
    step("finish", {S.ARRANGED}, S.DONE, by=HELPERS, label="登记结果", basis=BASIS, asks=(_RESULT,)),
    step("cancel", OPEN, S.CANCELLED, by=HELPERS | _APPLICANT, label="取消", basis=BASIS, asks=(_REASON,)),
)
