"""From a difference between places to the same everywhere (不一致整改) as one table: plan 二(二)."""

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.flow import Ask, Flow, step

from .states import Status as S  # noqa: N817 - a table wants short names

EDITOR, REVIEWER = Role.CATALOG_EDITOR, Role.CATALOG_REVIEWER
BASIS = "实施方案 二(二) 同一事项不同地区同要素、同标准"

FLOW = Flow(
    "不一致整改",
    S,
    step(
        "assign",
        {S.FOUND},
        S.ASSIGNED,
        by={REVIEWER},
        label="交办",
        basis=BASIS,
        asks=(Ask("due_on", "整改期限", "date"),),
    ),
    step(
        "explain",
        {S.ASSIGNED},
        S.EXPLAINED,
        by={EDITOR},
        label="说明理由",
        basis=BASIS,
        asks=(Ask("words", "为什么不一致", "long_text"),),
    ),
    step(
        "correct",
        {S.ASSIGNED},
        S.CORRECTED,
        by={EDITOR},
        label="已经改正",
        basis=BASIS,
        asks=(Ask("words", "改了什么", "long_text"),),
    ),
    step(
        "reopen",
        {S.EXPLAINED, S.CORRECTED},
        S.ASSIGNED,
        by={REVIEWER},
        label="退回整改",
        basis=BASIS,
        asks=(Ask("words", "为什么退回", "long_text"),),
    ),
    step("verify", {S.EXPLAINED, S.CORRECTED}, S.VERIFIED, by={REVIEWER}, label="核验通过", basis=BASIS),
)
