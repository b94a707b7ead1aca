"""Every element of an edition in words (完整实施清单): nothing of the published document is left out."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from tongban.registers.catalog.content import Basis, MaterialRequirement, Option, Span
from tongban.registers.catalog.deferral import lapse_words, when_words
from tongban.registers.catalog.guides import Guide
from tongban.registers.catalog.vocabulary import (
    AGENCY_NATURES,
    COMMITMENTS,
    CROSS_PROVINCE_MODES,
    DEFERRAL_INTAKES,
    EFFECTS,
    MATERIAL_KINDS,
    MEDIA,
    OFFLINE_GROUNDS,
    POSTS,
    POWER_SOURCES,
    RESULTS,
    SOURCES,
    SPECIAL_PROCEDURES,
    WAYS_SPARED,
)

from .elements import element_rows

YES, NO, NONE = "是", "否", "无"
_PLACES = {"city-center": "市政务服务中心", "town-centers": "便民服务中心", "stations": "便民服务站"}
_KINDS = {
    "choice": "选一个",
    "choices": "可多选",
    "yes_no": "是或否",
    "number": "数字",
    "date": "日期",
    "text": "文字",
    "long_text": "长文字",
    "money": "金额",
    "phone": "电话",
    "id_card": "身份证号",
    "uscc": "统一社会信用代码",
    "address": "地址",
    "bank_card": "银行卡号",
}


@dataclass(frozen=True, slots=True)
class ElementGroup:
    """A headed part of the table (要素组)."""

    name: str
    rows: tuple[tuple[str, str], ...]


def all_elements(guide: Guide) -> list[ElementGroup]:
    """The whole edition, in groups; an element that is empty says 无."""
    option = guide.option
    return [
        ElementGroup("基本信息", tuple(element_rows(guide))),
        ElementGroup("说法", _names(option)),
        ElementGroup("依据和权力", _powers(option)),
        ElementGroup("条件", _conditions(option)),
        ElementGroup("情形问题", tuple((each.text, _question(each)) for each in option.questions) or _none("情形问题")),
        ElementGroup("申请材料", tuple((each.name, _material(each)) for each in option.materials) or _none("申请材料")),
        ElementGroup("申请表", tuple((each.label, _field(each)) for each in option.form) or _none("申请表")),
        ElementGroup("办理流程", _stages(option)),
        ElementGroup("收费、结果和送达", _ends(option)),
        ElementGroup("容缺和承诺", _promises(option)),
        ElementGroup("地点和渠道", _ways(guide)),
        ElementGroup("常见问题", tuple((each.question, each.answer) for each in option.faqs) or _none("常见问题")),
    ]


def _names(option: Option) -> tuple[tuple[str, str], ...]:
    return (
        ("简称", option.short_name or NONE),
        ("别名", _list(option.aliases)),
        ("群众说法", _list(option.everyday_words)),
        ("一句话说明", option.summary or NONE),
        ("人生事件", _list(option.life_events)),
        ("样例数据", YES if option.is_sample else NO),
    )


def _powers(option: Option) -> tuple[tuple[str, str], ...]:
    return (
        ("设定依据", "；".join(_basis(each) for each in option.legal_basis) or NONE),
        ("权力来源", POWER_SOURCES[option.power_source]),
        ("实施主体性质", AGENCY_NATURES[option.agency_nature]),
        ("权限划分", option.power_division or NONE),
        ("行使内容", option.exercised_content or NONE),
        ("联办机构", _list(option.joint_agencies)),
        ("委托部门", option.entrusting_agency or NONE),
    )


def _conditions(option: Option) -> tuple[tuple[str, str], ...]:
    met = ((f"条件{place}", _condition(each)) for place, each in enumerate(option.conditions, start=1))
    unmet = ((f"不予办理{place}", _condition(each)) for place, each in enumerate(option.refusal_grounds, start=1))
    before = (
        (f"要先办的事{place}", f"{each.name}（{each.basic_code}）") for place, each in _numbered(option.prerequisites)
    )
    helped = (
        (f"中介服务{place}", "；".join(filter(None, (each.name, each.qualification, each.limit, each.price))))
        for place, each in _numbered(option.intermediaries)
    )
    return (*met, *unmet, *before, *helped) or _none("条件")


def _condition(each: Any) -> str:
    parts = [each.text, f"不符合的：{each.otherwise}" if each.otherwise else "", each.basis.text if each.basis else ""]
    return "；".join(filter(None, (part.rstrip("。") for part in parts)))


def _question(each: Any) -> str:
    choices = "、".join(choice.label for choice in each.choices)
    parts = [_KINDS.get(each.kind, "文字"), choices, each.hint, "看前面的回答再问" if each.show_when else ""]
    return "；".join(filter(None, parts))


def _material(each: MaterialRequirement) -> str:
    counts = f"原件{each.originals}份，复印件{each.copies}份"
    parts = [
        MATERIAL_KINDS[each.kind],
        each.necessity.label + ("，看情形需要" if each.required_when else ""),
        counts,
        MEDIA[each.medium],
        each.why,
        f"来源：{SOURCES[each.source.kind]}{each.source.issuer}",
        f"不用交：{WAYS_SPARED[each.spared_by.way]}{each.spared_by.license_name}" if each.spared_by else "",
        f"要点：{'、'.join(each.points)}" if each.points else "",
        f"可以代替：{'、'.join(each.alternatives)}" if each.alternatives else "",
        f"样例：{each.sample}" if each.sample else "",
        "有空白表" if each.has_blank_form else "",
        "只用于这一次申请" if each.single_use else "",
        f"格式：{'、'.join(each.accept_types)}，最多{each.max_files}个文件",
        _basis(each.basis) if each.basis else "",
    ]
    return "；".join(filter(None, (part.rstrip("。") for part in parts)))


def _field(each: Any) -> str:
    choices = "、".join(choice.label for choice in each.choices)
    parts = [
        each.group,
        _KINDS.get(each.kind, "文字"),
        choices,
        "必填" if each.is_required else "选填",
        f"单位：{each.unit}" if each.unit else "",
        each.hint,
        f"例如：{each.example}" if each.example else "",
        "能自动带出" if each.prefill else "",
    ]
    return "；".join(filter(None, parts))


def _stages(option: Option) -> tuple[tuple[str, str], ...]:
    stages = tuple((each.name, _stage(each)) for each in option.stages)
    special = tuple((each.name, _special(each)) for each in option.special_procedures)
    silent = ("没有按时答复视为受理", "适用" if option.may_be_silent_consent else "不适用")
    spot = ("收件即受理", YES if option.is_accepted_on_receipt else NO)
    return (*stages, *special, ("流程说明", option.process_note or NONE), spot, silent)


def _stage(each: Any) -> str:
    limit = each.limit.words if each.limit is not None else ""
    return "；".join(filter(None, (POSTS[each.post], limit, each.standard, each.result)))


def _special(each: Any) -> str:
    parts = [
        SPECIAL_PROCEDURES[each.kind],
        EFFECTS[each.effect],
        each.limit.words if each.limit.value else "",
        f"组织：{each.organiser}" if each.organiser else "",
        f"至少{each.officers}人",
        "收费" if each.is_charged else "不收费",
        _basis(each.basis) if each.basis else "",
    ]
    return "；".join(filter(None, parts))


def _ends(option: Option) -> tuple[tuple[str, str], ...]:
    fees = tuple(
        (each.name, "；".join(filter(None, (each.standard, each.reduction, _basis(each.basis)))))
        for each in option.fees
    )
    results = tuple((each.name, _result(each)) for each in option.results)
    return (*(fees or (("收费", "不收费"),)), *(results or (("办理结果", "告知结果"),)))


def _result(each: Any) -> str:
    validity = f"有效期{each.validity.words}" if each.validity else "长期有效或没有期限"
    return "；".join(filter(None, (RESULTS[each.kind], validity, each.sample)))


def _promises(option: Option) -> tuple[tuple[str, str], ...]:
    deferral, commitment = option.deferral, option.commitment
    told = f"可以，{when_words(deferral)}" if deferral.is_offered else "不适用"
    follows = lapse_words(deferral) if deferral.is_offered else NONE
    days = "至".join(filter(None, (commitment.from_on, commitment.to_on)))
    return (
        ("容缺受理", told),
        ("容缺怎么收", DEFERRAL_INTAKES[deferral.intake] if deferral.is_offered else NONE),
        ("容缺没补齐的后果", follows),
        ("告知承诺", COMMITMENTS[commitment.kind] if commitment.is_offered else "不适用"),
        ("承诺适用的日期", days or NONE),
        ("承诺的内容", _list(commitment.promises)),
        ("不实承诺的后果", commitment.consequence or NONE),
        ("事后核查", _within(commitment.check_within)),
    )


def _within(span: Span | None) -> str:
    return f"{span.words}内核查" if span is not None else NONE


def _ways(guide: Guide) -> tuple[tuple[str, str], ...]:
    option = guide.option
    kept = option.online_exception
    offline = f"{OFFLINE_GROUNDS[kept.ground]}；{_basis(kept.basis)}" if kept is not None else NONE
    return (
        (
            "办理地点",
            "、".join(_PLACES.get(each, each) for each in option.venues if each in _PLACES)
            or _list(each.name for each in guide.places),
        ),
        ("跨省通办方式", CROSS_PROVINCE_MODES.get(option.cross_province_mode, NONE)),
        ("不上网、不能全程网办的原因", offline),
        ("预约", "可以" if option.may_book else "不用预约"),
        ("自助终端", "可以" if option.may_use_kiosk else "不可以"),
        ("邮寄", "可以" if option.may_deliver_by_post else "不可以"),
    )


def _basis(basis: Basis) -> str:
    return f"{basis.text}{f'（{basis.gist}）' if basis.gist else ''}"


def _numbered(rows: Iterable[Any]) -> Iterable[tuple[int, Any]]:
    return enumerate(rows, start=1)


def _list(words: Iterable[str]) -> str:
    return "、".join(words) or NONE


def _none(name: str) -> tuple[tuple[str, str], ...]:
    return ((name, NONE),)
