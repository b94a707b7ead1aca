"""A 一件事 guide of the portal (格式B) as one list that keeps its members, conditions, places and questions."""

import re
from typing import Any

from tongban.registers.catalog.vocabulary import ONLINE_DEPTHS

from . import heading, one_thing_doubts, portal_parts
from .heading import Setting
from .imported import ImportedGuide, digest
from .one_thing_materials import materials
from .remarks import Remarks
from .situations import Situations
from .taking import Taken, keys
from .words import none_at_all

KNOWN = keys(
    "chargelist attachInfo intermediarylist guidePoint materialList onethingCatalogStandServiceGuide approveList "
    "guideCondition questionInfo sxmc yjsSsqdbm basicInfo"
)
BASIC = keys(
    "areaName completedLimit qtbmmc qtbmId cooperateName lbjgId aheadFrequency reasonLink isCharge isIntermediary "
    "isLogistics zxdh jdtsdh yjsssqdbsznid"
)
STANDARD = keys(
    "bllctsm blxs bszt cjrId cjsj cnbjsx dbsxccs dbsxcyyhhj dndtzdz gqbjlx gqblsx gqpdcs gqsbcl gxrId gxsj hjsgq hjsxz "
    "jgsdsm jsms lbjgId sfczlct sfjxtz sfzdtybj sfzdysl sfztxsbl sxlx xsblqd xxbldsm xzbjlx xzblsx xzpdcs xzsbcl "
    "yddtzdz yjsMlBzhId yjsbsznId ywzjfw zcblqd zcblqdWbdz"
)
MEMBER = keys("cnsxsx lbsxfwmc resultSampleName tyywblxName lbjgId pxh")
CONDITION = keys("bltj processingConditions cjsj gxsj pxh smmc yjsBsznbltjId yjsbsznId zt")
POINT = keys("bldmc pointName blsj processingTime infoAddr xxdz cjsj gxsj pxh yjsBldId ywzjId zt")
QUESTION = keys("wt problem da answer pxh yjsMlSsqdQuestionId yjsSsqdId cjsj gxsj")
ATTACHMENT = keys("cjsj gxsj fjId fjbm fjdx fjlj fjlx fjmc s3tmc sfyx ywdxId")
CHANNELS = {"1": "web", "2": "mobile"}
NUMBER = "01"
BASE = f"/options/{NUMBER}"
_MARKS = frozenset(
    {"sxmc", "yjsSsqdbm", "guideCondition", "guidePoint", "onethingCatalogStandServiceGuide", "approveList"}
)
_CODE = re.compile(r"\d{2}[TP]C[NP]\d{4}[0-9A-Z]{0,12}", re.ASCII)


def is_one_thing(record: dict[str, Any]) -> bool:
    """Does the record look like a 一件事 guide?"""
    return bool(_MARKS & record.keys())


def read(record: dict[str, Any], file: str, setting: Setting, remarks: Remarks | None = None) -> ImportedGuide:
    """The guide as a list of kind bundle; members and places have no element of their own yet, and are kept."""
    remarks = remarks or Remarks(file)
    root = Taken(record, "", remarks)
    root.tell_unknown(KNOWN)
    code, name = root.text("yjsSsqdbm").upper(), root.text("sxmc", place=True)
    option = _option(root, name)
    members = [each.text("lbsxfwmc") for each in root.entries("approveList")]
    message = f"一件事“{name[:40]}”，{len(members)}个成员事项：{'、'.join(members)[:300]}。"
    remarks.add("bundle", "approveList", message, assumed="成员、地点、改革前后数据都保留，按一个办理项编制")
    if not members:
        remarks.add("members_missing", "approveList", "一件事没有写成员事项。", assumed="照来源")
    if not name:
        remarks.add("name_missing", "sxmc", "没有名称。", pointer=f"{BASE}/name", assumed="留空")
    if not _CODE.fullmatch(code):
        what = f"一件事编码“{code[:40]}”不合规则。" if code else "没有一件事编码。"
        remarks.add(
            "code_shape" if code else "code_missing", "yjsSsqdbm", what, pointer="/basic_code", assumed="原样保留"
        )
    identity = code[:60] or f"~{digest(file)[:16]}"
    item = {
        "basic_code": code,
        "name": name,
        "kind": _kind(remarks),
        "agency": _agency(root, setting),
        "level": heading.CITY_LEVEL,
        "version": heading.edition(setting, []),
        "options": {NUMBER: option},
    }
    return ImportedGuide(
        source=file,
        source_hash=digest([record, setting.agency]),
        option_code=identity,
        kind="bundle",
        item=item,
        kept=root.kept(),
        findings=remarks.of(identity),
    )


