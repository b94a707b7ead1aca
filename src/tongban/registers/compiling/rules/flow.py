"""From a pushed item to a published list (认领编制、联合审核、发布) as one table: plan 一, 二(一)–二(三)."""

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.flow import Ask, Flow, step

from .states import EDITABLE
from .states import Status as S  # noqa: N817 - a table wants short names

EDITOR, REVIEWER, SYSTEM = Role.CATALOG_EDITOR, Role.CATALOG_REVIEWER, Role.SYSTEM
_REASON = Ask("reason", "理由", "long_text")

FLOW = Flow(
    "清单编制",
    S,
    step("claim", {S.PUSHED}, S.COMPILING, by={EDITOR}, label="认领", basis="实施方案 二(二) 认领上级推送的目录和清单"),
    step(
        "decline",
        {S.PUSHED},
        S.DECLINED,
        by={EDITOR},
        label="不认领",
        basis="实施方案 二(二) 认领上级推送的目录和清单",
        asks=(_REASON,),
    ),
    step(
        "reassign",
        {S.PUSHED, S.DECLINED},
        S.PUSHED,
        by={REVIEWER},
        label="改派部门",
        basis="实施方案 二(一) 市政管局审核",
        asks=(Ask("agency", "改派给哪个部门", "text"), _REASON),
    ),
    step("submit", EDITABLE, S.SUBMITTED, by={EDITOR}, label="提交审核", basis="实施方案 二(一) 报市政管局审核"),
    step("recall", {S.SUBMITTED}, S.COMPILING, by={EDITOR}, label="撤回修改", basis="实施方案 二(一) 报市政管局审核"),
    step(
        "review",
        {S.SUBMITTED},
        None,
        by={REVIEWER},
        label="审核同意",
        basis="实施方案 一 联合审核机制",
        asks=(Ask("opinion", "审核意见", "long_text"),),
    ),
    step("conclude", {S.SUBMITTED}, S.REVIEWED, by={SYSTEM}, label="联审通过", basis="实施方案 一 联合审核机制"),
    step(
        "return",
        {S.SUBMITTED, S.REVIEWED},
        S.RETURNED,
        by={REVIEWER},
        label="退回修改",
        basis="实施方案 二(一) 报市政管局审核",
        asks=(_REASON,),
    ),
    step(
        "publish",
        {S.REVIEWED},
        S.PUBLISHED,
        by={REVIEWER},
        label="发布",
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
