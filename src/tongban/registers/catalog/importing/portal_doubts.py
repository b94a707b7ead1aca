"""Contradictions inside one ordinary guide (指南的矛盾之处): what two fields of it say differently."""

import re
from collections.abc import Mapping
from typing import Any

from . import laws
from .conditions import shares
from .situations import Situations
from .taking import Taken
from .words import PROCEDURES, named

_MUST_COME = re.compile(
    r"(?:到|前往|至|赴)[^，。；]{0,10}(?:医院|现场|窗口|大厅)[^，。；]{0,12}|本人(?:须|需|应当?)?(?:亲自)?到场|"
    r"需?(?:要)?(?:到)?现场(?:核实|核验|审核|办理|确认|提交|采集|面签)[^，。；]{0,16}|当面|面签|采集指纹|采集人像"
)
_NO_NEED = re.compile(r"(?:无需|无须|不需要?|不用|不必|免)[^，。；]{0,4}(?:到)?现场")
_SURVEY = ("现场核查", "现场勘验", "实地核查", "现场踏勘", "专家评审", "听证", "鉴定", "公示", "检验检测")
_SMALL_BUSINESS = re.compile(r"个体工商户|自然人|个人(?!信息|照片|身份|所得)")
_HOUSEHOLD = re.compile(r"(?:[\u3400-\u9fff]{2,3}(?:省|市|县|区)|本省|本市|本县|我省|我市)(?:的)?(?:户籍|户口)")
_ELSEWHERE = re.compile(r"[^，。；\n]{0,24}(?:官网公布|网站公布|相关规定走流程|另行规定|咨询当地)[^，。；\n]{0,12}")
_NARROWS = re.compile(r"因([^，。；]{2,24}?)(?:权属)?(?:发生)?[^，。；]{0,6}的[，,]")
_GROUND = re.compile(r"(?:存在)?前[款项条]所?[述列]")
_DEMANDS = re.compile(r"属于([^。；]{2,60}?)的[，,]([^。；]{4,60})")
_LISTED = re.compile(r"(?:^|\n)\s*\d{1,2}\s*[.．、]\s*([^\n]{2,40})")


def tell(root: Taken, option: Mapping[str, Any], situations: Situations, base: str) -> None:
    """Every contradiction that two fields of the guide show."""
    _visits(root, base)
    _scope(root, base)
    _audience(root, base)
    _special(root, option, base)
    _conditions(root, option, base)
    _choices(root, situations, base)
    _basis(root, option, base)
    _outliers(root, base)
    _faqs(root, option, base)
    _elsewhere(root, base)


def _visits(root: Taken, base: str) -> None:
    if root.number("minSeq") != 0:
        return
    for field in ("limitsceneexplain", "acceptanceCondition", "processDescript"):
        text = _NO_NEED.sub("", root.text(field)[:8000])
        if found := _MUST_COME.search(text):
            message = f"写着到现场0次，“{named(field)}”里却说“{found.group()[:40]}”。"
            root.remarks.add(
                "visits_contradict", root.at(field), message, pointer=f"{base}/visits_required", assumed="0次，照来源"
            )
    if "鉴定" in root.text("specialProcedureType"):
        message = "写着到现场0次，办理中却有鉴定，本人要去。"
        root.remarks.add(
            "visits_contradict", root.at("minSeq"), message, pointer=f"{base}/visits_required", assumed="0次，照来源"
        )
    originals = [each.path for each in root.entries("materialList") if "原件核对" in each.text("materialExplain")]
    if originals and root.text("transactionFrom") == "网上办理":
        message = f"只能网上办、到现场0次，却有{len(originals)}份材料的复印件要拿原件核对。"
        root.remarks.add(
            "visits_contradict", root.at("minSeq"), message, pointer=f"{base}/visits_required", assumed="0次，照来源"
        )


def _scope(root: Taken, base: str) -> None:
    if root.text("doScope") not in ("全国", "全国通办"):
        return
    for field in ("processDescript", "acceptanceCondition"):
        if found := _HOUSEHOLD.search(root.text(field)[:8000]):
            message = f"写着全国通办，“{named(field)}”里却限“{found.group()}”。"
            root.remarks.add(
                "scope_contradicts", root.at("doScope"), message, pointer=f"{base}/scope", assumed="照来源"
            )


def _audience(root: Taken, base: str) -> None:
    if root.text("serveObject") not in ("法人", "企业", "企业法人"):
        return
    texts = {field: root.text(field) for field in ("acceptanceCondition", "processDescript")}
    texts |= {each.at("sourceexplain"): each.text("sourceexplain") for each in root.entries("materialList")}
    for field, text in texts.items():
        if found := _SMALL_BUSINESS.search(text[:8000]):
            message = f"服务对象只有法人，“{named(field)}”里却有“{found.group()}”。"
            root.remarks.add(
                "audience_contradicts", root.at("serveObject"), message, pointer=f"{base}/audience", assumed="照来源"
            )
            return


def _special(root: Taken, option: Mapping[str, Any], base: str) -> None:
    listed = root.text("specialProcedureType")
    kinds = {each["kind"] for each in option.get("special_procedures", ())}
    for word in _SURVEY:
        field = next(
            (each for each in ("processDescript", "acceptanceCondition") if word in root.text(each)[:8000]), ""
        )
        if field and word not in listed and PROCEDURES.get(word) not in kinds and root.has("isSpecialProcedure"):
            message = f"“{named(field)}”里有“{word}”，特别程序却没有列。"
            root.remarks.add(
                "special_undeclared",
                root.at("specialProcedureType"),
                message,
                pointer=f"{base}/special_procedures",
                assumed="照来源",
            )


