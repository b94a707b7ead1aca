"""A crossing as one table (跨省通办): who may take which step; deciding is none of them. R-020, R-021."""

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.flow import Ask, Flow, step

from .states import CrossingStatus as S
from .states import Place, Way

BASIS = "实施方案 二(二) 跨省通办"
DUTIES = "实施方案 二(二) 明确收件地与办理地的权责划分、业务流转"
RECEIVERS = frozenset({Role.COUNTER, Role.RECEIVER})
"""Who receives for other places (代收): the comprehensive window, and the window for nothing else (异地代收窗口)."""
_BOTH = frozenset({Role.COUNTER, Role.SYSTEM})
_OURS = RECEIVERS | {Role.SYSTEM}
_SENT = (
    Ask("way", "怎么送", "choice", choices=tuple((each.value, each.label) for each in Way)),
    Ask("tracking", "快递单号", "text", False),
    Ask("postage", "邮费", "text", False),
)

FLOW = Flow(
    "跨省通办",
    S,
    step("receive", {S.NEW}, S.RECEIVING, by=RECEIVERS, label="代收", basis=DUTIES),
    step("arrive", {S.NEW}, S.TRANSFER, by={Role.SYSTEM}, label="对方移交过来", basis=DUTIES),
    step("give_out", {S.RECEIVING}, S.TRANSFER, by=RECEIVERS, label="移交给办理地", basis=DUTIES, asks=_SENT),
    step("withdraw", {S.RECEIVING}, S.WITHDRAWN, by=RECEIVERS, label="申请人不办了", basis="行政许可法 第四条"),
    step("take_over", {S.TRANSFER}, S.HANDLING, by=_BOTH, label="签收", basis=DUTIES),
    step("note_progress", {S.HANDLING}, None, by={Role.SYSTEM}, label="告诉进度", basis=DUTIES),
    step("finish_part", {S.HANDLING}, None, by=_OURS, label="本地这一步办好了", basis=BASIS),
    step("confirm_part", {S.HANDLING}, None, by=_OURS, label="确认对方这一步", basis=BASIS),
    step(
        "give_back",
        {S.HANDLING},
        S.RETURNING,
        by=_BOTH | {Role.ISSUER},
        label="送回结果",
        basis=DUTIES,
        asks=_SENT,
    ),
    step("take_back", {S.RETURNING}, S.RETURNED, by=_OURS, label="签收结果", basis=DUTIES),
    step("hand_over", {S.RETURNED}, S.CLOSED, by=_OURS, label="交给申请人", basis=DUTIES),
)

TAKEN_BY: dict[str, Place | None] = {
    "receive": Place.RECEIVING,
    "arrive": Place.RECEIVING,
    "give_out": Place.RECEIVING,
    "withdraw": Place.RECEIVING,
    "take_over": Place.HANDLING,
    "note_progress": Place.HANDLING,
    "finish_part": None,
    "confirm_part": None,
    "give_back": Place.HANDLING,
    "take_back": Place.RECEIVING,
    "hand_over": Place.RECEIVING,
}
"""Which place takes the step; None for the steps of each side in joint handling (多地联办)."""

DECIDING = frozenset(
    {
        *("accept", "deem_accepted", "reject", "finish_on_the_spot", "examine", "review", "rework"),
        *("recall_examination", "recall_review"),
        *("grant", "refuse", "extend", "terminate", "start_special", "finish_special", "ask_correction", "issue"),
    }
)
"""The verbs of a decision (受理、审查、决定): of the handling place alone, and of no crossing."""
