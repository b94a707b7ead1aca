"""The bodies of the papers of special procedures and odd terms (特别程序与延续的文书), composed from the record."""

from collections.abc import Sequence
from datetime import date, datetime

from tongban.foundation.kernel.clock import local_day
from tongban.foundation.worktime.rules import describe
from tongban.registers.documents.rules.papers import Body, Line

from .papers import Matter
from .slots import slot_words
from .special_records import SIGNATURES, RecordGiven, named


def inspection_record(
    matter: Matter, given: RecordGiven, *, name: str, officers: Sequence[tuple[str, str]], at: datetime
) -> Body:
    """现场勘验记录: when, where, by whom, what was found, how many photos, who signed (R-048)."""
    who = "代理人" if given.is_representative else "申请人"
    note = f"（{given.note}）" if given.note else ""
    signed = f"{who}{given.signer}：{dict(SIGNATURES)[given.signature].partition('（')[0]}{note}"
    return Body(
        title=f"{name}记录",
        addressee=matter.applicant,
        agency=matter.agency,
        signed_on=local_day(at),
        lines=(
            *matter.lines(),
            Line(label="时间", value=slot_words(given.began_at, given.ended_at)),
            Line(label="地点", value=given.place),
            Line(label="办理人员", value=named(officers)),
            *(Line(label=label, value=text) for label, text in given.findings),
            *((Line(label="现场照片", value=f"{len(given.photos)}张，随办件保存"),) if given.photos else ()),
            Line(label="签字", value=signed),
        ),
        paragraphs=(f"本次{name}由两名以上工作人员进行，情况记录如上。",),
        basis=("行政许可法 第三十四条第三款",),
    )


def deemed_renewal(matter: Matter, *, result: str, expires_on: date, at: datetime) -> Body:
    """准予决定书 by silence: nothing was decided before the licence expired (行政许可法 第五十条第二款)."""
    return Body(
        title="视为准予延续决定书",
        addressee=matter.applicant,
        agency=matter.agency,
        signed_on=local_day(at),
        lines=(*matter.lines(), Line(label="办理结果", value=result)),
        paragraphs=(
            f"您申请延续的许可有效期于{describe(expires_on)}届满。届满前没有作出是否准予延续的决定，依法视为准予延续。",
        ),
        basis=("行政许可法 第五十条第二款",),
        notes=("视为准予延续的，自原有效期届满之日起计算新的有效期。",),
    )
