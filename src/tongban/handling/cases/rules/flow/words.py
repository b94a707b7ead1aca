"""What the steps of a case have in common (流程用语): who takes them, and the fields that many ask for."""

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.flow import Ask

COUNTER, APPLICANT, SYSTEM = Role.COUNTER, Role.APPLICANT, Role.SYSTEM
EXAMINER, REVIEWER, DECIDER, ISSUER = Role.EXAMINER, Role.REVIEWER, Role.DECIDER, Role.ISSUER

OPINION = Ask("opinion", "意见", "long_text")
REASON = Ask("reason", "理由", "long_text")
GROUND = Ask("ground", "依据(法律条款)", "text")
EXCEPTION = Ask("ground", "条件之外准予的依据(法律条款)", "text", False)
_WAYS = (("query_code", "申请人报出查询码"), ("paper", "申请人在纸上签字，扫描上传"))
BY_WHICH_WAY = Ask("way", "申请人怎么确认", "choice", False, choices=_WAYS)
SIGNATURE = Ask("signature", "申请人签名或者查询码", "text", False)
SIGNED = Ask("materials", "申请人签字的纸质件", "materials", False)