def _conditions(root: Taken, option: Mapping[str, Any], base: str) -> None:
    text, name = root.text("acceptanceCondition")[:8000], root.text("unifyName")
    pointer = f"{base}/conditions"
    if (found := _NARROWS.search(text)) and not shares(found[1], name, 4) and len(text) < 200:
        message = f"名称是“{name[:40]}”，受理条件却只说因“{found[1]}”的。"
        root.remarks.add(
            "condition_narrows", root.at("acceptanceCondition"), message, pointer=pointer, assumed="照来源"
        )
    if found := _GROUND.search(text):
        message = f"“{found.group()}”没有说管哪些业务，把前面的也包括进去了。"
        root.remarks.add("ground_overlaps", root.at("acceptanceCondition"), message, pointer=pointer, assumed="照来源")
    for who, what in _DEMANDS.findall(text):
        for record in root.entries("materialList"):
            if record.text("isMust") == "必要" and shares(record.text("materialTitle"), what, 4):
                message = f"“{record.text('materialTitle')[:30]}”标为必要，受理条件里只有“{who}”的才要。"
                where = f"{base}/materials/{record.text('materialCode')}/necessity"
                root.remarks.add(
                    "material_always_required", record.at("isMust"), message, pointer=where, assumed="仍按人人都要"
                )


def _choices(root: Taken, situations: Situations, base: str) -> None:
    text = root.text("acceptanceCondition")
    for question in situations.named:
        missing = [each for each in situations.values(question) if each not in text and each not in ("是", "否")]
        if missing and text:
            message = f"“{question}”的{'、'.join(missing)[:200]}，受理条件里没有这样的说法。"
            root.remarks.add(
                "choice_not_in_conditions",
                root.at("acceptanceCondition"),
                message,
                pointer=f"{base}/conditions",
                assumed="选项照材料里的说法",
            )


def _basis(root: Taken, option: Mapping[str, Any], base: str) -> None:
    text, pointer = root.text("according"), f"{base}/legal_basis"
    read = list(option.get("legal_basis", ()))
    if not read:
        root.remarks.add("basis_missing", root.at("according"), "读不出设定依据。", pointer=pointer, assumed="留空")
    if len(read) > 1:
        root.remarks.add(
            "basis_run_on",
            root.at("according"),
            f"依据连成一段，拆成{len(read)}条。",
            pointer=pointer,
            assumed="请逐条核对",
        )
    if stray := laws.stray_text(text):
        root.remarks.add(
            "basis_stray_text", root.at("according"), f"末尾有残留的“{stray}”。", pointer=pointer, assumed="照来源"
        )
    if articles := laws.off_topic(root.text("unifyName"), read):
        message = f"“{root.text('unifyName')[:30]}”的依据里，{'、'.join(articles)[:120]}讲的是变更、注销等别的事。"
        root.remarks.add("basis_off_topic", root.at("according"), message, pointer=pointer, assumed="照来源")


def _outliers(root: Taken, base: str) -> None:
    records = root.entries("materialList")
    cited = {place: laws.names(each.text("bylaw")) or [each.text("bylaw")] for place, each in enumerate(records)}
    for place, (own, usual) in laws.outliers(cited).items():
        record = records[place]
        message = f"别的材料都引《{usual[:60]}》，只有这份引《{own[:60]}》，可能是旧法或笔误。"
        where = f"{base}/materials/{record.text('materialCode')}/basis"
        root.remarks.add("basis_outlier", record.at("bylaw"), message, pointer=where, assumed="照来源")


def _faqs(root: Taken, option: Mapping[str, Any], base: str) -> None:
    names = "。".join(each["name"] for each in option.get("materials", ()))
    for record in root.entries("faqList"):
        if not re.search(r"材料|证明|提供", record.text("faqContent")):
            continue
        listed = [each.strip() for each in _LISTED.findall(record.text("replyContent")[:4000])]
        missing = [each for each in listed if len(each) <= 20 and each not in names]
        if missing:
            message = f"答复里要“{'、'.join(missing)[:120]}”，材料清单里没有。"
            root.remarks.add(
                "material_only_in_faq",
                record.at("replyContent"),
                message,
                pointer=f"{base}/materials",
                assumed="没有加进清单",
            )


def _elsewhere(root: Taken, base: str) -> None:
    for field, element in (("acceptanceCondition", "conditions"), ("processDescript", "process_note")):
        if found := _ELSEWHERE.search(root.text(field)[:8000]):
            message = f"没有写清楚，要到别处去查：“{found.group().strip()}”。"
            root.remarks.add("refers_elsewhere", root.at(field), message, pointer=f"{base}/{element}", assumed="照来源")
    for record in root.entries("materialList"):
        if found := _ELSEWHERE.search(record.text("acceptStandard")[:2000]):
            message = f"没有写清楚，要到别处去查：“{found.group().strip()}”。"
            where = f"{base}/materials/{record.text('materialCode')}/points"
            root.remarks.add("refers_elsewhere", record.at("acceptStandard"), message, pointer=where, assumed="照来源")
