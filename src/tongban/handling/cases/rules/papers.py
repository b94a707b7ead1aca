"""The bodies of a case's official documents (文书正文), composed from the list and the facts, never typed free-hand."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import msgspec

from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.codes import pretty
from tongban.foundation.worktime.rules import describe
from tongban.registers.catalog.content import DeferralRule
from tongban.registers.catalog.deferral import lapse_words
from tongban.registers.documents.rules.papers import Body, Due, Item, Line
from tongban.registers.documents.rules.papers import Ground as PaperGround

from .deferral import BASIS, PLAN
from .grounds import REMEDIES, REMEDIES_OF_AN_END, REMEDY_BASIS, Ground
from .overdue import BASIS as OVERDUE_BASIS

MATERIALS_RETURNED = "已提交的材料原件一并退还。"


class Matter(msgspec.Struct, frozen=True):
    """What every paper says of a case: its number, what is asked, by whom, of which body."""

    number: str
    option: str
    option_code: str
    applicant: str
    agency: str
    phone: str
    received_at: datetime

    def lines(self) -> tuple[Line, ...]:
        return (
            Line(label="办件编号", value=pretty(self.number)),
            Line(label="办理事项", value=self.option),
            Line(label="业务办理项编码", value=self.option_code),
            Line(label="收到日期", value=describe(local_day(self.received_at))),
        )


def _body(matter: Matter, title: str, at: datetime, *, lines: tuple[Line, ...] = (), **parts: Any) -> Body:
    contact = (f"咨询电话：{matter.phone}",) if matter.phone else ()
    return Body(
        title=title,
        addressee=matter.applicant,
        agency=matter.agency,
        signed_on=local_day(at),
        lines=(*matter.lines(), *lines),
        contact=(*contact, "政务服务热线:12345"),
        **parts,
    )


def receipt(matter: Matter, items: Sequence[Item], *, notice_on: date, deemed_on: date, at: datetime) -> Body:
    """收件凭证: what was handed in, and by when the applicant hears (行政许可法 第三十二条第二款)."""
    within = "当场" if notice_on == deemed_on else "2个工作日内(当日算起)"
    return _body(
        matter,
        "收件凭证",
        at,
        paragraphs=("您的申请材料已经收到。材料是否齐全、是否符合法定形式，由受理窗口核对。",),
        items=tuple(items),
        dues=(
            Due(label="最迟一次性告知", on=notice_on, note=within),
            Due(label="逾期不告知即视为受理", on=deemed_on, note="自收到材料之日起视为受理"),
        ),
        basis=("行政许可法 第三十二条",),
    )


def correction_notice(matter: Matter, items: Sequence[Item], *, due_on: date, at: datetime) -> Body:
    """一次性告知书: everything that is missing or wrong, once (行政许可法 第三十二条第一款第四项; R-036)."""
    return _body(
        matter,
        "一次性告知书",
        at,
        paragraphs=(
            "您提交的申请材料不齐全或者不符合法定形式，需要补正的全部内容如下。",
            "除下列内容外，受理前不会再要求您补充其他材料。",
        ),
        items=tuple(items),
        dues=(Due(label="请在此日前补正", on=due_on, note="可以网上上传，也可以到任一综合窗口提交"),),
        basis=("行政许可法 第三十二条第一款第四项", "《实施方案》三(一)2 一次性告知制度"),
    )


def acceptance_notice(matter: Matter, *, promised_on: date, statutory_on: date, is_deemed: bool, at: datetime) -> Body:
    """受理通知书, with the dates on its face (R-045)."""
    how = (
        "因逾期未告知需要补正的内容，您的申请自收到材料之日起视为受理。"
        if is_deemed
        else "您的申请材料齐全、符合法定形式，现予受理。"
    )
    item = "第四项" if is_deemed else "第五项"
    return _body(
        matter,
        "受理通知书",
        at,
        paragraphs=(how,),
        dues=(
            Due(label="承诺办结", on=promised_on, note="按办事指南公布的承诺时限"),
            Due(label="法定办结", on=statutory_on, note="特别程序所需时间不计算在内"),
        ),
        basis=(f"行政许可法 第三十二条第一款{item}",),
    )


def deferral_notice(
    matter: Matter,
    items: Sequence[Item],
    *,
    promised_on: date,
    rule: DeferralRule = PLAN,
    due_on: date | None = None,
    is_deemed: bool = False,
    at: datetime,
) -> Body:
    """容缺受理通知书: accepted, review goes on; by when the gap is closed, once, and what follows if not (四(五)2)."""
    until = "在领取证照时" if due_on is None else f"在{describe(due_on)}前"
    how = "因逾期未告知，您的申请视为受理" if is_deemed else "主要材料齐全，现予受理"
    follows = () if due_on is None else (lapse_words(rule),)
    return _body(
        matter,
        "容缺受理通知书",
        at,
        paragraphs=(
            f"您选择了容缺受理。{how}并进行实质审查。",
            f"下列次要材料请{until}一次补齐；补齐之前，证照暂不交付。",
            *follows,
        ),
        items=tuple(items),
        dues=(
            Due(label="承诺办结", on=promised_on),
            *((Due(label="容缺材料最迟补齐", on=due_on, note="以送到的日期为准"),) if due_on is not None else ()),
        ),
        basis=(BASIS,),
        notes=("本通知书一式两份，申请人和受理窗口各存一份。",) if rule.on_lapse == "as_notified" else (),
    )


def rejection(matter: Matter, ground: Ground, *, right_body: str, at: datetime) -> Body:
    """不予受理决定书: ground, fact, whom to ask instead, remedies (行政许可法 第三十二条)."""
    return _body(
        matter,
        "不予受理决定书",
        at,
        paragraphs=("您的申请依法不予受理。", MATERIALS_RETURNED),
        grounds=(PaperGround(basis=ground.basis, fact=ground.fact, condition=ground.condition),),
        remedy=REMEDIES,
        competent_body=right_body,
        basis=("行政许可法 第三十二条", REMEDY_BASIS),
    )


def decision(matter: Matter, *, result: str, opinion: str, at: datetime) -> Body:
    """准予决定书."""
    return _body(
        matter,
        "准予决定书",
        at,
        paragraphs=("经审查，您的申请符合法定条件、标准，决定准予。", f"决定意见：{opinion}"),
        lines=(Line(label="办理结果", value=result),),
        basis=("行政许可法 第三十八条第一款",),
        notes=("证照自作出决定之日起十日内颁发、送达。",),
    )


def refusal(matter: Matter, ground: Ground, *, at: datetime) -> Body:
    """不予许可决定书: reasons and remedies (行政许可法 第三十八条第二款)."""
    return _body(
        matter,
        "不予许可决定书",
        at,
        paragraphs=("经审查，您的申请不符合法定条件、标准，决定不予许可。",),
        grounds=(PaperGround(basis=ground.basis, fact=ground.fact, condition=ground.condition),),
        remedy=REMEDIES,
        basis=("行政许可法 第三十八条第二款", REMEDY_BASIS),
    )


def special_notice(
    matter: Matter, *, name: str, reason: str, basis: str, expected_on: date, is_counted: bool, at: datetime
) -> Body:
    """特别程序通知书: the time it needs is told in writing, and whether it is counted (行政许可法 第四十五条)."""
    beside = "所需时间不计算在办理时限内；超过预计完成日期的，超过的部分计算在内。"
    counted = "所需时间计算在办理时限内，办结日期不变。" if is_counted else beside
    return _body(
        matter,
        "特别程序通知书",
        at,
        paragraphs=(f"您的申请需要进行{name}。{reason}", counted),
        dues=(Due(label="预计完成", on=expected_on),),
        basis=tuple(each for each in ("行政许可法 第四十五条", basis) if each),
    )


def extension_notice(matter: Matter, *, days: int, reason: str, due_on: date, at: datetime) -> Body:
    """延长期限通知书: once, approved by the head, with the reason (行政许可法 第四十二条)."""
    return _body(
        matter,
        "延长期限通知书",
        at,
        paragraphs=(f"经本机关负责人批准，办理期限延长{days}个工作日。", f"理由：{reason}"),
        dues=(Due(label="延长后办结", on=due_on),),
        basis=("行政许可法 第四十二条第一款",),
    )


def overdue_explanation(
    matter: Matter, *, limit: str, missed_on: date, cause: str, words: str, expected_on: date, at: datetime
) -> Body:
    """超期说明书: which limit was missed, why, by when it is done now, and that one may object (条例 第三十六条)."""
    return _body(
        matter,
        "超期说明书",
        at,
        paragraphs=(
            f"您的申请没有在{limit}内办结，给您添了麻烦，向您道歉。",
            f"原因：{cause}。{words}",
        ),
        dues=(
            Due(label=limit, on=missed_on, note="已经超过"),
            Due(label="新的办结日期", on=expected_on),
        ),
        notes=("不同意这份说明的，可以在办件详情页提出异议，由监督人员核查；也可以拨打12345。",),
        basis=(OVERDUE_BASIS,),
    )


def transfer_notice(matter: Matter, *, to_body: str, reason: str, at: datetime) -> Body:
    """转报告知书."""
    return _body(
        matter,
        "转报告知书",
        at,
        paragraphs=(f"您的申请已转给{to_body}办理。{reason}",),
        competent_body=to_body,
        basis=("行政许可法 第三十二条第一款第二项",),
    )


def withdrawal_notice(matter: Matter, *, reason: str, at: datetime) -> Body:
    """撤回申请确认书."""
    return _body(
        matter,
        "撤回申请确认书",
        at,
        paragraphs=("您的申请已按您的要求撤回。" + (f"原因：{reason}" if reason else ""), MATERIALS_RETURNED),
        notes=("撤回不影响您以后重新申请。",),
    )


def return_notice(matter: Matter, *, reason: str, at: datetime) -> Body:
    """退件告知书: not supplied in time; not a refusal, one may apply again, or have the return looked at."""
    return _body(
        matter,
        "退件告知书",
        at,
        paragraphs=(f"您的申请因没有按一次性告知书补正，现予退件。{reason}", MATERIALS_RETURNED),
        notes=("这不是不予许可。材料补齐后可以重新申请。",),
        remedy=REMEDIES_OF_AN_END,
        basis=("行政许可法 第三十二条第一款第四项", REMEDY_BASIS),
    )


def termination_notice(matter: Matter, ground: Ground, *, at: datetime) -> Body:
    """终止办理通知书."""
    return _body(
        matter,
        "终止办理通知书",
        at,
        paragraphs=("您的申请终止办理。", MATERIALS_RETURNED),
        grounds=(PaperGround(basis=ground.basis, fact=ground.fact, condition=ground.condition),),
        remedy=REMEDIES,
        basis=(REMEDY_BASIS,),
    )


def delivery_receipt(matter: Matter, *, way: str, collector: str, result: str, at: datetime) -> Body:
    """送达回证: by which way, to whom, what (行政许可法 第四十四条)."""
    return _body(
        matter,
        "送达回证",
        at,
        paragraphs=("下列文书、证照已经送达。",),
        lines=(
            Line(label="送达内容", value=result),
            Line(label="送达方式", value=way),
            Line(label="收件人", value=collector),
        ),
        basis=("行政许可法 第四十四条",),
    )


def precheck_result(matter: Matter, items: Sequence[Item], *, digest: str, at: datetime) -> Body:
    """预审结论书: the set is complete, and every window is bound by it (N19)."""
    return _body(
        matter,
        "预审结论书",
        at,
        paragraphs=(
            "您提交的申请材料经预审，齐全、符合法定形式。",
            "凭本文书的验证码，同一套材料到任何一个综合窗口，都不得再以材料不齐全为由不收、不受理或者要求补正。",
        ),
        lines=(Line(label="材料指纹", value=digest),),
        items=tuple(items),
        basis=("行政许可法 第三十一条、第三十二条第一款第五项", "《实施方案》三(一)2 一次性告知制度"),
        notes=("材料、情形或者办事清单变了的，要重新预审。对预审过的材料又说不齐的，请打12345反映。",),
    )


def supplement_override(
    matter: Matter,
    items: Sequence[Item],
    *,
    reason: str,
    leader: str,
    due_on: date | None,
    breaks_precheck: bool,
    at: datetime,
) -> Body:
    """再次告知说明书: an apology, the reason, who answers for it; the body's own day does not move (N03, R-040)."""
    said = "预审时已经告诉您材料齐全" if breaks_precheck else "受理前已经向您一次性告知"
    return _body(
        matter,
        "再次告知说明书",
        at,
        paragraphs=(
            f"{said}，现在又请您补充下列材料，是我们没有一次说清，向您道歉。",
            f"原因：{reason}",
            "办理期限不因此延长，由此多用的时间由本机关承担。这次再次告知已经记录，并计入本机关的二次告知数。",
        ),
        lines=(Line(label="批准再次告知的负责人", value=leader),),
        items=tuple(items),
        dues=(Due(label="办理期限不变", on=due_on),) if due_on else (),
        basis=("《实施方案》三(一)2 一次性告知制度", "行政许可法 第三十二条第一款第四项"),
    )
