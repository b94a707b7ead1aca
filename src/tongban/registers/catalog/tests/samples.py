"""Samples that the catalogue's tests share: a small option, documents, and the demo catalogue as guides."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from tongban.foundation.kernel.errors import Invalid
from tongban.foundation.kernel.written import read_yaml
from tongban.registers.catalog import content, item
from tongban.registers.catalog.content import Option
from tongban.registers.catalog.guides import Guide
from tongban.registers.catalog.item import ItemDocument
from tongban.registers.catalog.kinds import ItemKind

CITY = Path(__file__).resolve().parents[5] / "city" / "jiayuguan"


def option(**changes: Any) -> Option:
    """A catering licence in small: follow-up question, conditional, spared, deferrable and committable materials."""
    return content.from_plain({**_OPTION, **changes})


def document(**changes: Any) -> ItemDocument:
    return item.from_plain({**_DOCUMENT, **changes})


def outcome(call: Callable[[], Any]) -> tuple[Any, list[str]]:
    """What a call gives, and the codes of the faults that it was refused for."""
    try:
        return call(), []
    except Invalid as refused:
        return None, [each.code for each in refused.faults] or ["without a fault"]


def guides_of(documents: Iterable[ItemDocument]) -> Iterator[Guide]:
    """Guides as the queries give them, made from documents directly; ids count up, there are no places."""
    agencies = {each["key"]: each for each in read_yaml((CITY / "agencies.yaml").read_text("utf-8"))["agencies"]}
    rows = [(each, number) for each in documents for number in sorted(each.options)]
    for place, (each, number) in enumerate(rows, start=1):
        agency = agencies[each.agency]
        implementation = f"{agency['uscc']}{each.level}{each.basic_code}"
        found = each.options[number]
        yield Guide(
            option_code=f"{implementation}{number}",
            implementation_code=implementation,
            basic_code=each.basic_code,
            item_name=each.name,
            kind=ItemKind(each.kind),
            field=each.field,
            level=each.level,
            agency_id=1,
            agency_key=each.agency,
            agency_name=agency["name"],
            agency_short_name=agency["short_name"],
            agency_nicknames=tuple(agency["nicknames"]),
            agency_phone=agency["phone"],
            agency_complaint_phone=agency["complaint_phone"],
            places=(),
            option_version_id=place,
            version=each.version.number,
            effective_on=date(2026, 1, 1),
            reason="",
            legal_source="",
            content_hash=content.content_hash(found),
            option=found,
        )


_OPTION: dict[str, Any] = {
    "name": "食品经营许可(新办)",
    "short_name": "办食品经营许可证",
    "aliases": ["餐饮服务许可证"],
    "everyday_words": ["开个小饭馆", "开奶茶店"],
    "summary": "开饭馆先办这个证。",
    "audience": ["person", "enterprise"],
    "person_topics": ["035"],
    "enterprise_topics": ["010"],
    "life_events": ["创业"],
    "statutory_limit": {"value": 10},
    "promised_limit": {"value": 5},
    "venues": ["city-center"],
    "visits_required": 0,
    "online_depth": "result",
    "conditions": [
        {
            "code": "has_subject",
            "text": "已有营业执照",
            "met_when": 'has_license == "yes"',
            "otherwise": "请先办营业执照。",
            "basis": {"law": "食品安全法", "article": "第三十五条"},
        },
        {"code": "clean_place", "text": "有固定场所"},
    ],
    "questions": [
        {"code": "has_license", "text": "营业执照办好了吗?", "kind": "yes_no"},
        {
            "code": "business",
            "text": "做哪一种?",
            "choices": [
                {"value": "catering", "label": "餐饮服务"},
                {"value": "retail", "label": "食品销售"},
                {"value": "canteen", "label": "单位食堂"},
            ],
        },
        {
            "code": "foods",
            "text": "卖什么?",
            "kind": "choices",
            "show_when": 'business == "catering"',
            "choices": [{"value": "hot", "label": "热食"}, {"value": "cold", "label": "冷食"}],
        },
        {"code": "area", "text": "有多大?", "kind": "number", "unit": "平方米"},
    ],
    "form": [
        {"code": "name", "label": "姓名", "max_length": 20, "example": "李强"},
        {"code": "id_number", "label": "身份证号", "kind": "id_card"},
        {"code": "phone", "label": "联系电话", "kind": "phone"},
        {"code": "married", "label": "是否已婚", "kind": "yes_no"},
        {"code": "spouse", "label": "配偶姓名", "required_when": 'married == "yes"', "show_when": 'married == "yes"'},
        {"code": "capital", "label": "投入资金", "kind": "money", "is_required": False},
        {"code": "opens_on", "label": "开业日期", "kind": "date", "is_required": False},
        {"code": "layout", "label": "冷食间说明", "show_when": '"cold" in foods'},
    ],
    "materials": [
        {"code": "form", "name": "申请书", "spared_by": {"way": "system_generated"}},
        {
            "code": "license",
            "name": "营业执照",
            "why": "证明经营主体",
            "basis": {"law": "食品安全法", "article": "第三十五条"},
            "spared_by": {"way": "license", "license_type": "business_license", "license_name": "营业执照"},
        },
        {"code": "layout", "name": "布局图", "necessity": "deferrable", "max_files": 3},
        {"code": "cold_rules", "name": "冷食制度", "required_when": '"cold" in foods'},
        {
            "code": "fire",
            "name": "消防意见",
            "required_when": "area >= 300",
            "source": {"how": "向消防救援支队申请"},
            "alternatives": ["消防验收合格证"],
        },
        {"code": "rules", "name": "管理制度", "necessity": "committable"},
        {"code": "photo", "name": "门店照片", "necessity": "optional"},
    ],
    "deferral": {"is_offered": True},
    "commitment": {"is_offered": True, "promises": ["制度已建立"]},
}

_DOCUMENT: dict[str, Any] = {
    "basic_code": "620131990W00",
    "name": "样例许可",
    "kind": "license",
    "agency": "market-regulation",
    "level": 3,
    "version": {"effective_on": "2026-01-01", "reason": "首次发布", "legal_source": "样例"},
    "options": {"01": _OPTION, "02": {**_OPTION, "name": "食品经营许可(变更)", "short_name": "", "everyday_words": []}},
}
