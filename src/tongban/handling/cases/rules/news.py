"""What the applicant is told when something happens (告知短信): one message says state, deadline and what to do."""

from datetime import date

from tongban.foundation.worktime.rules import describe

TELLS = frozenset(
    {
        "submit", "receive", "defer_notice", "ask_correction", "accept", "deem_accepted", "reject", "transfer",
        "start_special", "finish_special", "extend", "grant", "refuse", "finish_on_the_spot", "issue", "remind",
        "serve", "collect", "withdraw", "return", "terminate",
        "withdraw_commitment", "revoke",
    }
)  # fmt: skip

_SENTENCES = {
    "submit": "您的“{option}”申请已收到。最迟{due}告诉您材料是否齐全。",
    "receive": "窗口已收到您的“{option}”申请。最迟{due}告诉您材料是否齐全。",
    "defer_notice": "您的“{option}”申请正在核对材料，最迟{due}一次性告诉您要补什么。",
    "ask_correction": "您的“{option}”申请需要补正，要补的都写在一次性告知书上，请在{due}前补齐。",
    "accept": "您的“{option}”申请已受理，承诺最迟{due}办结。",
    "deem_accepted": "您的“{option}”申请因逾期未告知，自收到之日起视为受理，最迟{due}办结。",
    "reject": "您的“{option}”申请不予受理。依据、理由和救济途径写在决定书上。",
    "transfer": "您的“{option}”申请已转给有权办理的机关，去向写在告知书上。",
    "start_special": "您的“{option}”申请需要进行特别程序，预计{due}前完成，是否计入办理时限写在通知书上。",
    "finish_special": "您的“{option}”申请有一项特别程序已完成，下一个期限是{due}。",
    "extend": "您的“{option}”申请经批准延长期限，最迟{due}办结，理由写在通知书上。",
    "grant": "您的“{option}”申请已准予，正在制作证照，最迟{due}送达。",
    "finish_on_the_spot": "您的“{option}”申请已当场办结，最迟{due}送达。",
    "refuse": "您的“{option}”申请没有获得许可。理由和救济途径写在决定书上，最迟{due}送达。",
    "issue": "您的“{option}”结果已经办好，可以领取了。",
    "remind": "您的“{option}”结果已经办好，还没有领取。请带身份证到出件窗口领取，来不了的可以打电话约邮寄。",
    "serve": "您的“{option}”结果已送达。",
    "collect": "您的“{option}”结果已由窗口交付。",
    "withdraw": "您的“{option}”申请已按您的要求撤回。",
    "withdraw_commitment": "您的“{option}”申请已按您的要求撤回承诺，改按一般方式办理，承诺代替过的材料要提交。",
    "revoke": "您的“{option}”的准予决定已经撤销。依据、理由和救济途径写在撤销决定书上。",
    "return": "您的“{option}”申请因逾期未补正，已退回全部材料。补齐后可以重新申请。",
    "reckon": "国务院公布了新的放假安排，您的“{option}”申请的期限重新计算，现在是{due}。",
    "terminate": "您的“{option}”申请已终止办理，理由写在通知书上。",
}


def sentence(verb: str, *, option: str, number: str, due: date | None = None) -> str:
    """The whole message for this act; ends with the number and the telephone."""
    told = _SENTENCES[verb].format(option=option, due=describe(due) if due else "法定期限")
    return f"{told}办件编号{number}，咨询12345。"
