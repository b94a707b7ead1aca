"""Joint applications in the middle of their way (演示的一件事办件), made by the same commands that people use.

Half of a flat is bought from its co-owner: the contract is on record and waits to be sent with the rest, the tax is
examined, the certificate waits for the tax. Two restaurants: of one the papers are not complete, of the other the
licence is made and its number stands on the permit behind it. A company has its licence, and its seal is ordered. The
medical costs of one stay wait to be settled.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day
from tongban.handling.bundles.commands import accepting
from tongban.handling.bundles.commands.following import follow
from tongban.handling.bundles.commands.lodging import lodge_bundle, of_applicant
from tongban.handling.bundles.models import BundleCase, BundleChild
from tongban.handling.bundles.rules.applications import BundleApplication, divide
from tongban.handling.cases.models import Case, Channel
from tongban.handling.cases.rules.holding import license_type
from tongban.registers.bundles.queries import edition_on, guides_of
from tongban.registers.catalog.content import Option
from tongban.registers.catalog.queries import guide_of
from tongban.registers.documents.commands import store
from tongban.registers.licenses.queries import usable
from tongban.registers.parties.models import Account

from .cases import _ACTS, _citizen, _staff, _working_hours, sample


@dataclass(frozen=True, slots=True)
class Whole:
    """One joint application: who asks for what, how many workdays ago, what is left out, how far each case came.

    `steps` are those of the members on the workday after the acceptance, or on its day when that was the last one.
    """

    applicant: str
    code: str
    days_ago: int
    values: Mapping[str, Any]
    without: tuple[str, ...] = ()
    steps: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


_MADE = ("examine", "review", "grant", "issue")
_FLAT: Mapping[str, Any] = {
    "reason": "second_hand",
    "sealed": "no",
    "utilities": "yes",
    "transferor_name": "王老五（样例）",
    "transferor_id": "620201197202030051",
    "transferor_phone": "15400000009",
    "transferee_name": "陈雪",
    "transferee_id": "620201198511120020",
    "transferee_phone": "15400000005",
    "location": "嘉峪关市样例西路2号院3号楼1单元402室",
    "floor_area": "90",
    "price": "500000",
    "tax.ask.home": "first",
    "registration.ask.registered": "yes",
    "registration.ask.dispute": "no",
    "registration.ask.house_use": "residential",
    "registration.ask.mortgaged": "no",
    "registration.ask.handled_by": "self",
    "registration.use": "residential",
    "registration.share": "sole",
    "registration.certificate_form": "window",
}
_SHOP: Mapping[str, Any] = {
    "area": "80",
    "premises": "嘉峪关市钢城街道样例路8号",
    "staff_count": "3",
    "handled_by": "self",
    "license.ask.adult": "yes",
    "license.ask.public_servant": "no",
    "license.ask.operation_form": "personal",
    "license.ask.premises_kind": "own",
    "license.operator_address": "嘉峪关市雄关街道样例路3号",
    "license.form_of_operation": "personal",
    "license.business_scope": "餐饮服务",
    "license.license_copies": "electronic",
    "food.ask.items": ["hot"],
    "food.ask.online_sales": "none",
    "food.ask.machine": "no",
    "food.item_list": ["hot"],
    "food.kitchen_area": "35",
    "food.copies_wanted": "electronic",
}


def _shop(name: str, owner: str, number: str, phone: str) -> Mapping[str, Any]:
    called = {"shop_name": name, "operator_name": owner, "operator_id": number, "operator_phone": phone}
    return {**_SHOP, **called, "food.manager_name": owner, "food.manager_phone": phone}


_COMPANY: Mapping[str, Any] = {
    "business": "general",
    "company_name": "嘉峪关市样例商贸有限公司",
    "legal_representative": "李强",
    "legal_id": "620201199003070017",
    "legal_phone": "15400000001",
    "contact": "李强",
    "contact_phone": "15400000001",
    "premises": "嘉峪关市雄关街道样例路12号",
    "license.ask.shareholders": "1",
    "license.capital": "500000",
    "license.business_scope": "日用百货销售",
    "seal.ask.seal_set": "basic",
    "account.ask.branch": "sample_one",
    "tax.ask.invoices": "yes",
    "tax.accounting": "independent",
    "insurance.staff_count": "2",
}
_COSTS: Mapping[str, Any] = {
    "elsewhere": "no",
    "poor": "no",
    "name": "周游",
    "id_number": "620200199508210031",
    "phone": "15400000003",
    "bank_account": "6222000000000000004",
}


WHOLES = (
    Whole("chenxue", "real-estate", 1, _FLAT, steps={"contract": _MADE, "tax": ("examine",)}),
    Whole(
        "zhangwei",
        "restaurant",
        1,
        _shop("张伟小吃（样例）", "张伟", "620200199306150077", "15400000006"),
        without=("经营场所布局图和操作流程图",),
    ),
    Whole(
        "chenxue",  # not Li Qiang: what he leaves out in the main job of README must not be at hand from before
        "restaurant",
        4,
        _shop("陈雪牛肉面（样例）", "陈雪", "620201198511120020", "15400000005"),
        steps={"license": _MADE},
    ),
    Whole("liqiang", "company", 1, _COMPANY, steps={"license": _MADE, "tax": ("examine",)}),
    Whole("zhouyou", "medical", 1, _COSTS),
)


def load_joint(*, at: datetime) -> int:
    """The joint applications, for a city that was just founded; the number told."""
    return len([_tell(each, at=at) for each in WHOLES])


def _tell(whole: Whole, *, at: datetime) -> BundleCase:
    times = _working_hours(at, whole.days_ago)
    by = _citizen(Account.objects.select_related("person").get(login=whole.applicant))
    began = next(times)
    bundle = lodge_bundle(_application(whole, by, began), by=by, at=began).bundle
    (accepting.tell_once if whole.without else accepting.accept)(bundle, by=_staff(Role.COUNTER), at=next(times))
    later = _working_hours(at, whole.days_ago - 1) if whole.days_ago > 1 else times
    for member, steps in whole.steps.items():
        _handle(bundle, member, steps, later)
    return bundle


def _handle(bundle: BundleCase, member: str, steps: tuple[str, ...], times: Iterator[datetime]) -> None:
    number = BundleChild.objects.values_list("case__number", flat=True).get(bundle=bundle, member=member)
    for verb in steps:
        case = Case.objects.select_related("applicant", "agency", "delivery").get(number=number)
        moment = next(times)
        _ACTS[verb](case, guide_of(case.option_version_id), moment)
        follow(number, at=moment)


def _application(whole: Whole, by: Actor, at: datetime) -> BundleApplication:
    asked = of_applicant(BundleApplication(code=whole.code, channel=Channel.WEB, applicant=0, values=whole.values), by)
    content = edition_on(whole.code, local_day(at)).content
    options = {key: each.option for key, each in guides_of(content).items()}
    asked = replace(asked, licenses=_held(options.values(), by, at))
    papers = divide(content, options, asked).papers.needed
    files = {
        each.key: (store(sample(), name=f"{each.name}.pdf", by=by, at=at).id,)
        for each in papers
        if each.key not in whole.without
    }
    return replace(asked, files=files)


def _held(options: Iterable[Option], by: Actor, at: datetime) -> dict[str, str]:
    """The licences in force that the applicant has, of the types that spare a paper."""
    types = {license_type(each) for option in options for each in option.materials} - {""}
    assert by.party_id is not None, "the cast are natural persons"
    return {each.type.key: each.identifier for each in reversed(usable(by.party_id, types, on=local_day(at)))}
