"""From a draft to a published edition of a list (清单编制、公布) as one table: plan 二(一), 三(一)."""

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.flow import Ask, Flow, step

from .states import EDITABLE
from .states import Status as S  # noqa: N817 - a table wants short names

EDITOR, REVIEWER = Role.CATALOG_EDITOR, Role.CATALOG_REVIEWER
_REASON = Ask("reason", "理由", "long_text")

FLOW = Flow(
    "清单公布",
    S,
    step("edit", EDITABLE, None, by={EDITOR}, label="编制草案", basis="实施方案 三(一)1 编制清单"),
    step("propose", EDITABLE, S.PROPOSED, by={EDITOR}, label="报请公布", basis="实施方案 二(一) 报市政管局审核"),
    step("recall", {S.PROPOSED}, S.DRAFT, by={EDITOR}, label="撤回修改", basis="实施方案 二(一) 报市政管局审核"),
    step(
        "return",
        {S.PROPOSED},
        S.RETURNED,
        by={REVIEWER},
        label="退回修改",
        basis="实施方案 二(一) 报市政管局审核",
        asks=(_REASON,),
    ),
    step(
        "publish",
        {S.PROPOSED},
        S.PUBLISHED,
        by={REVIEWER},
        label="公布",
        basis="实施方案 二(一) 审核后统一发布",
        is_grave=True,
    ),
    step(
        "drop",
        EDITABLE,
        S.DROPPED,
        by={EDITOR},
        label="作废",
        basis="实施方案 二(三) 动态管理",
        asks=(_REASON,),
        is_grave=True,
    ),
)
