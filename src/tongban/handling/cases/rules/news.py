"""What the applicant is told when something happens (告知短信): one message says state, deadline and what to do."""

from datetime import date

from tongban.foundation.worktime.rules import describe

TELLS = frozenset(
    {
        "submit", "receive", "defer_notice", "ask_correction", "override_telling", "accept", "deem_accepted",
        "reject", "transfer", "start_special", "finish_special", "extend", "grant", "refuse", "finish_on_the_spot",
        "issue", "remind", "serve", "collect", "withdraw", "return", "terminate", "add_unlisted_step",
        "explain_overdue", "choose_deferral", "keep_on_file", "make_good", "put_off_supplement", "remind_deferred",
        "withhold", "deem_withdrawn", "suspend_deferred", "return_deferred", "record_inspection", "deem_granted",
        "withdraw_commitment", "revoke", "resume_counting",
    }
)  # fmt: skip

_SENTENCES = {
    "submit": "您的“{option}”申请已收到。最迟{due}告诉您材料是否齐全。",
    "receive": "窗口已收到您的“{option}”申请。最迟{due}告诉您材料是否齐全。",
    "defer_notice": "您的“{option}”申请正在核对材料，最迟{due}一次性告诉您要补什么。",
    "ask_correction": "您的“{option}”申请需要补正，要补的都写在一次性告知书上，请在{due}前补齐。",
    "precheck": "您的“{option}”申请预审通过：材料齐全，已出具预审结论书。同一套材料到哪个窗口都作数。",
    "override_telling": "您的“{option}”申请没有一次说清，向您道歉。还要补的和原因写在再次告知说明书上，期限不变。",
    "accept": "您的“{option}”申请已受理，承诺最迟{due}办结。",
    "deem_accepted": "您的“{option}”申请因逾期未告知，自收到之日起视为受理，最迟{due}办结。",
    "reject": "您的“{option}”申请不予受理。依据、理由和救济途径写在决定书上。",
    "transfer": "您的“{option}”申请已转给有权办理的机关，去向写在告知书上。",
    "start_special": "您的“{option}”申请需要进行特别程序，预计{due}前完成，是否计入办理时限写在通知书上。",
    "finish_special": "您的“{option}”申请有一项特别程序已完成，下一个期限是{due}。",
    "resume_counting": "您的“{option}”申请的特别程序超过了告知的时间，超过的部分照常计入时限，现在的期限是{due}。",
    "record_inspection": "您的“{option}”申请的现场记录已经登记，可以在办件页面上查看。",
    "deem_granted": "您的“{option}”申请在有效期届满前没有作出决定，依法视为准予延续，最迟{due}送达。",
    "extend": "您的“{option}”申请经批准延长期限，最迟{due}办结，理由写在通知书上。",
    "explain_overdue": "您的“{option}”申请没有按期办结，向您道歉。原因写在超期说明书上，新的办结日期是{due}。",
    "grant": "您的“{option}”申请已准予，正在制作证照，最迟{due}送达。",
    "finish_on_the_spot": "您的“{option}”申请已当场办结，最迟{due}送达。",
    "refuse": "您的“{option}”申请没有获得许可。理由和救济途径写在决定书上，最迟{due}送达。",
    "issue": "您的“{option}”结果已经办好，可以领取了。",
    "held": "您的“{option}”结果已经办好，和一件事里别的结果一起给您，最迟{due}。想先拿，带身份证到出件窗口领取。",
    "remind": "您的“{option}”结果已经办好，还没有领取。请带身份证到出件窗口领取，来不了的可以打电话约邮寄。",
    "serve": "您的“{option}”结果已送达。",
    "collect": "您的“{option}”结果已由窗口交付。",
    "withdraw": "您的“{option}”申请已按您的要求撤回。",
    "withdraw_commitment": "您的“{option}”申请已按您的要求撤回承诺，改按一般方式办理，承诺代替过的材料要提交。",
    "revoke": "您的“{option}”的准予决定已经撤销。依据、理由和救济途径写在撤销决定书上。",
    "return": "您的“{option}”申请因逾期未补正，已退回全部材料。补齐后可以重新申请。",
    "reckon": "国务院公布了新的放假安排，您的“{option}”申请的期限重新计算，现在是{due}。",
    "add_unlisted_step": "您的“{option}”申请增加了一个清单外环节，预计{due}完成，办理时限照常计算，理由写在办件页上。",
    "choose_deferral": "您的“{option}”申请选择了容缺受理，缺的材料以后一次补齐。不是您本人选的，请马上告诉我们。",
    "keep_on_file": "您的“{option}”申请是容缺收件，请在{due}前一次补齐，补齐以后受理。",
    "make_good": "您的“{option}”申请的容缺材料已经补齐，不用再补别的材料。",
    "put_off_supplement": "您的“{option}”申请的容缺材料延期到{due}前补齐。",
    "remind_deferred": "请在{due}前一次补齐“{option}”申请的容缺材料，可以网上上传，也可以到综合窗口交。",
    "owed": "您的“{option}”结果已经办好，领取时要一次补齐容缺的材料。请带上材料和身份证到出件窗口，也可以先在网上补。",
    "withhold": "“{option}”申请的容缺材料过了期限还没补齐，结果先不能给您，补齐以后就能领。",
    "deem_withdrawn": "“{option}”申请的容缺材料没有按期补齐，按约定视为撤回。材料备齐以后可以重新申请。",
    "suspend_deferred": "“{option}”申请的容缺材料没有按期补齐，现在中止办理。请在{due}前补齐，逾期退件。",
    "return_deferred": "“{option}”申请的容缺材料没有按期补齐，已退件。材料备齐以后可以重新申请。",
    "terminate": "您的“{option}”申请已终止办理，理由写在通知书上。",
}


def sentence(verb: str, *, option: str, number: str, due: date | None = None) -> str:
    """The whole message for this act; ends with the number and the telephone."""
    told = _SENTENCES[verb].format(option=option, due=describe(due) if due else "法定期限")
    return f"{told}办件编号{number}，咨询12345。"
