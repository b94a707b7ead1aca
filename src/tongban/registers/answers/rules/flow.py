"""From a question that no guide answers to the guide that does (指南补答) as one table: plan 三(三)2."""

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.flow import Ask, Flow, step
from tongban.registers.upkeep.rules.flow import KEEPERS

from .states import TaskStatus as S

BASIS = "实施方案 三(三)2 动态更新办事指引和操作说明"
FLOW = Flow(
    "指南补答",
    S,
    step("add", {S.OPEN}, S.ADDED, by=KEEPERS, label="已补进指南", basis=BASIS),
    step(
        "dismiss",
        {S.OPEN},
        S.DISMISSED,
        by=KEEPERS,
        label="不归指南答",
        basis=BASIS,
        asks=(Ask("reason", "为什么不用补", "long_text"),),
    ),
    step("ask_again", {S.ADDED}, S.OPEN, by={Role.SYSTEM}, label="又有人问，还是答不上", basis=BASIS),
)
