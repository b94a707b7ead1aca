"""The materials of an ordinary guide of the portal (指南的申请材料)."""

import re
from typing import Any

from .conditions import Prose
from .laws import bases, names
from .limits import count
from .material_frame import Fields
from .prose import one_of
from .situations import Situations
from .taking import Taken, keys
from .words import COPIES, MATERIAL_KINDS, MEDIA, NECESSITIES, SOURCES, WAYS_SPARED, named, says_nothing

KNOWN = keys(
    "materialId materialCode materialTitle isMust materialApproveType materialType materialStandard copiesNum "
    "pageformat commitWay freeSubmission standardMaterialsCode standardMaterialsId standardMaterialsName "
    "standardMaterialsSource sourceChannel sourceexplain materialExplain acceptStandard bylaw attachList "
    "createDate updateDate isDelete unifyId orderNum"
)
ATTACHMENT_KEYS = keys(
    "attachCode attachId attachName attachType attachSize attachPath bucketName businessId createTime updateTime isDel "
    "isDelete isValid isNeed isExchange modFlag operateFlag pdfPath"
)
_CONTINUES = re.compile(
    r"[（(]?\s*请?(?:继续)?(?:接|转|见|查)*看?\s*受理标准[^（()）。]{0,6}[）)]?\s*$|[（(]请继续查+看[^（()）]{0,10}[）)]\s*$"
)
_COUNTED = re.compile(r"(\d{1,2}|[一两二三四五六七八九十])\s*(?:张|份|套|本)(?![^，。；]{0,2}之一)")

FIELDS = Fields(
    code="materialCode",
    name="materialTitle",
    must="isMust",
    basis="bylaw",
    hint="materialExplain",
    standard="acceptStandard",
    prose=("materialTitle", "materialExplain", "sourceexplain", "bylaw", "acceptStandard"),
    known=KNOWN,
    attachment=ATTACHMENT_KEYS,
    attachment_code="attachCode",
    attachment_content=("attachName", "attachPath"),
    blank_form="000002",
    necessities=NECESSITIES,
    required=("必要", ""),
)


def materials(root: Taken, code: str, base: str, situations: Situations) -> list[dict[str, Any]]:
    """The materials as plain data, with everything that is doubtful about each."""

    def one(record: Taken, page: Prose, own: str, required_when: str) -> dict[str, Any]:
        _tell_code(record, code, page)
        return _material(record, page, own, required_when)

    records = [each for each in root.entries("materialList") if _is_alive(each)]
    read, pages = FIELDS.read(root, records, base, situations, one)
    if len(read) > 2 and all(page.is_required for page in pages):
        message = f"{len(read)}份材料全部标为必要，请逐份核对是不是人人都要。"
        root.remarks.add(
            "all_materials_required", root.at("materialList"), message, pointer=f"{base}/materials", assumed="照来源"
        )
    return read


def _is_alive(record: Taken) -> bool:
    return record.text("isDelete") not in ("Y", "1")


def _material(record: Taken, page: Prose, own: str, required_when: str) -> dict[str, Any]:
    pointer = page.pointer
    read = FIELDS.head(record, page, own, required_when)
    read["originals"], read["copies"] = _copies(record, pointer)
    read["medium"] = record.word("materialStandard", MEDIA, "paper_or_electronic", f"{pointer}/medium")
    read["kind"] = record.word("materialApproveType", MATERIAL_KINDS, "other", f"{pointer}/kind")
    read["source"] = _source(record, pointer)
    read |= _spared(record, pointer) | _points(record, pointer) | _basis(record, pointer, page)
    read |= _attachments(record, pointer) | _alternatives(record, pointer)
    _tell_contradictions(record, page, read)
    return read


def _copies(record: Taken, pointer: str) -> tuple[int, int]:
    """Originals and copies are two counts with us and one number there."""
    said = record.text("materialType")
    originals, copies = COPIES.get(said, (1, 0))
    if said and said not in COPIES:
        record.word("materialType", dict.fromkeys(COPIES, ""), "原件", f"{pointer}/originals")
    number = record.number("copiesNum")
    if number is not None and not 1 <= number <= 99:
        record.remarks.add(
            "copies_unclear",
            record.at("copiesNum"),
            f"份数{number}不合理。",
            pointer=f"{pointer}/copies",
            assumed="1份",
        )
        number = None
    if originals and copies and (number or 1) > 1:
        message = f"“原件和复印件”只写了一个份数{number}，分不清原件几份、复印件几份。"
        record.remarks.add(
            "copies_unclear",
            record.at("copiesNum"),
            message,
            pointer=f"{pointer}/copies",
            assumed=f"原件1份，复印件{number}份",
        )
        return 1, number or 1
    if found := _counted(record):
        field, said_count = found
        if said_count != (number or 1):
            message = f"份数写{number or 1}，“{named(field)}”里却说{said_count}。"
            record.remarks.add(
                "copies_unclear",
                record.at("copiesNum"),
                message,
                pointer=f"{pointer}/originals",
                assumed=f"{number or 1}份",
            )
    return originals * (number or 1), copies * (number or 1)


def _counted(record: Taken) -> tuple[str, int] | None:
    """How many pieces the words ask for (三张)."""
    for field in ("pageformat", "acceptStandard", "materialExplain"):
        if found := _COUNTED.search(record.text(field)[:300]):
            return field, count(found[1])
    return None


