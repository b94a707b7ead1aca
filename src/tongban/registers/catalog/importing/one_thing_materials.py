"""The materials of a 一件事 guide, whose keys are initials and whose values are numbers (一件事的申请材料)."""

import re
from typing import Any

from .conditions import Prose
from .laws import bases, names
from .material_frame import Fields
from .remarks import Remarks
from .situations import Situations
from .taking import Taken, keys
from .words import called, says_nothing

KNOWN = keys(
    "attachList bzclId cjsj clbyx clbz cljm cllx cllyqd cllyqdsm clmc clxs clxz gxsj materialCode materialTitle mtjfs "
    "mtjfssm pxh sfxtmb sfykb sfyslb tbxz tgfs type yjsMlSsqdClId yjsSsqdId yqtgyj zt zzclfs zzclgg"
)
ATTACHMENT = keys("cjsj gxsj fjId fjbm fjdx fjlj fjlx fjmc s3tmc sfyx ywdxId")
COPIES = {"1": (1, 0), "2": (0, 1), "3": (1, 0)}
MEDIA = {"1": "paper", "2": "electronic", "3": "paper_or_electronic", "4": "paper_and_electronic"}
KINDS = {"1": "form", "2": "license", "9": "other"}
SOURCES = {"10": "own", "20": "government", "30": "intermediary", "99": "other"}
WAYS_SPARED = {"1": "system_generated", "2": "license", "3": "data_check", "4": ""}
SURE_MEDIA = frozenset({"2", "3"})


FIELDS = Fields(
    code="bzclId",
    name="clmc",
    must="clbyx",
    basis="yqtgyj",
    hint="tbxz",
    standard="clbz",
    prose=("clmc", "tbxz", "cllyqdsm", "yqtgyj", "clbz"),
    known=KNOWN,
    attachment=ATTACHMENT,
    attachment_code="fjbm",
    attachment_content=("fjmc", "fjlj"),
    blank_form="100002",
    necessities={"1": "required", "2": "optional"},
    required=("1", ""),
)
EMPTY_SHELL = "附件没有名称也没有文件，只有时间。"


def materials(root: Taken, base: str, situations: Situations) -> list[dict[str, Any]]:
    """The materials as plain data, in the order of their numbers."""
    records = [each for each in root.entries("materialList") if each.text("zt") in ("0", "")]
    records.sort(key=_order)
    return FIELDS.read(root, records, base, situations, _material)[0]


def _order(record: Taken) -> float:
    value = record.record.get("pxh")
    return float(value) if isinstance(value, int | float) and abs(value) < 1e9 else 1e9


def _material(record: Taken, page: Prose, own: str, required_when: str) -> dict[str, Any]:
    pointer, remarks = page.pointer, record.remarks
    read = FIELDS.head(record, page, own, required_when)
    read["originals"], read["copies"] = _copies(record, pointer)
    read["medium"] = record.word("clxs", MEDIA, "paper_or_electronic", f"{pointer}/medium")
    if record.text("clxs") and record.text("clxs") not in SURE_MEDIA:
        remarks.add(
            "value_assumed",
            record.at("clxs"),
            f"材料形式代码{record.text('clxs')[:10]}没有公开说明。",
            pointer=f"{pointer}/medium",
            assumed=called(read["medium"]),
        )
    read["kind"] = record.word("clxz", KINDS, "other", f"{pointer}/kind")
    read["source"] = _source(record, pointer)
    read |= _spared(record, pointer) | FIELDS.points(record, pointer, record.text("tbxz")) | _basis(record, pointer)
    read |= _attachments(record, pointer)
    return read


def _copies(record: Taken, pointer: str) -> tuple[int, int]:
    said = record.text("cllx")
    if said and said not in COPIES:
        record.remarks.add(
            "value_unknown",
            record.at("cllx"),
            f"材料类型代码{said[:10]}没有公开说明。",
            pointer=f"{pointer}/originals",
            assumed="原件",
        )
    originals, copies = COPIES.get(said, (1, 0))
    number = record.number("zzclfs")
    if number is None or not 1 <= number <= 99:
        number = 1
    return originals * number, copies * number


def _source(record: Taken, pointer: str) -> dict[str, Any]:
    kind = record.word("cllyqd", SOURCES, "own", f"{pointer}/source/kind")
    how = record.text("cllyqdsm", place=True)
    contradicts = (kind == "government" and re.fullmatch(r"(?:申请人|个人|本人)自备", how)) or (
        kind == "own" and re.search(r"(?:部门|机构|机关)(?:核发|出具)$", how)
    )
    if contradicts:
        message = f"来源渠道代码是{record.text('cllyqd')[:10]}，来源说明却是“{how[:30]}”。"
        record.remarks.add(
            "source_contradicts", record.at("cllyqdsm"), message, pointer=f"{pointer}/source", assumed="按来源渠道"
        )
    return {"kind": kind, "how": how} if how else {"kind": kind}


def _spared(record: Taken, pointer: str) -> dict[str, Any]:
    way, note = record.word("mtjfs", WAYS_SPARED, "", f"{pointer}/spared_by"), record.text("mtjfssm", place=True)
    if not way:
        return {}
    linked = record.text("materialCode")
    read = {"way": way, "license_type": linked, "license_name": record.text("materialTitle"), "note": note}
    return {"spared_by": {key: value for key, value in read.items() if value}}


def _basis(record: Taken, pointer: str) -> dict[str, Any]:
    text = record.text("yqtgyj")
    if found := bases(text):
        return {"basis": found[0]}
    if named := names(text):
        return {"basis": {"law": named[0], "gist": text[:4000]}}
    if re.search(r"〔\d{4}〕\d+号", text):
        return {"basis": {"law": text[:200]}}
    if text and not says_nothing(text):
        record.remarks.add(
            "basis_misused",
            record.at("yqtgyj"),
            f"依据一栏写的不是依据：“{text[:60]}”。",
            pointer=f"{pointer}/basis",
            assumed="留空",
        )
    else:
        shown = f"依据只写“{text}”。" if text else "没有写要这份材料的依据。"
        record.remarks.add("basis_missing", record.at("yqtgyj"), shown, pointer=f"{pointer}/basis", assumed="留空")
    return {}


def _attachments(record: Taken, pointer: str) -> dict[str, Any]:
    kinds = FIELDS.kinds_attached(record, pointer, empty=EMPTY_SHELL)
    if record.text("sfykb") == "1" and FIELDS.blank_form not in kinds:
        message = "写着有空白表，附件里没有。"
        record.remarks.add(
            "empty_attachment", record.at("sfykb"), message, pointer=f"{pointer}/has_blank_form", assumed="没有空白表"
        )
    return FIELDS.blank(kinds)


def tell_empty(shell: Taken, pointer: str, remarks: Remarks) -> None:
    remarks.add("empty_attachment", shell.path, EMPTY_SHELL, pointer=pointer, assumed="跳过")
