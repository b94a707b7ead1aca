"""What a guide says to one question (指南怎么说): every sentence out of the guide in force and nothing else; pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tongban.registers.catalog.checklist import Checklist, checklist
from tongban.registers.catalog.content import Fee, Question
from tongban.registers.catalog.guides import Guide
from tongban.registers.upkeep.rules.states import Section

from .elements import Element

MOST_PLACES = 3
_AUDIENCES = {"person": "个人", "enterprise": "企业和其他组织"}


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that was asked (答案的一项): sentences, and the section of which guide they stand in (出处)."""

    element: Element
    lines: tuple[str, ...]
    guide: Guide
    section: Section
    question: str = ""

    @property
    def text(self) -> str:
        return "".join(self.lines)


def part(guide: Guide, element: Element, situation: Mapping[str, Any]) -> Part | None:
    """What the guide says to this element; None when it says nothing."""
    lines = tuple(each for each in _TELL[element](guide, situation) if each)
    return Part(element, lines, guide, element.section) if lines else None


def deciding(guide: Guide, situation: Mapping[str, Any]) -> Question | None:
    """The question on which the next material depends, if it can be answered by a choice (看情形)."""
    told = checklist(guide.option, situation)
    names = {name for each in told.undecided for name in each.depends_on}
    asked = (each for each in told.open_questions if each.code in names)
    return next((each for each in asked if each.kind in ("yes_no", "choice")), None)


def _about(guide: Guide, situation: Mapping[str, Any]) -> list[str]:
    told = checklist(guide.option, situation)
    bring = f"带{len(told.needed)}份材料" if told.needed else "什么材料都不用带"
    cost = "不收费" if not guide.option.fees else "要收费"
    return [
        guide.option.summary,
        f"{bring}，承诺{guide.option.promised_limit.words}办结，{cost}。",
        _visits(guide),
        *_where(guide, situation)[:1],
    ]


def _can(guide: Guide, _: Mapping[str, Any]) -> list[str]:
    who = "、".join(_AUDIENCES[each] for each in guide.option.audience if each in _AUDIENCES)
    conditions = [each.text + each.otherwise for each in guide.option.conditions]
    before = [f"要先办好：{each.name}。" for each in guide.option.prerequisites]
    return [f"{who}可以办。" if who else "", *conditions, *before]


def _bring(guide: Guide, situation: Mapping[str, Any]) -> list[str]:
    told = checklist(guide.option, situation)
    needed = [f"要带：{each.material.name}，{_ended(each.why)}" for each in told.needed]
    return [
        *(needed or ["什么都不用带。"]),
        _listed("不用带：", [each.material.name for each in told.spared]),
        _listed("看情况才要：", [each.material.name for each in told.undecided]),
        _deferrable(told),
    ]


def _deferrable(told: Checklist) -> str:
    names = [each.material.name for each in told.needed if each.material.necessity == "deferrable"]
    is_offered = told.option.deferral.is_offered and names
    return f"一时拿不出{'、'.join(names)}的，可以选容缺受理，后面补。" if is_offered else ""


def _how(guide: Guide, _: Mapping[str, Any]) -> list[str]:
    stages = "→".join(each.name for each in guide.option.stages)
    return [f"{stages}。" if stages else "", _visits(guide), guide.option.process_note]


def _limit(guide: Guide, _: Mapping[str, Any]) -> list[str]:
    option = guide.option
    extra = [each.name for each in option.special_procedures if not each.is_counted]
    return [
        f"承诺{option.promised_limit.words}办结，法定{option.statutory_limit.words}。",
        _ended(option.statutory_limit.note) if option.statutory_limit.note else "",
        _listed("不算在时限里、会书面告诉您的：", extra),
    ]


def _cost(guide: Guide, _: Mapping[str, Any]) -> list[str]:
    return [_fee(each) for each in guide.option.fees] or ["不收费。谁向您收钱，请打12345。"]


def _fee(fee: Fee) -> str:
    reduction = f"减免：{_ended(fee.reduction)}" if fee.reduction else ""
    return f"{fee.name}：{_ended(fee.standard)}{reduction}依据：{fee.basis.text}。"


