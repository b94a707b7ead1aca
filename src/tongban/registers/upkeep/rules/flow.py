"""From «this is wrong» to the edition that put it right (指错处理) as one table: plan 三(三)2."""

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.flow import Ask, Flow, step

from .states import OPEN
from .states import ReportStatus as S

KEEPERS = frozenset({Role.CATALOG_EDITOR, Role.CATALOG_REVIEWER, Role.EXAMINER})
"""Who may look after a guide: the editor of its agency, who handles the matter, and the reviewer of all."""

BASIS = "实施方案 三(三)2 动态更新办事指引和操作说明"
_PUBLIC = Ask("words", "公开的答复", "long_text")

FLOW = Flow(
    "指错处理",
    S,
    step("uphold", {S.REPORTED}, S.UPHELD, by=KEEPERS, label="属实，去改正", basis=BASIS),
    step(
        "dismiss",
        OPEN,
        S.DISMISSED,
        by=KEEPERS,
        label="核对过，没有写错",
        basis=BASIS,
        asks=(Ask("reason", "为什么没有写错（公开）", "long_text"),),
    ),
    step("fix", OPEN, S.FIXED, by=KEEPERS, label="已改正", basis=BASIS, asks=(_PUBLIC,)),
    step("answer", OPEN, S.ANSWERED, by=KEEPERS, label="答复，不用改清单", basis=BASIS, asks=(_PUBLIC,)),
)
