"""Limits, special procedures, fees, results, questions, stages of an ordinary guide (指南的其他要素)."""

import re
from typing import Any

from tongban.registers.catalog.vocabulary import POSTS, RESULTS

from .laws import bases, known_limit, names
from .limits import UNIT_LABELS, ReadLimit, read_limit
from .taking import Taken, keys, whole
from .words import PROCEDURES, STEPS, none_at_all, says_nothing

FAQ_KEYS = keys("faqContent replyContent faqId isSzyy orderNum createDate updateDate isDelete unifyId")
CHARGE_KEYS = keys("feename feestand chargeBylaw isMinus chargeId isDelete orderNum unifyId createDate updateDate")
SERVICE_KEYS = keys(
    "serviceItemname serviceOrgproperty serviceTimelimit chargeDesc serviceExplain serviceId isDelete isSzyy orderNum "
    "unifyId createDate updateDate"
)
CHART_KEYS = keys(
    "approveCode approveId bucketName createTime updateTime flowc resultChart fileName extend resultSampleName id "
    "isDelete isExchange isNeed operateFlag"
)
PROCESS_TEXTS = ("specialProcedureExplain", "processDescript", "commitmentLimitExplain")
_PRICE = re.compile(r"(\d{1,6}(?:\.\d{1,2})?)\s*元\s*[/每]?\s*(?:本|证|件|次|份|张|个|套|人|枚)?")
_STEP = re.compile(r"[、，,；;\n]|->|→|—>|[—-]{2,}")
_LEAD = re.compile(r"^\s*(?:\d{1,2}\s*[.．、）)]|[（(]?[一二三四五六七八九十]{1,2}[）)、.]|[①-⑳])\s*")
_LICENSE = re.compile(r"证|执照|证书|簿|卡$")
MOST_STEPS = 20


def limits(root: Taken, base: str) -> dict[str, Any]:
    """The statutory and the promised limit, each with its unit or an open one."""
    statutory = _limit(root, "approveLimit", f"{base}/statutory_limit")
    promised = _limit(root, "commitmentLimit", f"{base}/promised_limit")
    _compare(root, base, statutory, promised)
    read: dict[str, Any] = {}
    for key, found, why in (
        ("statutory_limit", statutory, "approveLimitExplain"),
        ("promised_limit", promised, "commitmentLimitExplain"),
    ):
        note = root.text(why)
        said = {"note": note} if note and not says_nothing(note) and len(note) <= 200 else {}
        read[key] = {**(found.plain if found else {"value": 0, "unit": ""}), **said}
    if promised and promised.unit == "on_the_spot":
        read["case_type"] = "on_the_spot"
    return read


def _limit(root: Taken, key: str, pointer: str) -> ReadLimit | None:
    (value, unit), explanation = root.limit(key), root.text(f"{key}Explain")
    if value is None or value < 0:
        root.remarks.add("limit_missing", root.at(key), "没有时限。", pointer=pointer, assumed="留空，由人填写")
        return None
    found = read_limit(value, explanation)
    if unit and unit != found.unit:
        doubts = (("unit_contradicts", f"写的是{root.text(key)[:20]}，说明里却不一样"),) if found.unit else ()
        found = ReadLimit(value, unit, doubts)
    for code, message in found.doubts:
        assumed = f"{found.value}{UNIT_LABELS[found.unit]}" if found.unit != "on_the_spot" else "当场办结"
        root.remarks.add(code, root.at(key), f"{message}。", pointer=pointer, assumed=assumed)
    if not found.unit:
        shown = f"说明“{explanation[:60]}”里读不出" if explanation else "也没有说明"
        message = f"时限{value}没有单位，{shown}是工作日还是自然日。"
        root.remarks.add("unit_missing", root.at(key), message, pointer=f"{pointer}/unit", assumed="单位留空，由人选择")
    if found.unit == "day" and root.text("typeName") == "行政许可" and "自然日" not in explanation:
        message = f"说明里的“{found.value}日”没有说是自然日；实施行政许可的期限按工作日计算（行政许可法第八十二条）。"
        root.remarks.add("limit_permit_days", root.at(key), message, pointer=f"{pointer}/unit", assumed="照来源，按日")
    _compare_law(root, key, pointer, found, explanation)
    return found


def _compare_law(root: Taken, key: str, pointer: str, found: ReadLimit, explanation: str) -> None:
    law = known_limit(explanation) if key == "approveLimit" else None
    if law is not None and (law.value != found.value or (found.unit and found.unit != law.unit)):
        theirs = f"《{law.law}》{law.article}是{law.value}{UNIT_LABELS[law.unit]}（“{law.quote}”）"
        message = f"写的是{found.value}，所引{theirs}。"
        root.remarks.add("limit_differs_from_law", root.at(key), message, pointer=pointer, assumed="照来源")