def _where(guide: Guide, _: Mapping[str, Any]) -> list[str]:
    places = [f"{each.name}：{each.address}，{each.hours}。" for each in guide.places[:MOST_PLACES]]
    more = len(guide.places) - len(places)
    online = "网上就能办，也可以到窗口办。" if guide.is_online and guide.has_offline_way else ""
    only = "现在只能在网上办。" if guide.is_online and not guide.has_offline_way else ""
    return [
        f"由{guide.agency_name}办理。" + (online or only),
        *places,
        f"还有{more}处也能办，见指南。" if more else "",
    ]


def _hours(guide: Guide, _: Mapping[str, Any]) -> list[str]:
    own = [f"{_ended(guide.option.hours)}"] if guide.option.hours else []
    return own or [f"{each.name}：{each.hours}。" for each in guide.places[:MOST_PLACES] if each.hours]


def _phone(guide: Guide, _: Mapping[str, Any]) -> list[str]:
    enquiry = f"咨询电话{guide.enquiry_phone}（{guide.agency_short_name}）。" if guide.enquiry_phone else ""
    return [enquiry, f"投诉电话{guide.complaint_phone}。" if guide.complaint_phone else "", "也可以打12345。"]


def _online(guide: Guide, _: Mapping[str, Any]) -> list[str]:
    way = "网上能办。" if guide.is_online else "要到窗口办。"
    return [way, _visits(guide), "可以自助终端办。" if guide.option.may_use_kiosk else ""]


def _visits(guide: Guide) -> str:
    visits, reason = guide.option.visits_required, guide.option.visit_reason
    return f"最多跑{visits}次{f'：{_ended(reason)}' if reason else '。'}" if visits else "一次都不用跑。"


def _get(guide: Guide, _: Mapping[str, Any]) -> list[str]:
    results = [
        f"办好给您：{each.name}{f'，有效期{each.validity.words}' if each.validity else ''}。"
        + (_ended(each.sample) if each.sample else "")
        for each in guide.option.results
    ]
    post = "可以到窗口领，也可以邮寄。" if guide.option.may_deliver_by_post else ""
    return [*(results or ["办结后告知结果。"]), post]


def _form(guide: Guide, _: Mapping[str, Any]) -> list[str]:
    names = [each.name for each in guide.option.materials if each.kind == "form"]
    if not guide.option.form:
        return [_listed("要填的表：", names)]
    return [_listed("要填的表：", names), "空白表和填好的样表，在指南“带什么”一节下载。网上办不用填纸质表。"]


def _refusal(guide: Guide, _: Mapping[str, Any]) -> list[str]:
    grounds = [f"不予办理：{_ended(each.text)}" for each in guide.option.refusal_grounds]
    return grounds or [f"{each.text}{each.otherwise}" for each in guide.option.conditions if each.otherwise]


def _remedy(guide: Guide, _: Mapping[str, Any]) -> list[str]:
    return [_ended(guide.option.remedy) if guide.option.remedy else ""]


def _law(guide: Guide, _: Mapping[str, Any]) -> list[str]:
    return [f"{each.text}{f'：{_ended(each.gist)}' if each.gist else '。'}" for each in guide.option.legal_basis]


def _nothing(_: Guide, __: Mapping[str, Any]) -> list[str]:
    return []


def _listed(head: str, names: list[str]) -> str:
    return f"{head}{'、'.join(names)}。" if names else ""


def _ended(text: str) -> str:
    """A sentence with its full stop."""
    return text if text.endswith(("。", "！", "？")) else f"{text}。"


_TELL = {
    Element.ABOUT: _about,
    Element.CAN: _can,
    Element.BRING: _bring,
    Element.HOW: _how,
    Element.LIMIT: _limit,
    Element.COST: _cost,
    Element.WHERE: _where,
    Element.HOURS: _hours,
    Element.PHONE: _phone,
    Element.ONLINE: _online,
    Element.GET: _get,
    Element.FORM: _form,
    Element.REFUSAL: _refusal,
    Element.REMEDY: _remedy,
    Element.LAW: _law,
    Element.FAQ: _nothing,
}
