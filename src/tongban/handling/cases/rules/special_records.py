"""The record of a special procedure (现场勘验记录、笔录): what it must say, by the list's own form; pure.

行政许可法 第三十四条第三款 (two or more officers), 第四十八条第一款第五项 (笔录经听证参加人确认后签字).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from tongban.foundation.kernel.clock import LOCAL
from tongban.foundation.kernel.errors import Fault, Invalid
from tongban.registers.catalog.content import Choice, SpecialProcedure

ON_SITE = "site_inspection"
LEAST_OFFICERS = 2
SIGNATURES = (("picture", "手写签名（上传签名照片）"), ("typed", "输入姓名确认"), ("refused", "拒绝签字"))
SIGNERS = (("applicant", "申请人"), ("representative", "代理人、在场代表"))
_LONGEST = 1000
_GENERAL = (
    Choice(value="facts", label="现场情况", hint="看到了什么、测到了什么，写事实"),
    Choice(value="conclusion", label="勘验结论", hint="符合，或者哪一条不符合"),
)
_SPOKEN = (
    Choice(value="said", label="各方意见", hint="申请人、利害关系人和审查人员各说了什么"),
    Choice(value="conclusion", label="结论", hint="评审意见或者听证认定的事实"),
)


@dataclass(frozen=True, slots=True)
class RecordGiven:
    """A record as it was filled in, complete."""

    began_at: datetime
    ended_at: datetime
    place: str
    officers: tuple[str, ...]
    findings: tuple[tuple[str, str], ...]
    photos: tuple[UUID, ...]
    signature: str
    signer: str
    is_representative: bool
    note: str
    signature_file: UUID | None


def is_on_site(procedure: SpecialProcedure) -> bool:
    return procedure.kind == ON_SITE


def needs_record(procedure: SpecialProcedure) -> bool:
    """Does the procedure end only with a record? Every visit does, and what the list has a form for."""
    return is_on_site(procedure) or bool(procedure.record_form)


def lines_of(procedure: SpecialProcedure) -> tuple[Choice, ...]:
    """The lines of the record: the list's own, else what every visit or hearing has to say."""
    return procedure.record_form or (_GENERAL if is_on_site(procedure) else _SPOKEN)


def least_officers(procedure: SpecialProcedure) -> int:
    """At least two, whatever a list says."""
    return max(LEAST_OFFICERS, procedure.officers)


def still_missing(procedure: SpecialProcedure) -> tuple[str, ...]:
    """What has to be on a record that is not there at all, in words."""
    photos = ("现场照片",) if is_on_site(procedure) else ()
    lines = tuple(each.label for each in lines_of(procedure))
    people = f"{least_officers(procedure)}名以上办理人员"
    return ("时间", "地点", people, *lines, *photos, "申请人或者代理人签字")


def read_record(
    procedure: SpecialProcedure, given: Mapping[str, Any], *, not_before: datetime, at: datetime
) -> RecordGiven:
    """The record, if it is whole; `Invalid` names everything that is missing or wrong at once."""
    faults: list[Fault] = []
    began_at = read_moment(given, "began_at", "开始时间", faults)
    ended_at = read_moment(given, "ended_at", "结束时间", faults)
    faults += _order(began_at, ended_at, not_before=not_before, at=at)
    officers = tuple(dict.fromkeys(str(each).strip() for each in given.get("officers") or () if str(each).strip()))
    least = least_officers(procedure)
    if len(officers) < least:
        faults.append(
            Fault(
                "/officers", "too_few", f"要有{least}名以上办理人员（行政许可法第三十四条），现在是{len(officers)}名。"
            )
        )
    place = _word(given, "place", "请填写地点。", faults)
    photos = read_files(given, "photos", "现场照片", faults)
    if is_on_site(procedure) and not given.get("photos"):
        faults.append(Fault("/photos", "missing", "请上传现场照片，至少一张。"))
    findings = tuple(_findings(procedure, given.get("findings") or {}, faults))
    signature, signer, note, file = _signed(given, faults)
    if faults:
        raise Invalid("记录还不完整。", faults=faults)
    assert began_at is not None, "what is missing is a fault"
    assert ended_at is not None, "what is missing is a fault"
    is_representative = str(given.get("signer_kind") or "") == "representative"
    return RecordGiven(
        began_at, ended_at, place, officers, findings, photos, signature, signer, is_representative, note, file
    )