def _compare(root: Taken, base: str, statutory: ReadLimit | None, promised: ReadLimit | None) -> None:
    if statutory is None or promised is None or not statutory.value:
        return
    may_compare = statutory.unit == promised.unit or not (statutory.unit and promised.unit)
    pointer = f"{base}/promised_limit"
    if may_compare and promised.value > statutory.value:
        message = f"承诺时限{promised.value}长于法定时限{statutory.value}。"
        root.remarks.add(
            "limit_promise_exceeds", root.at("commitmentLimit"), message, pointer=pointer, assumed="照来源"
        )
    if may_compare and promised.value == statutory.value and promised.unit != "on_the_spot":
        message = f"承诺时限与法定时限都是{promised.value}，没有缩短。"
        root.remarks.add("promise_not_shorter", root.at("commitmentLimit"), message, pointer=pointer, assumed="照来源")


def procedures(root: Taken, base: str) -> list[dict[str, Any]]:
    """Special procedures; one number for several of them is given to none."""
    if root.text("isSpecialProcedure") != "是":
        return []
    named = [each.strip() for each in root.text("specialProcedureType").split("^") if each.strip()][:MOST_STEPS]
    field, said = root.at("specialProcedureTimelimit"), root.text("specialProcedureTimelimit").split("^")
    each_own = [whole(part) for part in said]
    if len(named) > 1 and len(each_own) == len(named) and None not in each_own:
        return [_procedure(root, each, place, each_own[place - 1], base) for place, each in enumerate(named, 1)]
    value = root.number("specialProcedureTimelimit")
    if len(named) != 1 and value is not None:
        where = f"{base}/special_procedures"
        message = f"{'、'.join(named)[:200] or '特别程序'}共用一个时限{value}，分不清各是多少。"
        root.remarks.add("special_limit_shared", field, message, pointer=where, assumed="各自留空，由人填写")
        message = f"特别程序的时限{value}没有单位。"
        root.remarks.add("unit_missing", field, message, pointer=where, assumed="单位留空，由人选择")
    return [
        _procedure(root, each, place, value if len(named) == 1 else None, base) for place, each in enumerate(named, 1)
    ]


def _procedure(root: Taken, name: str, place: int, value: int | None, base: str) -> dict[str, Any]:
    pointer = f"{base}/special_procedures/s{place}"
    kind = next((kind for word, kind in PROCEDURES.items() if word in name), "")
    if not kind:
        message = f"特别程序“{name[:40]}”不认识。"
        root.remarks.add(
            "value_unknown", root.at("specialProcedureType"), message, pointer=f"{pointer}/kind", assumed="留空"
        )
    found = ReadLimit(0, "")
    if value is not None:
        context = "。".join(root.text(each) for each in PROCESS_TEXTS)[:20_000]
        found = read_limit(value, "。".join(part for part in re.split(r"[。；;]", context) if name in part))
        if not found.unit:
            message = f"“{name[:20]}”的时限{value}没有单位。"
            field = root.at("specialProcedureTimelimit")
            root.remarks.add(
                "unit_missing", field, message, pointer=f"{pointer}/limit/unit", assumed="单位留空，由人选择"
            )
    return {"code": f"s{place}", "name": name, "kind": kind, "limit": found.plain}


def fees(root: Taken, base: str) -> list[dict[str, Any]]:
    """Fees; one without a basis is told, for nothing may be charged without one."""
    charged, records = root.text("isCharge"), root.entries("chargeList")
    if charged == "是" and not records:
        root.remarks.add(
            "fee_missing",
            root.at("chargeList"),
            "写明收费，但没有收费项目。",
            pointer=f"{base}/fees",
            assumed="没有收费项目",
        )
    if charged == "否" and records:
        root.remarks.add(
            "fee_contradicts",
            root.at("isCharge"),
            f"写明不收费，却有{len(records)}个收费项目。",
            pointer=f"{base}/fees",
            assumed="照收费项目",
        )
    return [_fee(each, f"{base}/fees/{place}") for place, each in enumerate(records)]


