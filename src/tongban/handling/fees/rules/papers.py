"""The body of the receipt for a fee (收费凭证), composed from the charge and never typed free-hand."""

from datetime import datetime

from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.codes import pretty
from tongban.handling.cases.rules.papers import Matter
from tongban.registers.documents.rules.papers import Body, Line

from .money import yuan
from .states import Way


def cash_receipt(
    matter: Matter,
    *,
    fee: str,
    standard: str,
    basis: str,
    amount: int,
    way: Way,
    given: int | None = None,
    slip_number: str = "",
    at: datetime,
) -> Body:
    """收费凭证: for what, on which basis, how much, how it was paid, and the change; sums in fen."""
    lines = [
        Line(label="办件编号", value=pretty(matter.number)),
        Line(label="办理事项", value=matter.option),
        Line(label="收费项目", value=fee),
        Line(label="收费标准", value=standard),
        Line(label="收费金额", value=yuan(amount)),
        Line(label="付款方式", value=way.label),
    ]
    if given is not None:
        lines += [Line(label="收到现金", value=yuan(given)), Line(label="找零", value=yuan(given - amount))]
    if slip_number:
        label = "支付流水号" if way is Way.ONLINE else "刷卡单号"
        lines.append(Line(label=label, value=slip_number))
    return Body(
        title="收费凭证",
        addressee=matter.applicant,
        agency=matter.agency,
        signed_on=local_day(at),
        lines=tuple(lines),
        paragraphs=("上述费用已经收到。除办事指南公布的收费项目外，不收其他费用。",),
        basis=(basis,),
        notes=("需要财政票据的，凭本凭证向收费单位领取。", "窗口拒收现金的，请拨打12345，或者在网站“办不成事”反映。"),
    )