def _kind(remarks: Remarks) -> str:
    remarks.add("kind_unknown", "sxmc", "一件事没有单一的事项类型。", pointer="/kind", assumed="留空，由人选择")
    return ""


def _agency(root: Taken, setting: Setting) -> str:
    if setting.agency:
        return setting.agency
    lead = root.part("basicInfo").text("qtbmmc")
    message = f"来源的牵头部门是“{lead[:40]}”，没有说是本市哪个部门。"
    root.remarks.add("agency_open", "basicInfo.qtbmmc", message, pointer="/agency", assumed="留空，由人选择")
    return ""


def _option(root: Taken, name: str) -> dict[str, Any]:
    basic, standard = root.part("basicInfo"), root.part("onethingCatalogStandServiceGuide")
    basic.tell_unknown(BASIC)
    standard.tell_unknown(STANDARD)
    situations = Situations()
    option: dict[str, Any] = {"name": name, **_limits(basic, standard)}
    option["conditions"] = _conditions(root)
    option["materials"] = materials(root, BASE, situations)
    option["questions"] = situations.questions()
    option["results"] = _results(root)
    option["faqs"] = _faqs(root)
    option["joint_agencies"] = [each for each in re.split(r"[,，、^]", basic.text("cooperateName")) if each]
    option["process_note"] = standard.text("bllctsm", place=True)
    option["stages"] = portal_parts.stages(standard.text("bllctsm"))
    option |= _places(root) | _reach(basic, standard)
    _attachments(root)
    one_thing_doubts.tell(root, option, BASE)
    option["is_sample"] = False
    return {key: value for key, value in option.items() if value not in ([], "") or key == "name"}


def _limits(basic: Taken, standard: Taken) -> dict[str, Any]:
    """The promised limit of the whole; its unit is hardly ever written, and a statutory one does not exist."""
    (value, unit), (other, others) = basic.limit("completedLimit"), standard.limit("cnbjsx")
    field = basic.at("completedLimit") if value is not None else standard.at("cnbjsx")
    found, unit = (value, unit) if value is not None else (other, others)
    pointer = f"{BASE}/promised_limit"
    if found is None or found < 0:
        basic.remarks.add("limit_missing", field, "没有时限。", pointer=pointer, assumed="留空，由人填写")
        return {"promised_limit": {"value": 0, "unit": ""}}
    if not unit:
        message = f"时限{found}没有单位。"
        basic.remarks.add("unit_missing", field, message, pointer=f"{pointer}/unit", assumed="单位留空，由人选择")
    if value is not None and other is not None and value != other:
        message = f"承诺时限一处是{value}，另一处是{other}。"
        basic.remarks.add("alias_differs", standard.at("cnbjsx"), message, pointer=pointer, assumed=str(value))
    return {"promised_limit": {"value": found, "unit": unit}}


def _twice(record: Taken, first: str, second: str, *, place: bool = True) -> str:
    """Several keys stand twice, once in pinyin and once in English, with the same value."""
    left, right = record.text(first, place=place), record.text(second)
    if left and right and left != right:
        message = f"同一内容的两个键不一致：“{left[:60]}”和“{right[:60]}”。"
        record.remarks.add("alias_differs", record.at(first), message, assumed=left[:60])
    return left or right


def _conditions(root: Taken) -> list[dict[str, Any]]:
    read = []
    for place, each in enumerate(_in_order(root.entries("guideCondition")), 1):
        each.tell_unknown(CONDITION)
        if text := _twice(each, "bltj", "processingConditions"):
            proof = each.text("smmc")
            read.append({"code": f"c{place}", "text": text if none_at_all(proof) else f"{text}（证明：{proof}）"})
    return read


