"""The life of a licence (电子证照流程) as one table: standards §4.2; 行政许可法 39, 49, 50, 69, 70."""

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.flow import Ask, Flow, step

from .states import Status as S  # noqa: N817 - a table wants short names

EXAMINER, DECIDER, ISSUER, SYSTEM = Role.EXAMINER, Role.DECIDER, Role.ISSUER, Role.SYSTEM
_REASON = Ask("reason", "理由", "long_text")
_GROUND = Ask("ground", "依据(法律条款)")
_UNTIL = Ask("valid_to", "有效期至", "date", False)
_GIVING = frozenset({EXAMINER, ISSUER, SYSTEM})
_IN_FORCE = frozenset({S.VALID, S.HELD})

FLOW = Flow(
    "电子证照",
    S,
    step("issue", {S.NEW}, S.VALID, by=_GIVING, label="新发", basis="行政许可法 第三十九条"),
    step("take_in", {S.NEW}, S.VALID, by=_GIVING, label="转入", basis="国务院令第716号 第十条"),
    step(
        "change",
        {S.VALID},
        S.VALID,
        by=_GIVING,
        label="变更",
        basis="行政许可法 第四十九条",
        asks=(_REASON,),
    ),
    step(
        "renew",
        {S.VALID, S.LAPSED},
        S.VALID,
        by=_GIVING,
        label="延续",
        basis="行政许可法 第五十条",
        asks=(_UNTIL,),
    ),
    step(
        "correct",
        {S.VALID, S.HELD, S.LAPSED},
        None,
        by={EXAMINER, SYSTEM},
        label="更正照面信息",
        basis="个人信息保护法 第四十六条",
        asks=(_REASON, Ask("effective_on", "从哪天起是这样的", "date")),
    ),
    step(
        "use",
        {S.VALID},
        None,
        by={Role.APPLICANT, Role.COUNTER},
        label="用于办件",
        basis="个人信息保护法 第十三条第一款第一项",
    ),
    step(
        "refuse_use",
        {S.VALID},
        None,
        by={Role.COUNTER, EXAMINER, DECIDER},
        label="办件不认",
        basis="实施方案 四(二) 免证办：不认的要说明理由",
        asks=(_REASON,),
    ),
    step(
        "hold",
        {S.VALID},
        S.HELD,
        by={DECIDER},
        label="暂扣",
        basis="行政处罚法 第九条第三项",
        asks=(_GROUND, _REASON),
        is_grave=True,
    ),
    step("give_back", {S.HELD}, S.VALID, by={DECIDER}, label="发还", basis="行政处罚法 第九条第三项", asks=(_REASON,)),
    step("lapse", {S.VALID}, S.LAPSED, by={SYSTEM}, label="过期失效", basis="行政许可法 第七十条第一项"),
    step(
        "deregister",
        _IN_FORCE | {S.LAPSED},
        S.DEREGISTERED,
        by={DECIDER, SYSTEM},
        label="注销",
        basis="行政许可法 第七十条",
        asks=(_GROUND, _REASON),
        is_grave=True,
    ),
    step(
        "revoke",
        _IN_FORCE,
        S.REVOKED,
        by={DECIDER, SYSTEM},
        label="撤销",
        basis="行政许可法 第六十九条",
        asks=(_GROUND, _REASON),
        is_grave=True,
    ),
    step(
        "strip",
        _IN_FORCE,
        S.STRIPPED,
        by={DECIDER},
        label="吊销",
        basis="行政处罚法 第九条第三项",
        asks=(_GROUND, _REASON),
        is_grave=True,
    ),
    step(
        "move_out",
        {S.VALID},
        S.MOVED_OUT,
        by={DECIDER},
        label="办理转出",
        basis="国务院令第716号 第十条",
        asks=(_REASON,),
    ),
    step(
        "cancel_move_out",
        {S.MOVED_OUT},
        S.VALID,
        by={DECIDER},
        label="取消转出",
        basis="国务院令第716号 第十条",
        asks=(_REASON,),
    ),
)
