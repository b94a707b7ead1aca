"""Work orders as the portal and the desk both show them (12345工单): the form, and the query code that is told once."""

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect

from tongban.foundation.kernel.vault import VaultError, vault
from tongban.oversight.hotline.commands.taking_in import TakenIn, Wish
from tongban.oversight.hotline.rules.policy import BOUND
from tongban.oversight.hotline.rules.states import OrderKind, Privacy, Satisfaction

FIELDS = ("kind", "content", "place", "privacy", "name", "phone", "topic", "item", "case_number")
RATINGS = [(each.value, each.label) for each in Satisfaction]
COOKIE, SECONDS, PURPOSE = "tongban-order-code", 600, "hotline.query_code.shown"


def typed_in(data: QueryDict) -> dict[str, str]:
    """What was typed, so that it can be shown again."""
    return {name: plain(data.get(name, ""))[:2500] for name in FIELDS}


def wish_from(typed: dict[str, str]) -> Wish:
    """The same as the command wants it; nothing is judged here."""
    names = ("kind", "content", "place", "name", "phone", "topic", "case_number")
    given = {name: typed[name] for name in names}
    return Wish(**given, privacy=typed["privacy"] or Privacy.OPEN.value, option_code=typed["item"][:33])


def choices() -> dict[str, Any]:
    """Everything that can be chosen in the form."""
    return {
        "kinds": [(each.value, each.label, each.hint) for each in OrderKind],
        "privacies": [(each.value, each.label) for each in Privacy],
        "topics": [("", "不清楚，请热线分"), *topics()],
    }


def topics() -> list[tuple[str, str]]:
    return [(each.code, each.name) for each in BOUND.policy.topics]


def topic_name(code: str) -> str:
    """The name of a topic; one that the city dropped since is unnamed."""
    found = BOUND.policy.topic(code)
    return found.name if found is not None else ""


def with_code(request: HttpRequest, made: TakenIn, place: str) -> HttpResponse:
    """On to this page; number and code travel sealed, for it and ten minutes only."""
    response = redirect(place)
    sealed = vault().seal(f"{made.order.number} {made.query_code}", purpose=PURPOSE, owner=place).hex()
    response.set_cookie(
        COOKIE, sealed, max_age=SECONDS, path=place, secure=request.is_secure(), httponly=True, samesite="Strict"
    )
    return response


def code_in(request: HttpRequest) -> tuple[str, str]:
    """Number and query code, if this page was just come to from handing in; else two empty texts."""
    sealed = request.COOKIES.get(COOKIE, "")[:2000]
    try:
        told = vault().open(bytes.fromhex(sealed), purpose=PURPOSE, owner=request.path) if sealed else ""
    except (ValueError, VaultError):
        told = ""
    number, _, code = told.partition(" ")
    return number, code


def plain(text: str) -> str:
    """One text of a form, without what no database can keep."""
    return text[:5000].replace("\x00", "").encode("utf-8", "replace").decode().strip()
