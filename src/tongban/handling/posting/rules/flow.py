"""Results by post as a table (寄送): who may take which step, on what basis. 行政许可法 第四十四条."""

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.flow import Ask, Flow, step

from .states import ShipmentStatus as S

SERVICE = "行政许可法 第四十四条"
ASKERS = frozenset({Role.APPLICANT, Role.COUNTER, Role.ISSUER})
"""Who says that a result is to be sent, and where to."""

FLOW = Flow(
    "结果寄送",
    S,
    step("want_post", {S.NEW}, S.WANTED, by=ASKERS, label="要求邮寄", basis=SERVICE),
    step("change_address", {S.WANTED}, S.WANTED, by=ASKERS, label="改收件地址", basis=SERVICE),
    step("cancel_post", {S.WANTED}, S.CANCELLED, by=ASKERS | {Role.SYSTEM}, label="不邮寄了", basis=SERVICE),
    step(
        "send_parcel",
        {S.WANTED},
        S.SENT,
        by={Role.ISSUER},
        label="寄出",
        basis=SERVICE,
        asks=(Ask("tracking", "邮件号", "text", False),),
    ),
    step("sign_for", {S.SENT}, S.SIGNED, by={Role.SYSTEM, Role.ISSUER}, label="签收", basis=SERVICE),
    step("come_back", {S.SENT}, S.RETURNED, by={Role.SYSTEM, Role.ISSUER}, label="退回", basis=SERVICE),
    step("pick_up", {S.RETURNED}, S.SIGNED, by={Role.ISSUER}, label="到窗口取走", basis=SERVICE),
)
