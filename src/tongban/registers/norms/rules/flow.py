"""From a changed law to a changed list (法规变动处理) as one table: plan 五(四)."""

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.flow import Ask, Flow, step

from .states import Status as S  # noqa: N817 - a table wants short names

EDITOR, REVIEWER = Role.CATALOG_EDITOR, Role.CATALOG_REVIEWER
BASIS = "实施方案 五(四) 清理不相适应的法规规章规范性文件"

FLOW = Flow(
    "法规变动",
    S,
    step(
        "change",
        {S.OPEN},
        S.CHANGED,
        by={EDITOR},
        label="清单已经修改",
        basis=BASIS,
        asks=(Ask("words", "改了什么", "long_text"),),
    ),
    step(
        "keep",
        {S.OPEN},
        S.KEPT,
        by={EDITOR},
        label="说明理由保留",
        basis=BASIS,
        asks=(Ask("words", "为什么不用改", "long_text"),),
    ),
    step(
        "reopen",
        {S.CHANGED, S.KEPT},
        S.OPEN,
        by={REVIEWER},
        label="退回重新处理",
        basis=BASIS,
        asks=(Ask("words", "为什么退回", "long_text"),),
    ),
    step("close", {S.CHANGED, S.KEPT}, S.CLOSED, by={REVIEWER}, label="核销", basis=BASIS),
)