def _fee(record: Taken, pointer: str) -> dict[str, Any]:
    record.tell_unknown(CHARGE_KEYS)
    standard, law = record.text("feestand", place=True), record.text("chargeBylaw")
    read: dict[str, Any] = {"name": record.text("feename", place=True), "standard": standard}
    found = bases(law)
    read["basis"] = found[0] if found else {"law": (names(law) or [law])[0]}
    if not law or says_nothing(law):
        record.remarks.add(
            "fee_missing_basis", record.at("chargeBylaw"), "收费没有依据。", pointer=f"{pointer}/basis", assumed="留空"
        )
    price = _PRICE.fullmatch(standard)
    if price:
        read["amount"] = round(float(price[1]) * 100)
    else:
        record.remarks.add(
            "fee_in_prose",
            record.at("feestand"),
            f"收费标准是一段文字：“{standard[:80]}”。",
            pointer=f"{pointer}/standard",
            assumed="金额留空",
        )
    if record.text("isMinus") == "是":
        record.remarks.add(
            "fee_reduction_unclear",
            record.at("isMinus"),
            "可以减免，但没有写给谁减、减多少。",
            pointer=f"{pointer}/reduction",
            assumed="留空",
        )
    return read


def results(root: Taken, base: str) -> list[dict[str, Any]]:
    """What is given in the end, by its name."""
    name = root.text("resultSampleName").strip()
    samples = root.entries("resultList")
    for each in samples:
        each.tell_unknown(CHART_KEYS)
    others = {each.text("resultSampleName") for each in samples} - {"", name}
    if none_at_all(name):
        if not others:
            root.remarks.add(
                "result_missing",
                root.at("resultSampleName"),
                "没有写办理结果是什么。",
                pointer=f"{base}/results",
                assumed="没有结果",
            )
            return []
        name = sorted(others)[0]
    elif others:
        message = f"结果写“{name[:40]}”，样本却是“{'、'.join(sorted(others))[:80]}”。"
        root.remarks.add("results_differ", root.at("resultList"), message, pointer=f"{base}/results", assumed=name)
    kind = "license" if _LICENSE.search(name) else "approval" if re.search(r"批复|决定|意见", name) else "other"
    root.remarks.add(
        "result_assumed",
        root.at("resultSampleName"),
        f"“{name[:40]}”是哪类结果，按名称推断。",
        pointer=f"{base}/results/{name[:40]}/kind",
        assumed=RESULTS[kind],
    )
    return [{"name": name.strip("《》"), "kind": kind}]


def faqs(root: Taken) -> list[dict[str, Any]]:
    records = root.entries("faqList")
    for each in records:
        each.tell_unknown(FAQ_KEYS)
    return [
        {"question": each.text("faqContent", place=True), "answer": each.text("replyContent", place=True)}
        for each in records
        if each.has("faqContent") or each.has("replyContent")
    ]


def intermediaries(root: Taken, base: str) -> list[dict[str, Any]]:
    """Intermediary services, which the law must demand."""
    said, records = root.text("isIntermediaryServices"), root.entries("zjfwList")
    pointer = f"{base}/intermediaries"
    if said == "有" and not records:
        message = "写明有中介服务，但没有列出。"
        root.remarks.add("intermediary_incomplete", root.at("zjfwList"), message, pointer=pointer, assumed="没有")
    return [_intermediary(each, f"{pointer}/{place}") for place, each in enumerate(records)]


def _intermediary(record: Taken, pointer: str) -> dict[str, Any]:
    record.tell_unknown(SERVICE_KEYS)
    limit, remarks = record.text("serviceTimelimit"), record.remarks
    missing = [name for name, value in (("时限", limit), ("收费", record.text("chargeDesc"))) if not value]
    if missing:
        message = f"中介服务没有写{'和'.join(missing)}。"
        remarks.add("intermediary_incomplete", record.path, message, pointer=pointer, assumed="留空")
    if whole(limit) is not None:
        message = f"中介服务的时限{limit}没有单位。"
        remarks.add(
            "unit_missing", record.at("serviceTimelimit"), message, pointer=f"{pointer}/limit", assumed="照来源"
        )
    return {
        "name": record.text("serviceItemname", place=True),
        "qualification": record.text("serviceOrgproperty", place=True),
        "limit": limit,
        "price": record.text("chargeDesc", place=True),
    }


def stages(text: str) -> list[dict[str, Any]]:
    """Stages, when the process is nothing but a row of short steps (受理、审核、办结)."""
    parts = [_LEAD.sub("", each).strip(" 。；;，,") for each in _STEP.split(text.partition("；自")[0][:400])]
    steps = [each for each in parts if each]
    if not 2 <= len(steps) <= MOST_STEPS or any(len(each) > 10 for each in steps):
        return []
    read = []
    for place, each in enumerate(steps, 1):
        post = next((post for word, post in STEPS.items() if word in each), "")
        if post in POSTS:
            read.append({"code": f"step{place}", "name": each, "post": post})
    return read
