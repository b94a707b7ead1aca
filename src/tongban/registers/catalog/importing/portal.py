"""An ordinary guide of a provincial portal (平台的普通办事指南, 格式A) as a list with one option."""

import re
from itertools import pairwise
from typing import Any

from tongban.registers.catalog import vocabulary
from tongban.registers.catalog.elements.words import LEVELS as NAMES

from . import heading, portal_parts
from .heading import Setting
from .imported import ImportedGuide, digest
from .laws import bases, names
from .portal_doubts import tell
from .portal_materials import materials
from .remarks import Remarks
from .situations import Situations
from .taking import Taken, keys
from .words import AUDIENCES, CHANNELS, DEPTHS, LEVELS, SCOPES, none_at_all, says_nothing

KNOWN = keys(
    "unifyId unifyName rightsCode rightsId ywCode typeName according acceptanceCondition approveLimit "
    "approveLimitExplain commitmentLimit commitmentLimitExplain isSpecialProcedure specialProcedureType "
    "specialProcedureTimelimit blbm schemeLevels deptName orgId orgName serveObject doScope transactionFrom "
    "isonline minSeq minExplain limitsceneexplain transactLevel isCharge chargeList isIntermediaryServices "
    "zjfwList isEnterpriseCommitment isProveCommitment quantitativeRestriction processDescript "
    "resultSampleName applicantPower applicantDuty lctList resultList materialList faqList zxdh jdtsdh"
)
MARKS = frozenset({"rightsCode", "unifyId", "unifyName", "ywCode", "approveLimit", "acceptanceCondition"})
_ITEM = re.compile(
    r"\n\s*(?:\d{1,2}\s*[.．、]|[（(][一二三四五六七八九十]{1,2}[）)])|(?:^|；)\s*\d{1,2}\s*[.．、](?!\d)|\n\s*\n"
)
MOST_CONDITIONS = 60
MOST_VISITS = 20


def is_ordinary(record: dict[str, Any]) -> bool:
    """Does the record look like an ordinary guide?"""
    return len(MARKS & record.keys()) >= 1 or "materialTitle" in str(record.get("materialList", ""))[:4000]


def read(record: dict[str, Any], file: str, setting: Setting, remarks: Remarks | None = None) -> ImportedGuide:
    """The guide as a list with one option; nothing in the record makes it fail."""
    remarks = remarks or Remarks(file)
    root = Taken(record, "", remarks)
    root.tell_unknown(KNOWN)
    code = heading.basic_code(root.text("rightsCode").upper(), "rightsCode", remarks)
    number = heading.option_number(root.text("ywCode"), "ywCode", remarks)
    base = f"/options/{number}"
    option = _option(root, code, number, base)
    item = _item(root, code, number, option, setting)
    identity = f"{code}-{number}" if code else root.text("unifyId")[:60] or f"~{digest(file)[:16]}"
    return ImportedGuide(
        source=file,
        source_hash=digest([record, setting.agency]),
        option_code=identity,
        kind="guide",
        item=item,
        kept=root.kept(),
        findings=remarks.of(identity),
    )


def _item(root: Taken, code: str, number: str, option: dict[str, Any], setting: Setting) -> dict[str, Any]:
    remarks = root.remarks
    name = option["name"]
    if name:
        remarks.add(
            "item_name_assumed", "unifyName", "来源只有办理项名称，没有事项名称。", pointer="/name", assumed=name
        )
    return {
        "basic_code": code,
        "name": name,
        "kind": heading.kind(root.text("typeName"), code, "typeName", remarks),
        "agency": heading.agency(setting, code, "rightsCode", remarks),
        "level": _level(root),
        "version": heading.edition(setting, names(root.text("according"))[:3]),
        "options": {number: option},
        "department_code": code[4:6],
    }


def _option(root: Taken, code: str, number: str, base: str) -> dict[str, Any]:
    situations = Situations()
    name = root.text("unifyName", place=True)
    if not name:
        root.remarks.add("name_missing", "unifyName", "没有名称。", pointer=f"{base}/name", assumed="留空")
    option: dict[str, Any] = {"name": name, "audience": _audience(root, base), **portal_parts.limits(root, base)}
    option["legal_basis"] = bases(root.text("according"))
    option["conditions"] = _conditions(root)
    option["materials"] = materials(root, f"{code}{number}", base, situations)
    option["questions"] = situations.questions()
    option["special_procedures"] = portal_parts.procedures(root, base)
    option["fees"] = portal_parts.fees(root, base)
    option["results"] = portal_parts.results(root, base)
    option["faqs"] = portal_parts.faqs(root)
    option["intermediaries"] = portal_parts.intermediaries(root, base)
    option |= _process(root, base) | _reach(root, base) | _words(root, base)
    for each in root.entries("lctList"):
        each.tell_unknown(portal_parts.CHART_KEYS)
        if not each.has("flowc"):
            root.remarks.add("empty_attachment", each.path, "流程图没有文件。", pointer=base, assumed="跳过")
    tell(root, option, situations, base)
    option["is_sample"] = False
    return {key: value for key, value in option.items() if value not in ([], "") or key == "name"}


def _audience(root: Taken, base: str) -> list[str]:
    said = root.text("serveObject")
    found = AUDIENCES.get("".join(said.split()))
    if found is None:
        parts = [each.strip() for each in re.split(r"[/、,，;；^]", said) if each.strip()]
        found = tuple(dict.fromkeys(value for each in parts for value in AUDIENCES.get(each, ())))
        strange = [each for each in parts if each not in AUDIENCES]
        if strange or not found:
            message = f"服务对象“{'、'.join(strange)[:40]}”不认识。" if said else "没有写服务对象。"
            assumed = "照认识的" if found else "个人"
            root.remarks.add("value_unknown", "serveObject", message, pointer=f"{base}/audience", assumed=assumed)
    return list(found or ("person",))


