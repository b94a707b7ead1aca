"""The slip of a handover (材料交接单): what goes from whom to whom, signed by both sides; composed, never typed."""

from collections.abc import Sequence
from datetime import datetime

from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.codes import pretty
from tongban.registers.documents.rules.papers import Body, Item, Line

from .flow import DUTIES

DECIDES_NOTHING = "收件地只核对身份、清点材料、看形式是否齐全，不作实质审查；受理、审查和决定由办理地作出。"


def handover_slip(
    *,
    number: str,
    matter: str,
    applicant: str,
    agency: str,
    giver: str,
    taker: str,
    taker_signed: str,
    items: Sequence[tuple[str, str]],
    way: str,
    at: datetime,
) -> Body:
    """The slip: giver and taker with their signatures; an empty `taker_signed` leaves the line to sign by hand."""
    return Body(
        title="材料交接单",
        addressee=applicant,
        agency=agency,
        signed_on=local_day(at),
        lines=(
            Line(label="跨域办件编号", value=pretty(number) if len(number) == 17 else number),
            Line(label="办理事项", value=matter),
            Line(label="交出方（签）", value=giver),
            Line(
                label="接收方（签）", value=f"{taker}：{taker_signed}" if taker_signed else f"{taker}：________________"
            ),
            Line(label="方式", value=way),
        ),
        paragraphs=(
            DECIDES_NOTHING,
            "接收方签收以前，由交出方负责；签收以后，由接收方负责。",
        ),
        items=tuple(Item(code=code, name=name, count="1份", medium="原件") for code, name in items),
        basis=(DUTIES,),
        contact=("政务服务热线：12345",),
    )