def _source(record: Taken, pointer: str) -> dict[str, Any]:
    kind = record.word("sourceChannel", SOURCES, "own", f"{pointer}/source/kind")
    how = record.text("sourceexplain", place=True)
    own = re.search(r"^(?:申请人|个人|本人)自备$", how)
    if (kind == "government" and own) or (kind == "own" and re.search(r"^\S{0,12}(?:部门|机关)(?:核发|出具)$", how)):
        message = f"来源渠道是“{record.text('sourceChannel')}”，来源说明却是“{how}”。"
        record.remarks.add(
            "source_contradicts", record.at("sourceexplain"), message, pointer=f"{pointer}/source", assumed="按来源渠道"
        )
    return {"kind": kind, "how": how} if how else {"kind": kind}


def _spared(record: Taken, pointer: str) -> dict[str, Any]:
    said = record.text("freeSubmission")
    linked, name = record.text("standardMaterialsCode"), record.text("standardMaterialsName")
    if said in ("", "无"):
        return {}
    way = record.word("freeSubmission", WAYS_SPARED, "", f"{pointer}/spared_by")
    if not way:
        return {}
    if way == "license" and not linked:
        message = f"写了“{said}”，但没有关联是哪一种证照。"
        record.remarks.add(
            "license_code_missing",
            record.at("standardMaterialsCode"),
            message,
            pointer=f"{pointer}/spared_by/license_type",
            assumed="留空，由人选择",
        )
    read = {"way": way, "license_type": linked, "license_name": name}
    return {"spared_by": {key: value for key, value in read.items() if value}}


def _points(record: Taken, pointer: str) -> dict[str, Any]:
    """What to mind: the hints, and where they run over into the standard, both together."""
    hint = record.text("materialExplain")
    shown = _CONTINUES.sub("", hint).rstrip()
    if shown != hint:
        message = "填报须知写不下，接到了受理标准里。"
        record.remarks.add(
            "text_overflows", record.at("materialExplain"), message, pointer=f"{pointer}/points", assumed="已接成一段"
        )
    return FIELDS.points(record, pointer, shown)


def _basis(record: Taken, pointer: str, page: Prose) -> dict[str, Any]:
    text = record.text("bylaw")
    found = bases(text)
    if found:
        return {"basis": found[0]}
    if named := names(text):
        return {"basis": {"law": named[0], "gist": text[:4000]}}
    if text and not says_nothing(text) and not any(field == "bylaw" for field, _ in page.formal) and len(text) < 60:
        return {"basis": {"law": text}}
    if not any(field == "bylaw" for field, _ in page.formal):
        message = f"依据只写“{text}”。" if text else "没有写要这份材料的依据。"
        record.remarks.add("basis_missing", record.at("bylaw"), message, pointer=f"{pointer}/basis", assumed="留空")
    return {}


def _attachments(record: Taken, pointer: str) -> dict[str, Any]:
    return FIELDS.blank(FIELDS.kinds_attached(record, pointer, empty="附件没有名称也没有文件。"))


def _alternatives(record: Taken, pointer: str) -> dict[str, Any]:
    for field in ("sourceexplain", "materialExplain"):
        if listed := one_of(record.text(field)):
            message = f"任选其一的材料只写在文字里：{'、'.join(listed)[:200]}。"
            record.remarks.add(
                "alternatives_in_prose",
                record.at(field),
                message,
                pointer=f"{pointer}/alternatives",
                assumed="已列为可以互相代替的材料",
            )
            if record.has("standardMaterialsCode"):
                said = f"{len(listed)}种证件都可以，只关联了“{record.text('standardMaterialsName')}”。"
                record.remarks.add(
                    "license_covers_one",
                    record.at("standardMaterialsCode"),
                    said,
                    pointer=f"{pointer}/spared_by",
                    assumed="照来源",
                )
            return {"alternatives": listed}
    return {}


def _tell_code(record: Taken, code: str, page: Prose) -> None:
    said = record.text("materialCode")
    if said and code and not re.fullmatch(rf"M{re.escape(code)}\d{{2}}", said):
        message = f"材料编码“{said[:40]}”应以M{code}开头，后接两位序号。"
        record.remarks.add(
            "code_shape", record.at("materialCode"), message, pointer=f"{page.pointer}/code", assumed="原样保留"
        )


def _tell_contradictions(record: Taken, page: Prose, read: dict[str, Any]) -> None:
    remarks, pointer = record.remarks, page.pointer
    said, medium = record.text("materialType"), record.text("materialStandard")
    if medium == "电子" and "和复印件" in said:
        message = f"材料形式是“电子”，却要“{said}”。"
        remarks.add(
            "medium_contradicts", record.at("materialStandard"), message, pointer=f"{pointer}/medium", assumed="照来源"
        )
    how = record.text("sourceexplain")
    title = record.text("materialTitle")
    if said == "原件" and ("自行复印" in how or title.endswith("复印件")):
        message = f"要“原件”，“{how[:30] or title[:30]}”说的却是复印件。"
        remarks.add(
            "original_copy_contradict",
            record.at("materialType"),
            message,
            pointer=f"{pointer}/originals",
            assumed="原件",
        )
    if re.search(r"原件(?:进行)?(?:核对|核验|查验)", record.text("materialExplain")):
        message = "复印件要拿原件核对，只在网上办不了。"
        if record.text("commitWay") == "网上提交":
            remarks.add(
                "original_to_be_checked", record.at("materialExplain"), message, pointer=pointer, assumed="照来源"
            )
    spared = [field for field, _ in page.exemptions]
    if spared and record.text("freeSubmission") in ("", "无") and page.is_required:
        message = f"标为必要、免提交方式为“无”，“{named(spared[0])}”里却说有的不用交。"
        remarks.add(
            "exemption_in_prose",
            record.at("freeSubmission"),
            message,
            pointer=f"{pointer}/spared_by",
            assumed="仍按要提交",
        )
