"""Registering a scene, and its switch (场景登记和开关) as one table."""

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.flow import Ask, Flow, step

from .states import Status as S  # noqa: N817 - a table wants short names

BASIS = "实施方案 四(六)1 推行“一码通”；个人信息保护法 第六条"
STOP = "个人信息保护法 第五十一条、第五十七条"
KEEPERS = frozenset({Role.SECURITY_ADMIN, Role.SYSTEM})
_REASON = Ask("reason", "为什么（会公开）", "long_text")

FLOW = Flow(
    "用码场景",
    S,
    step("register", {S.NEW}, S.PLANNED, by={Role.SYSTEM}, label="登记", basis=BASIS),
    step("rescope", {S.PLANNED, S.LIVE, S.OFF}, None, by={Role.SYSTEM}, label="改范围", basis=BASIS),
    step("open", {S.PLANNED}, S.LIVE, by=KEEPERS, label="启用", basis=BASIS, asks=(_REASON,)),
    step(
        "switch_off",
        {S.LIVE},
        S.OFF,
        by=KEEPERS | {Role.SUPERVISOR},
        label="停用",
        basis=STOP,
        asks=(_REASON,),
        is_grave=True,
    ),
    step("switch_on", {S.OFF}, S.LIVE, by=KEEPERS, label="恢复使用", basis=BASIS, asks=(_REASON,)),
)
