"""The papers of a deferral after its notice (容缺文书): stored first, made good, lapsed, put off; pure."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from tongban.foundation.kernel.clock import local_day
from tongban.registers.documents.rules.papers import Body, Due, Item

from .deferral import BASIS
from .grounds import REMEDIES_OF_AN_END, REMEDY_BASIS
from .papers import MATERIALS_RETURNED, Matter


def _paper(matter: Matter, title: str, at: datetime, *, is_an_end: bool = False, **parts: Any) -> Body:
    contact = (f"咨询电话：{matter.phone}",) if matter.phone else ()
    return Body(
        title=title,
        addressee=matter.applicant,
        agency=matter.agency,
        signed_on=local_day(at),
        lines=matter.lines(),
        contact=(*contact, "政务服务热线:12345"),
        basis=(BASIS, REMEDY_BASIS) if is_an_end else (BASIS,),
        remedy=REMEDIES_OF_AN_END if is_an_end else (),
        **parts,
    )


def filing_receipt(matter: Matter, items: Sequence[Item], *, due_on: date, follows: str, at: datetime) -> Body:
    """容缺收件凭证: the file is stored, no limit of handling runs until the gap is closed."""
    return _paper(
        matter,
        "容缺收件凭证",
        at,
        paragraphs=(
            "您选择了容缺收件，申请材料先收下。下列次要材料一次补齐以后受理，办理时限从受理起算。",
            follows,
        ),
        items=tuple(items),
        dues=(Due(label="最迟补齐", on=due_on, note="以送到的日期为准"),),
    )


def make_good_receipt(matter: Matter, rows: Sequence[tuple[str, str]], *, at: datetime) -> Body:
    """补齐材料凭证: what was handed in later, all of it, on which day."""
    return _paper(
        matter,
        "补齐材料凭证",
        at,
        paragraphs=("容缺的材料已经一次补齐，不再要求补充其他材料。",),
        items=tuple(Item(code=code, name=name, medium="已补齐") for code, name in rows),
    )


def lapse_notice(matter: Matter, items: Sequence[Item], *, due_on: date, at: datetime) -> Body:
    """容缺材料逾期告知书: the result waits; nothing else is lost, and making good stays possible."""
    return _paper(
        matter,
        "容缺材料逾期告知书",
        at,
        paragraphs=(
            "约定的补齐期限已经过了，下列容缺材料还没有收到。",
            "审查照常进行，结果在材料补齐之前暂不交付。补齐以后随时可以领取。",
        ),
        items=tuple(items),
        dues=(Due(label="约定的补齐期限", on=due_on),),
    )


def suspension_notice(matter: Matter, items: Sequence[Item], *, due_on: date, until_on: date, at: datetime) -> Body:
    """中止办理通知书: handling stands still until the gap is closed, at the longest until this day."""
    return _paper(
        matter,
        "中止办理通知书",
        at,
        paragraphs=("约定的补齐期限已经过了，下列容缺材料还没有收到，现中止办理，这段时间不计入办理时限。",),
        items=tuple(items),
        dues=(
            Due(label="约定的补齐期限", on=due_on),
            Due(label="最迟补齐", on=until_on, note="逾期退件，可以重新申请"),
        ),
    )


def deemed_withdrawal(matter: Matter, *, due_on: date, at: datetime) -> Body:
    """视为撤回通知书: not made good within the promised term, as was told when it was accepted."""
    return _paper(
        matter,
        "视为撤回申请通知书",
        at,
        paragraphs=(
            "容缺材料没有在约定的期限内补齐。按容缺受理通知书写明的后果，您的申请视为撤回。",
            MATERIALS_RETURNED,
        ),
        dues=(Due(label="约定的补齐期限", on=due_on),),
        notes=("材料备齐以后可以重新申请。",),
        is_an_end=True,
    )


def lapse_return(matter: Matter, *, due_on: date, at: datetime) -> Body:
    """退件告知书: not made good in time; not a refusal, one may apply again."""
    return _paper(
        matter,
        "退件告知书",
        at,
        paragraphs=("容缺材料没有在期限内补齐，按容缺受理通知书写明的后果，现予退件。", MATERIALS_RETURNED),
        dues=(Due(label="最迟补齐", on=due_on),),
        notes=("这不是不予许可。材料备齐以后可以重新申请。",),
        is_an_end=True,
    )


def put_off(matter: Matter, *, days: int, reason: str, due_on: date, at: datetime) -> Body:
    """容缺补齐延期通知书: force majeure moves the day, once (不可抗力)."""
    return _paper(
        matter,
        "容缺补齐延期通知书",
        at,
        paragraphs=(f"因不可抗力，容缺材料的补齐期限延长{days}个工作日。", f"理由：{reason}"),
        dues=(Due(label="延期后最迟补齐", on=due_on),),
    )
