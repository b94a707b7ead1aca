"""What a token may be used for (范围), and which of it the city opens to partners outside the government; pure."""

from enum import StrEnum


class Scope(StrEnum):
    """What a token may be used for (范围)."""

    ITEMS_READ = "items:read"
    CASES_SUBMIT = "cases:submit"
    CASES_READ = "cases:read"
    CASES_ACT = "cases:act"
    FILES_WRITE = "files:write"
    LICENSES_VERIFY = "licenses:verify"
    LEDGER_READ = "ledger:read"
    CODES_SCAN = "codes:scan"
    EVALUATIONS_WRITE = "evaluations:write"
    SHARING_READ = "sharing:read"
    SUPERVISION_WRITE = "supervision:write"
    MESSAGES_READ = "messages:read"
    OWN_LICENSES_READ = "licenses:read"
    RATINGS_WRITE = "ratings:write"
    FEES_READ = "fees:read"
    FEES_PAY = "fees:pay"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Scope.ITEMS_READ: "查事项和办事指南（不带令牌也可以）",
    Scope.CASES_SUBMIT: "提交申请",
    Scope.CASES_READ: "查办件",
    Scope.CASES_ACT: "办理（受理、补正、审查……）",
    Scope.FILES_WRITE: "上传材料文件",
    Scope.LICENSES_VERIFY: "核验证照和文书（不带令牌也可以）",
    Scope.LEDGER_READ: "取留痕证明",
    Scope.CODES_SCAN: "验码、扫码（本人同意以后才看得到）",
    Scope.EVALUATIONS_WRITE: "汇入部门系统的评价",
    Scope.SHARING_READ: "查共享数据（要有共享授权）",
    Scope.SUPERVISION_WRITE: "交部门监管系统的监管数据",
    Scope.MESSAGES_READ: "看本人的消息",
    Scope.OWN_LICENSES_READ: "看本人的证照",
    Scope.RATINGS_WRITE: "本人评价服务",
    Scope.FEES_READ: "查办件的费用和付款",
    Scope.FEES_PAY: "开付款单、问付款结果（钱由付款人自己在支付平台付）",
}

OPEN_TO_PARTNERS = (
    *(Scope.ITEMS_READ, Scope.CASES_SUBMIT, Scope.CASES_READ, Scope.FILES_WRITE, Scope.LICENSES_VERIFY),
    *(Scope.MESSAGES_READ, Scope.OWN_LICENSES_READ, Scope.RATINGS_WRITE, Scope.FEES_READ, Scope.FEES_PAY),
)
"""What a third-party platform may have: asking and handing in for its own users, and a person's own where that person
agreed. Deciding, shared data, scanning of codes and the ledger stay with the government's own systems."""
