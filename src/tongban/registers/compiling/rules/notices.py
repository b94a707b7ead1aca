"""The publication notice (事项清单公告): what was published, from when, why, on whose review; pure."""

from collections.abc import Mapping, Sequence
from datetime import date

from tongban.registers.catalog.item import ItemDocument
from tongban.registers.catalog.kinds import ItemKind
from tongban.registers.catalog.lifecycle import Operation
from tongban.registers.documents.rules.papers import Body, Line

ADDRESSEE = "社会公众"


def body(
    item: ItemDocument,
    *,
    operation: Operation,
    list_code: str,
    edition: int,
    agency: str,
    reviewers: Sequence[str],
    hashes: Mapping[str, str],
    signed_by: str,
    on: date,
) -> Body:
    """The notice of one publication; the fingerprints let anybody compare what is shown elsewhere."""
    note = item.version
    lines = [
        Line(label="事项名称", value=item.name),
        Line(label="调整方式", value=operation.label),
        Line(label="事项类型", value=ItemKind(item.kind).label),
        Line(label="实施部门", value=agency),
        Line(label="实施编码", value=list_code),
        Line(label="版本", value=f"第{edition}版"),
        Line(label="生效日期", value=_day(note.effective_on)),
        *([Line(label="预计恢复", value=_day(note.until_on))] if note.until_on else []),
        *([Line(label="过渡期", value=_transition(note.drafts_until_on))] if note.drafts_until_on else []),
        Line(label="调整原因", value=note.reason),
        Line(label="联合审核", value="、".join(reviewers)),
    ]
    prints = [f"办理项{code[-2:]}（{code}）内容指纹：{digest}" for code, digest in hashes.items()]
    return Body(
        title=f"关于{operation.label}“{item.name}”实施清单的公告",
        addressee=ADDRESSEE,
        agency=signed_by,
        signed_on=on,
        lines=tuple(lines),
        paragraphs=(f"经联合审核，现公布“{item.name}”实施清单（第{edition}版），自{_day(note.effective_on)}起施行。",),
        basis=(note.legal_source,),
        notes=("公布以前已经受理的申请，按受理时的清单办理。", *prints),
    )


def _transition(until: date) -> str:
    return f"生效以前开始填写、{_day(until)}以前提交的，可以按原清单办理"


def _day(on: date) -> str:
    return f"{on.year}年{on.month}月{on.day}日"
