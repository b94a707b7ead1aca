"""李强 buys a second-hand flat: the joint application with which the tests of bundles begin, and hands to decide it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day
from tongban.handling.bundles.commands import accepting
from tongban.handling.bundles.commands.lodging import Begun, lodge_bundle, of_applicant
from tongban.handling.bundles.models import BundleCase
from tongban.handling.bundles.queries.family import Family, family_of
from tongban.handling.bundles.rules.applications import BundleApplication, divide
from tongban.handling.cases.commands import delivering, examining
from tongban.handling.cases.models import Case
from tongban.handling.cases.tests.applying import MONDAY, stored_file
from tongban.handling.cases.tests.colleagues import acting
from tongban.handling.cases.tests.driving import after, fresh
from tongban.registers.agencies.models import Staff
from tongban.registers.bundles.queries import edition_on, guides_of
from tongban.registers.bundles.rules.form import asked
from tongban.registers.bundles.rules.needed import needed_members

Cast = Callable[..., Actor]
CODE = "real-estate"
CONTRACT, TAX, REGISTRATION = "contract", "tax", "registration"
VALUES: Mapping[str, Any] = {
    "reason": "second_hand",
    "sealed": "no",
    "utilities": "no",
    "transferor_name": "王老五",
    "transferor_id": "620201198511120020",
    "transferor_phone": "15400000002",
    "transferee_name": "李强",
    "transferee_id": "620201199003070017",
    "transferee_phone": "13893700001",
    "location": "嘉峪关市建设西路2号院3号楼1单元402室（样例）",
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

RESTAURANT: Mapping[str, Any] = {
    "area": "80",
    "shop_name": "样例面馆",
    "operator_name": "李强",
    "operator_id": "620201199003070017",
    "operator_phone": "13893700001",
    "premises": "嘉峪关市钢城街道迎宾路8号（样例）",
    "staff_count": "3",
    "handled_by": "self",
    "license.ask.adult": "yes",
    "license.ask.public_servant": "no",
    "license.ask.operation_form": "personal",
    "license.ask.premises_kind": "own",
    "license.operator_address": "嘉峪关市雄关街道样例路3号（样例）",
    "license.form_of_operation": "personal",
    "license.business_scope": "餐饮服务",
    "license.license_copies": "electronic",
    "food.ask.items": ["hot"],
    "food.ask.online_sales": "none",
    "food.ask.machine": "no",
    "food.item_list": ["hot"],
    "food.kitchen_area": "35",
    "food.manager_name": "李强",
    "food.manager_phone": "13893700001",
    "food.copies_wanted": "electronic",
}


def papers_of(application: BundleApplication, at: datetime = MONDAY) -> list[str]:
    """The keys of the papers that this application has to bring."""
    content = edition_on(application.code, local_day(at)).content
    options = {key: each.option for key, each in guides_of(content).items()}
    return [each.key for each in divide(content, options, application).papers.needed]


_SAMPLES: Mapping[str, Any] = {
    "yes_no": "yes",
    "number": "1",
    "money": "100",
    "date": "2026-11-01",
    "phone": "13893700001",
    "id_card": "620201199003070017",
    "bank_card": "6222000000000000004",
    "address": "嘉峪关市雄关街道样例路3号（样例）",
}


def filled(code: str, said: Mapping[str, Any]) -> dict[str, Any]:
    """The one form of a bundle in the situation that was said, everything else filled with samples."""
    content, values = edition_on(code, local_day(MONDAY)).content, dict(said)
    options = {key: each.option for key, each in guides_of(content).items()}
    for _ in range(4):
        chosen = needed_members(content, values)
        for entry in asked(content, options, values, chosen=chosen.keys):
            if not entry.is_required:
                continue
            first = (
                [entry.choices[0].value] if entry.kind == "choices" else entry.choices[0].value if entry.choices else ""
            )
            values.setdefault(entry.key, first or _SAMPLES.get(entry.kind, "样例"))
    return values


def flat(by: Actor, *, without: tuple[str, ...] = (), at: datetime = MONDAY, **changes: Any) -> BundleApplication:
    """The application for the flat, each paper uploaded once, but for those left out by their place in the set."""
    asked = BundleApplication(code=changes.get("code", CODE), channel="window", applicant=0, values=VALUES)
    if not by.is_staff:
        asked = of_applicant(asked, by)
    asked = replace(asked, **changes)
    files = {
        key: (UUID(str(stored_file(by, f"{place}.pdf", at).pk)),)
        for place, key in enumerate(papers_of(asked, at))
        if key not in without
    }
    return replace(asked, files=files)


def begun(by: Actor, *, at: datetime = MONDAY, **changes: Any) -> Begun:
    return lodge_bundle(flat(by, at=at, **changes), by=by, at=at)


def again(bundle: BundleCase) -> BundleCase:
    """As somebody who opens it now sees it."""
    return BundleCase.objects.select_related("edition__bundle__lead", "applicant", "receiver").get(pk=bundle.pk)


def family(bundle: BundleCase) -> Family:
    return family_of(again(bundle))


def case_of(bundle: BundleCase, key: str) -> Case:
    return fresh(family(bundle).child(key).case)


def accepted(cast: Cast) -> BundleCase:
    """Lodged on the web, and accepted together by 王芳."""
    bundle = begun(cast("liqiang")).bundle
    accepting.accept(bundle, by=cast("wangfang"), at=after(0, 11))
    return again(bundle)


@dataclass(frozen=True)
class Department:
    """One examiner, reviewer and decider of a department."""

    examiner: Actor
    reviewer: Actor
    decider: Actor


def department(case: Case) -> Department:
    """Who handles such a case in its department; never who received it."""
    people = Staff.objects.filter(agency=case.agency, is_active=True).order_by("pk")
    return Department(
        *(acting(people.filter(roles__contains=[post]).first()) for post in ("examiner", "reviewer", "decider"))  # type: ignore[arg-type]
    )


def decided(case: Case, hands: Department, *, at: datetime, grant: bool = True) -> Case:
    """Examined, reviewed and decided; `grant` or refuse."""
    examining.examine(fresh(case), opinion="符合。", proposal="grant" if grant else "refuse", by=hands.examiner, at=at)
    examining.review(fresh(case), opinion="同意。", by=hands.reviewer, at=at)
    if grant:
        examining.grant(fresh(case), opinion="准予。", by=hands.decider, at=at)
    else:
        ground = {"ground": "不动产登记暂行条例 第二十二条", "fact": "权属争议还没有解决。"}
        examining.refuse(fresh(case), given=ground, by=hands.decider, at=at)
    return fresh(case)


def finished(case: Case, hands: Department, *, at: datetime) -> Case:
    """Granted, and its result made."""
    granted = decided(case, hands, at=at)
    delivering.issue(granted, result_number="样例1号", by=hands.examiner, at=at)
    return fresh(case)


__all__ = ["MONDAY", "after", "fresh"]
