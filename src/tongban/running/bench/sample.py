"""What is applied for when it is measured (测速用的申请): an old-age allowance, with its three materials."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from tongban.foundation.kernel.codes import id_cards
from tongban.handling.cases.rules.applications import ApplicantGiven, Application, MaterialGiven
from tongban.registers.catalog.models import HandlingOption

BASIC_CODE = "620511001W00"
MATERIALS = ("application_form", "identity", "bank")
ANSWERS = {"age": 86}
BORN_FROM = date(1930, 1, 1)
DAYS = 5000
MOST_PEOPLE = DAYS * 999


@dataclass(frozen=True, slots=True)
class Person:
    """An applicant who does not exist; the number is well-formed (GB 11643)."""

    name: str
    number: str
    phone: str


def person(serial: int) -> Person:
    """The applicant of this serial number, always the same."""
    assert serial < MOST_PEOPLE, "there are no more numbers"
    born = BORN_FROM + timedelta(days=serial % DAYS)
    first = f"620201{born:%Y%m%d}{serial // DAYS + 1:03d}"
    name = "赵钱孙李周吴郑王"[serial % 8] + "福禄寿喜安康平顺"[serial // 8 % 8]
    return Person(name, first + id_cards.check_digit(first), f"154{serial % 100_000_000:08d}")


def option_code() -> str:
    """The 33 characters of the allowance in this city's catalogue."""
    return HandlingOption.objects.get(code__contains=BASIC_CODE).code


def form(who: Person) -> dict[str, Any]:
    return {
        "name": who.name,
        "id_number": who.number,
        "phone": who.phone,
        "contact_name": "样例亲属",
        "contact_phone": "15400000009",
        "bank_account": "6222000000000000004",
    }


def application(option: str, who: Person, files: Sequence[UUID]) -> Application:
    """The application as a command takes it."""
    return Application(
        option_code=option,
        channel="api",
        applicant=ApplicantGiven("person", who.name, "id_card", who.number, who.phone),
        answers=ANSWERS,
        form=form(who),
        materials=[MaterialGiven(code, file_ids=(file,)) for code, file in zip(MATERIALS, files, strict=True)],
    )


def body(option: str, who: Person, files: Sequence[UUID]) -> dict[str, Any]:
    """The same application as a request to the open API."""
    return {
        "option_code": option,
        "channel": "api",
        "applicant": {
            "kind": "person",
            "name": who.name,
            "id_kind": "id_card",
            "id_number": who.number,
            "phone": who.phone,
        },
        "answers": ANSWERS,
        "form": form(who),
        "materials": [
            {"requirement_code": code, "file_ids": [str(file)]} for code, file in zip(MATERIALS, files, strict=True)
        ],
    }
