"""From a draft to an edition of a bundle (一件事编制、审核、发布) as one table: plan 四(一), four eyes."""

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.flow import Ask, Flow, step

from .states import EDITABLE
from .states import Status as S  # noqa: N817 - a table wants short names

EDITOR, REVIEWER = Role.CATALOG_EDITOR, Role.CATALOG_REVIEWER
DRAFTING = "实施方案 四(一) 推行集成办"
REVIEWING = "实施方案 二(一) 报市政管局审核"
PUBLISHING = "实施方案 二(一) 审核后统一发布"
ADJUSTING = "实施方案 二(三) 动态管理"
_REASON = Ask("reason", "理由", "long_text")

FLOW = Flow(
    "一件事发布",
    S,
    step("edit", EDITABLE, None, by={EDITOR}, label="编制", basis=DRAFTING),
    step(
        "propose",
        EDITABLE,
        S.PROPOSED,
        by={EDITOR},
        label="送审",
        basis=REVIEWING,
        asks=(Ask("reason", "这一版改了什么，为什么", "long_text"),),
    ),
    step("recall", {S.PROPOSED}, S.DRAFT, by={EDITOR}, label="撤回修改", basis=REVIEWING),
    step("return", {S.PROPOSED}, S.RETURNED, by={REVIEWER}, label="退回修改", basis=REVIEWING, asks=(_REASON,)),
    step(
        "approve",
        {S.PROPOSED},
        S.APPROVED,
        by={REVIEWER},
        label="审核通过并发布",
        basis=PUBLISHING,
        asks=(Ask("effective_on", "从哪天起施行", "date"), Ask("words", "对提醒的说明", "long_text", required=False)),
        is_grave=True,
    ),
    step("drop", EDITABLE, S.DROPPED, by={EDITOR}, label="作废", basis=ADJUSTING, asks=(_REASON,), is_grave=True),
)
