"""From a draft to an interpretation in public (政策解读) as one table: one writes it, another publishes it."""

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.flow import Ask, Flow, step

from .states import EDITABLE
from .states import ArticleStatus as S

EDITOR, REVIEWER = Role.CATALOG_EDITOR, Role.CATALOG_REVIEWER
BASIS = "实施方案 五(五) 加强政策解读和宣传推广"
_REASON = Ask("reason", "理由", "long_text")

FLOW = Flow(
    "政策解读",
    S,
    step("edit", EDITABLE, None, by={EDITOR}, label="修改", basis=BASIS),
    step("propose", EDITABLE, S.PROPOSED, by={EDITOR}, label="送审", basis=BASIS),
    step("return", {S.PROPOSED}, S.RETURNED, by={REVIEWER}, label="退回修改", basis=BASIS, asks=(_REASON,)),
    step("publish", {S.PROPOSED}, S.PUBLISHED, by={REVIEWER}, label="审核通过并发布", basis=BASIS, is_grave=True),
    step("revise", {S.PUBLISHED}, S.DRAFT, by={EDITOR}, label="写新的一版", basis=BASIS),
    step("withdraw", set(S) - {S.WITHDRAWN}, S.WITHDRAWN, by={REVIEWER}, label="撤下", basis=BASIS, asks=(_REASON,)),
)