def _level(root: Taken) -> int:
    """The level of exercise here; the source lists every level that has the item."""
    said = root.text("schemeLevels")
    listed = {LEVELS[each] for each in re.split(r"[、,，^/]", said) if each in LEVELS}
    assumed = heading.CITY_LEVEL if heading.CITY_LEVEL in listed or not listed & {5, 6} or 4 in listed else min(listed)
    if listed != {assumed}:
        message = f"行使层级写“{said[:40]}”，没有说本市是哪一级。" if said else "没有写行使层级。"
        root.remarks.add("level_assumed", "schemeLevels", message, pointer="/level", assumed=NAMES.get(assumed, ""))
    return assumed


def _conditions(root: Taken) -> list[dict[str, Any]]:
    """The conditions of acceptance, one for each numbered part of the text."""
    text = root.text("acceptanceCondition")
    starts = [0, *(found.start() for found in _ITEM.finditer(text)), len(text)]
    parts = [text[left:right].strip(" \n；;●") for left, right in pairwise(starts)]
    kept = [each for each in parts if each and not says_nothing(each)]
    if len(kept) > MOST_CONDITIONS:
        kept = [text]
    return [{"code": f"c{place}", "text": each} for place, each in enumerate(kept, 1)]


def _process(root: Taken, base: str) -> dict[str, Any]:
    text = root.text("processDescript", place=True)
    found = portal_parts.stages(text)
    if found:
        named = "、".join(each["name"] for each in found)
        root.remarks.add(
            "stages_assumed",
            "processDescript",
            f"环节按流程文字读成：{named}。",
            pointer=f"{base}/stages",
            assumed="各环节时限留空",
        )
    elif text and not re.search(r"申请|受理|审[核查]|办结|发证|登记", re.sub(r"《[^》]*》", "", text)[:4000]):
        message = "办理流程只有法规名称或套话，没有步骤。"
        root.remarks.add(
            "process_without_steps", "processDescript", message, pointer=f"{base}/stages", assumed="没有环节"
        )
    elif not text:
        root.remarks.add(
            "process_without_steps", "processDescript", "没有办理流程。", pointer=f"{base}/stages", assumed="没有环节"
        )
    elif re.search(r"^(?:根据|依据)[^。]*(?:规定制定|规定)", text) or re.search(
        r"^\s*第[一二三四五六七八九十百]+条", text
    ):
        message = "办理流程抄的是法规，没有写成步骤。"
        root.remarks.add(
            "process_without_steps", "processDescript", message, pointer=f"{base}/stages", assumed="没有环节"
        )
    return {"process_note": text, "stages": found}


def _reach(root: Taken, base: str) -> dict[str, Any]:
    """Scope, depth, visits, channels."""
    channels = _channels(root, base)
    reach: dict[str, Any] = {
        "scope": _scope(root, base),
        "online_depth": _depth(root, base),
        "visits_required": _visits(root, base),
        "visit_reason": root.text("limitsceneexplain", place=True),
    }
    return {**reach, "channels": channels} if channels else reach


def _channels(root: Taken, base: str) -> list[str]:
    channels = []
    for each in (part.strip() for part in root.text("transactionFrom").split("^")):
        if each in CHANNELS:
            channels.append(CHANNELS[each])
        elif each:
            message = f"办理渠道“{each[:40]}”不认识。"
            root.remarks.add("value_unknown", "transactionFrom", message, pointer=f"{base}/channels", assumed="不采用")
    return list(dict.fromkeys(channels))


def _depth(root: Taken, base: str) -> str:
    online = root.text("isonline")
    depth = root.word("transactLevel", DEPTHS, "accept" if online == "是" else "consult", f"{base}/online_depth")
    message = f"网办深度由“{(root.text('transactLevel') or f'能否网办：{online}')[:40]}”推断。"
    assumed = vocabulary.ONLINE_DEPTHS[depth]
    root.remarks.add("value_assumed", "transactLevel", message, pointer=f"{base}/online_depth", assumed=assumed)
    return depth


def _scope(root: Taken, base: str) -> str:
    scope, said = root.word("doScope", SCOPES, "city", f"{base}/scope"), root.text("doScope")
    if said in ("全县", "全区", ""):
        message = f"通办范围“{said}”在本市没有对应。" if said else "没有写通办范围。"
        assumed = vocabulary.SCOPES[scope]
        root.remarks.add("value_assumed", "doScope", message, pointer=f"{base}/scope", assumed=assumed)
    return scope


def _visits(root: Taken, base: str) -> int:
    visits = root.number("minSeq")
    if visits is None or not 0 <= visits <= MOST_VISITS:
        message = "没有写要到现场几次。" if visits is None else f"到现场{visits}次不合理。"
        root.remarks.add("value_assumed", "minSeq", message, pointer=f"{base}/visits_required", assumed="1次")
        return 1
    return visits


def _words(root: Taken, base: str) -> dict[str, Any]:
    limit = root.text("quantitativeRestriction")
    enquiry, complaint = root.text("zxdh", place=True), root.text("jdtsdh", place=True)
    if enquiry and enquiry == complaint:
        root.remarks.add(
            "phone_same",
            "zxdh",
            f"咨询电话和投诉电话都是{enquiry[:30]}。",
            pointer=f"{base}/complaint_phone",
            assumed="照来源",
        )
    return {
        "quantity_limit": "" if none_at_all(limit) else limit,
        "rights": root.text("applicantPower", place=True),
        "duties": root.text("applicantDuty", place=True),
        "enquiry_phone": enquiry,
        "complaint_phone": complaint,
    }