def read_moment(given: Mapping[str, Any], name: str, label: str, faults: list[Fault]) -> datetime | None:
    """Day and minute as the city reads them; a missing or unreadable one is a fault."""
    text = str(given.get(name) or "").strip()
    try:
        found = datetime.fromisoformat(text)
        return found.replace(tzinfo=LOCAL) if found.tzinfo is None else found
    except ValueError:
        said = f"请填写{label}。" if not text else f"{label}要写成 2026-11-23T10:00 这样。"
        faults.append(Fault(f"/{name}", "missing" if not text else "format", said))
        return None


def read_files(given: Mapping[str, Any], name: str, label: str, faults: list[Fault]) -> tuple[UUID, ...]:
    try:
        return tuple(dict.fromkeys(UUID(str(each)) for each in given.get(name) or ()))
    except ValueError:
        faults.append(Fault(f"/{name}", "format", f"{label}没有传好，请重新上传。"))
        return ()


def _order(began: datetime | None, ended: datetime | None, *, not_before: datetime, at: datetime) -> Iterator[Fault]:
    if began is None or ended is None:
        return
    if ended < began:
        yield Fault("/ended_at", "order", "结束时间不能早于开始时间。")
    if ended > at:
        yield Fault("/ended_at", "future", "结束时间还没有到，做完以后再登记。")
    if began.astimezone(LOCAL).date() < not_before.astimezone(LOCAL).date():
        yield Fault("/began_at", "too_early", "开始时间早于这个特别程序的启动日期。")


def _findings(procedure: SpecialProcedure, given: object, faults: list[Fault]) -> Iterator[tuple[str, str]]:
    said: Mapping[str, Any] = given if isinstance(given, Mapping) else {}
    for line in lines_of(procedure):
        text = str(said.get(line.value) or "").replace("\x00", "").strip()
        if not text:
            faults.append(Fault(f"/findings/{line.value}", "missing", f"请填写“{line.label}”。"))
        elif len(text) > _LONGEST:
            faults.append(Fault(f"/findings/{line.value}", "too_long", f"“{line.label}”最多{_LONGEST}个字。"))
        else:
            yield line.label, text


def _signed(given: Mapping[str, Any], faults: list[Fault]) -> tuple[str, str, str, UUID | None]:
    """How it was signed, by whom, the remark, and the picture of the signature."""
    signature = str(given.get("signature") or "")
    if signature not in dict(SIGNATURES):
        faults.append(Fault("/signature", "choice", "请选择申请人或者代理人怎么签字。"))
    signer = _word(given, "signer", "请填写签字人的姓名。", faults, at_most=60)
    note = str(given.get("signature_note") or "").strip()[:300]
    if signature == "refused" and not note:
        faults.append(Fault("/signature_note", "missing", "拒绝签字的，请写明原因和在场见证人。"))
    files = read_files(given, "signature_files", "签名照片", faults)
    if signature == "picture" and not files:
        faults.append(Fault("/signature_files", "missing", "请上传签名的照片。"))
    return signature, signer, note, files[0] if files and signature == "picture" else None


def _word(given: Mapping[str, Any], name: str, please: str, faults: list[Fault], *, at_most: int = 200) -> str:
    text = str(given.get(name) or "").replace("\x00", "").strip()
    if not text or len(text) > at_most:
        faults.append(Fault(f"/{name}", "missing", please if not text else f"最多{at_most}个字。"))
    return text


def named(officers: Sequence[tuple[str, str]]) -> str:
    """Names with their numbers, as they stand on paper."""
    return "、".join(f"{name}（工号{number}）" for name, number in officers)
