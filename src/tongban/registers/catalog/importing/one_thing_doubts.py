"""Contradictions inside one 一件事 guide (一件事的矛盾之处)."""

import re
from collections.abc import Mapping
from typing import Any

from .conditions import shares
from .prose import younger_than
from .taking import Taken

_SAME = re.compile(r"同一([\u3400-\u9fff]{2})")
_POST = re.compile(r"邮寄|寄递|快递|物流")
_THEME = re.compile(r"([\u3400-\u9fff]{2,12})一件事")
_CODE = re.compile(r"\d{2}[TP]C[NP]?\d{4,}[0-9A-Z]*", re.ASCII)
_OTHER_WORDS = (("出生登记", "落户"), ("户口", "落户"), ("社会保障卡", "社保卡"))


def tell(root: Taken, option: Mapping[str, Any], base: str) -> None:
    """Every contradiction that two parts of the guide show."""
    _members(root, base)
    _counts(root, option, base)
    _conditions(root, base)
    _post(root, base)
    _steps(root, base)
    _templates(root, base)
    _attachments(root, base)
    _link(root, base)
    _needless(root, base)


def _members(root: Taken, base: str) -> None:
    total, unit = root.part("basicInfo").limit("completedLimit")
    for each in root.entries("approveList"):
        own, others = each.limit("cnsxsx")
        if total is not None and own is not None and own > total and (unit == others or not unit or not others):
            message = f"总时限{total}，成员“{each.text('lbsxfwmc')[:30]}”却要{own}。"
            each.remarks.add(
                "member_limit_exceeds_total",
                each.at("cnsxsx"),
                message,
                pointer=f"{base}/promised_limit",
                assumed=f"{total}，照来源",
            )


def _counts(root: Taken, option: Mapping[str, Any], base: str) -> None:
    standard = root.part("onethingCatalogStandServiceGuide")
    said, real = standard.number("xzsbcl"), len(option.get("materials", ()))
    if said is not None and said != real:
        message = f"改革后材料写{said}份，清单里有{real}份。"
        root.remarks.add(
            "material_count_differs",
            standard.at("xzsbcl"),
            message,
            pointer=f"{base}/materials",
            assumed=f"清单的{real}份",
        )


def _conditions(root: Taken, base: str) -> None:
    texts = {each: f"{each.text('clmc')}。{each.text('tbxz')}"[:4000] for each in root.entries("materialList")}
    for place, condition in enumerate(root.entries("guideCondition"), 1):
        for word in _SAME.findall(condition.text("bltj")):
            for material, text in texts.items():
                if f"不同{word}" in text:
                    message = f"条件要“同一{word}”，材料“{material.text('clmc')[:30]}”却是“不同{word}”时要的。"
                    root.remarks.add(
                        "condition_material_contradict",
                        condition.at("bltj"),
                        message,
                        pointer=f"{base}/conditions/c{place}",
                        assumed="都照来源",
                    )


def _post(root: Taken, base: str) -> None:
    basic, standard = root.part("basicInfo"), root.part("onethingCatalogStandServiceGuide")
    if basic.text("isLogistics") != "0":
        return
    places = [standard.at("bllctsm")] if _POST.search(standard.text("bllctsm")[:4000]) else []
    places += [each.at("da") for each in root.entries("questionInfo") if _POST.search(each.text("da")[:4000])]
    if places:
        message = f"写着不支持物流，有{len(places)}处（流程、常见问题）却说可以邮寄。"
        root.remarks.add(
            "post_contradicts",
            basic.at("isLogistics"),
            message,
            pointer=f"{base}/may_deliver_by_post",
            assumed="不能邮寄，照来源",
        )


def _steps(root: Taken, base: str) -> None:
    standard = root.part("onethingCatalogStandServiceGuide")
    steps = standard.text("bllctsm")[:4000]
    names = [each.text("lbsxfwmc") for each in root.entries("approveList")]
    missing = [each for each in names if each and not _is_in(each, steps)]
    if steps and missing:
        message = f"流程里没有{len(missing)}个成员：{'、'.join(missing)[:300]}。"
        root.remarks.add(
            "steps_omit_members", standard.at("bllctsm"), message, pointer=f"{base}/stages", assumed="照来源"
        )


def _is_in(member: str, steps: str) -> bool:
    return shares(member, steps, 4) or any(own in member and other in steps for own, other in _OTHER_WORDS)


def _templates(root: Taken, base: str) -> None:
    generated = [each for each in root.entries("materialList") if each.text("mtjfs") == "1"]
    marks = {each.text("sfxtmb") for each in generated}
    if len(marks) > 1:
        for each in generated:
            mark = each.text("sfxtmb")[:4] or "空"
            message = f"“{each.text('clmc')[:30]}”由系统自动生成，系统模板标记是{mark}，同类的却不一样。"
            where = f"{base}/materials/{each.text('bzclId')}/spared_by"
            each.remarks.add(
                "system_template_differs", each.at("sfxtmb"), message, pointer=where, assumed="都按系统生成"
            )


def _attachments(root: Taken, base: str) -> None:
    name = root.text("sxmc")
    for each in root.entries("attachInfo"):
        found = _THEME.search(each.text("fjmc")[:200])
        if found and not shares(found[1], name, 2):
            message = f"附件“{each.text('fjmc')[:40]}”是“{found[1]}一件事”的，不是“{name[:30]}”的。"
            each.remarks.add("attachment_other_theme", each.at("fjmc"), message, pointer=base, assumed="不采用")


def _link(root: Taken, base: str) -> None:
    standard, own = root.part("onethingCatalogStandServiceGuide"), root.text("yjsSsqdbm")
    for field in ("zcblqdWbdz", "dndtzdz", "yddtzdz"):
        codes = set(_CODE.findall(standard.text(field)[:2000]))
        if codes and own and not any(each.startswith(own[:11]) or own.startswith(each) for each in codes):
            message = f"链接里的编码{'、'.join(sorted(codes))[:60]}不是现在的{own[:30]}。"
            root.remarks.add("link_legacy_code", standard.at(field), message, pointer=base, assumed="不采用链接")


def _needless(root: Taken, base: str) -> None:
    """What children under some age need not bring is asked of newborns."""
    if not re.search(r"新生儿|出生", root.text("sxmc")):
        return
    for each in root.entries("materialList"):
        for field in ("cllyqdsm", "tbxz"):
            if years := younger_than(each.text(field)):
                message = f"“{each.text('clmc')[:30]}”{years}岁以下可以不提供，新生儿都用不着。"
                where = f"{base}/materials/{each.text('bzclId')}/necessity"
                each.remarks.add(
                    "material_not_needed", each.at(field), message, pointer=where, assumed="照来源留在清单里"
                )
        if each.text("clbyx") == "2" and "本人银行卡" in each.text("clmc"):
            message = f"“{each.text('clmc')[:30]}”新生儿本人用不着。"
            where = f"{base}/materials/{each.text('bzclId')}/necessity"
            each.remarks.add("material_not_needed", each.at("clmc"), message, pointer=where, assumed="照来源留在清单里")
