"""An application of the cast that other tests begin with: 李强 opens a small restaurant."""

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import LOCAL
from tongban.handling.cases.commands.lodging import Lodged, lodge
from tongban.handling.cases.models import Case
from tongban.handling.cases.rules.applications import Application, MaterialGiven
from tongban.handling.cases.rules.deferral import Choice, Consent
from tongban.registers.catalog.tests.editions import food_code as food_code
from tongban.registers.documents.models import StoredFile, Verdict

MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=LOCAL)
ANSWERS = {
    "has_subject": "yes",
    "business_type": "catering",
    "items": ["hot"],
    "area": 60,
    "online_sales": "none",
    "machine": "no",
    "handled_by": "self",
}
FORM = {
    "operator_name": "明月餐饮",
    "uscc": "91620200MA7D0001X9",
    "legal_representative": "李强",
    "id_number": "620201199003070017",
    "phone": "13893700001",
    "premises": "嘉峪关市雄关街道样例路1号",
    "type": "catering",
    "item_list": ["hot"],
    "floor_area": 60,
    "kitchen_area": 20,
    "manager_name": "李强",
    "manager_phone": "13893700001",
    "staff_count": 3,
    "copies_wanted": "window",
}
LICENSE = "1.2.156.3005.2.11100000000013338W011.11620200013961011C.20260000001.001.W"
NEEDED = ("layout_plan", "equipment_list", "safety_rules", "health_certificates")


def stored_file(by: Actor, name: str = "材料.pdf", at: datetime = MONDAY) -> StoredFile:
    """A file of this person that was checked and lies on the shelf."""
    return StoredFile.objects.create(
        sha256=b"\x01" * 32,
        size=1000,
        media_type="application/pdf",
        name=name,
        uploaded_by_id=by.account_id,
        client=by.client,
        uploaded_at=at,
        verdict=Verdict.CLEAN,
    )


def given(by: Actor, *codes: str) -> tuple[MaterialGiven, ...]:
    """Materials with a fresh file each."""
    return tuple(MaterialGiven(code, file_ids=(UUID(str(stored_file(by).id)),)) for code in codes)


def restaurant(by: Actor, *, without: tuple[str, ...] = (), **changes: Any) -> Application:
    """李强's application for a restaurant, complete but for `without`."""
    codes = [code for code in NEEDED if code not in without]
    licensed = () if "business_license" in without else (MaterialGiven("business_license", license_identifier=LICENSE),)
    whole = Application(
        option_code=food_code(),
        channel="web",
        applicant=by.acting_for or 0,
        answers=ANSWERS,
        form=FORM,
        materials=(*given(by, *codes), *licensed),
    )
    if changes.get("wants_deferral") and "deferral" not in changes:
        changes["deferral"] = Consent(Choice.DEFERRED, MONDAY, name=by.name)
    return replace(whole, **changes)


def lodged(by: Actor, *, at: datetime = MONDAY, without: tuple[str, ...] = (), **changes: Any) -> tuple[Lodged, Case]:
    """The application lodged, and its case."""
    begun = lodge(restaurant(by, without=without, **changes), by=by, at=at)
    return begun, Case.objects.select_related("applicant", "agency").get(number=begun.opening.number)