def _results(root: Taken) -> list[dict[str, Any]]:
    names = []
    for each in root.entries("approveList"):
        each.tell_unknown(MEMBER)
        name = each.text("resultSampleName")
        if none_at_all(name):
            message = f"成员事项“{each.text('lbsxfwmc')[:30]}”没有写办理结果。"
            each.remarks.add(
                "result_missing", each.at("resultSampleName"), message, pointer=f"{BASE}/results", assumed="没有结果"
            )
        else:
            names.append(name)
    return [{"name": each, "kind": "license"} for each in dict.fromkeys(names)]


def _faqs(root: Taken) -> list[dict[str, Any]]:
    read = []
    for each in _in_order(root.entries("questionInfo")):
        each.tell_unknown(QUESTION)
        read.append({"question": _twice(each, "wt", "problem"), "answer": _twice(each, "da", "answer")})
    return [each for each in read if each["question"] or each["answer"]]


def _places(root: Taken) -> dict[str, Any]:
    hours = []
    for each in root.entries("guidePoint"):
        each.tell_unknown(POINT)
        name = _twice(each, "bldmc", "pointName", place=False)
        hours.append(_twice(each, "blsj", "processingTime"))
        address = _twice(each, "xxdz", "infoAddr", place=False)
        message = f"办理地点“{name[:40]}”（{address[:60]}）还没有对应到本市的场所。"
        each.remarks.add("place_unmatched", each.at("bldmc"), message, pointer=f"{BASE}/venues", assumed="保留原文")
    shown = list(dict.fromkeys(each for each in hours if each))
    return {"hours": "；".join(shown)} if shown else {}


def _reach(basic: Taken, standard: Taken) -> dict[str, Any]:
    visits = basic.number("aheadFrequency")
    visits = standard.number("dbsxccs") if visits is None else visits
    if visits is None or not 0 <= visits <= 20:
        basic.remarks.add(
            "value_assumed",
            basic.at("aheadFrequency"),
            "没有写要到现场几次。",
            pointer=f"{BASE}/visits_required",
            assumed="1",
        )
        visits = 1
    channels = [CHANNELS[each] for each in standard.text("xsblqd").split(",") if each in CHANNELS]
    enquiry, complaint = basic.text("zxdh", place=True), basic.text("jdtsdh", place=True)
    if enquiry and enquiry == complaint:
        basic.remarks.add(
            "phone_same",
            basic.at("zxdh"),
            f"咨询电话和投诉电话都是{enquiry[:30]}。",
            pointer=f"{BASE}/complaint_phone",
            assumed="照来源",
        )
    depth = "handle" if visits == 0 else "accept"
    message = f"网办深度由到现场{visits}次推断。"
    basic.remarks.add(
        "value_assumed", basic.at("reasonLink"), message, pointer=f"{BASE}/online_depth", assumed=ONLINE_DEPTHS[depth]
    )
    return {
        "visits_required": visits,
        "visit_reason": basic.text("reasonLink", place=True) or standard.text("dbsxcyyhhj"),
        "online_depth": depth,
        "channels": [*dict.fromkeys(channels)] or ["window", "web", "mobile"],
        "may_deliver_by_post": basic.text("isLogistics") != "0",
        "enquiry_phone": enquiry,
        "complaint_phone": complaint,
    }


def _attachments(root: Taken) -> None:
    for each in root.entries("attachInfo"):
        each.tell_unknown(ATTACHMENT)
        if not (each.has("fjmc") or each.has("fjlj")):
            each.remarks.add("empty_attachment", each.path, "附件没有名称也没有文件。", pointer=BASE, assumed="跳过")
    for key in ("chargelist", "intermediarylist"):
        if root.entries(key):
            message = "一件事写了收费或中介服务，格式没有公开说明。"
            root.remarks.add("value_unknown", key, message, pointer=f"{BASE}/fees", assumed="保留原文，没有读成要素")


def _in_order(records: list[Taken]) -> list[Taken]:
    """By the order number, where there is one."""
    order = [each.record.get("pxh") for each in records]
    if not all(isinstance(each, int | float) and not isinstance(each, bool) for each in order):
        return records
    return [each for _, each in sorted(zip(order, records, strict=True), key=lambda pair: float(pair[0] or 0))]
