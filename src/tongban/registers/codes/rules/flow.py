"""A scan and its consent (扫码和同意) as one table: 个人信息保护法 13, 14, 15."""

from tongban.foundation.kernel.actors import STAFF_ROLES, Role
from tongban.foundation.kernel.flow import Flow, step

from .states import Status as S  # noqa: N817 - a table wants short names

CONSENT = "个人信息保护法 第十三条第一款第一项、第十四条"
WITHDRAWAL = "个人信息保护法 第十五条"
NO_LONGER = "个人信息保护法 第六条、第十九条"
_ADMINISTRATORS = {Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN}
_SCANNERS = STAFF_ROLES - _ADMINISTRATORS | {Role.APPLICANT, Role.KIOSK, Role.SYSTEM}

FLOW = Flow(
    "扫码",
    S,
    step("ask", {S.NEW}, S.ASKED, by=_SCANNERS, label="扫码查看", basis=CONSENT),
    step("see", {S.NEW}, S.GRANTED, by=_SCANNERS, label="扫亮证码", basis=CONSENT),
    step("agree", {S.ASKED}, S.GRANTED, by={Role.APPLICANT}, label="同意", basis=CONSENT),
    step("refuse", {S.ASKED}, S.REFUSED, by={Role.APPLICANT}, label="不同意", basis=CONSENT),
    step("finish", {S.ASKED, S.GRANTED}, None, by=_SCANNERS, label="看完了", basis=NO_LONGER),
    step("withdraw", {S.GRANTED}, S.WITHDRAWN, by={Role.APPLICANT}, label="收回同意", basis=WITHDRAWAL),
)
