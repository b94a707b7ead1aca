"""Looking somebody up (W23 用途登记查询): a purpose and a case or the law first; masked; each field shown on record."""

from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import now
from tongban.foundation.kernel.errors import Declined, Fault, Invalid, NotNow
from tongban.foundation.ledger.commands import record_read
from tongban.handling.cases.queries.visible import case_for
from tongban.oversight.reading.queries.policies import policy
from tongban.registers.parties.commands.reveal import reveal as open_full
from tongban.registers.parties.models import Party
from tongban.registers.parties.queries import find_party, masked, masked_name
from tongban.registers.parties.rules import Field, IdKind
from tongban.web.ui.audience import staff
from tongban.web.ui.problems import problems_of
from tongban.web.ui.sessions import actor_of

from .frame import LOOKERS, show

SALT = "workbench.lookup"
LASTS = 10 * 60
_NAMES = ("purpose", "case", "id_kind", "id_number")
_PAPERS = [(each.value, each.label) for each in IdKind]
_NUMBER = 17


@dataclass(frozen=True, slots=True)
class Stated:
    """Why one looks (用途): the purpose, and the chain of the case if there is one."""

    purpose: str
    subject: str


@staff(*LOOKERS)
@require_http_methods(["GET", "HEAD", "POST"])
def lookup(request: HttpRequest) -> HttpResponse:
    """Purpose and paper are typed; what is found is masked, and that one looked is on record."""
    if request.method != "POST":
        return _page(request, {})
    typed = {name: request.POST.get(name, "").replace("\x00", "").strip()[:40] for name in _NAMES}
    actor = actor_of(request)
    try:
        stated = _stated(actor, typed)
        found = _found(typed)
    except Declined as refusal:
        return _page(request, typed, refusal=refusal)
    about = f"party:{found.pk}"
    record_read(about, by=actor, at=now(), purpose=stated.purpose, subject=stated.subject, fields=["name"])
    word = signing.dumps([actor.ref, found.pk, stated.purpose, stated.subject], salt=SALT)
    return _page(request, typed, found=found, word=word)


@require_POST
@staff(*LOOKERS)
def reveal(request: HttpRequest) -> HttpResponse:
    """One field in full, for the purpose that was stated; asked for again it is on record again."""
    actor = actor_of(request)
    party, stated = _sealed(request.POST.get("word", ""), actor)
    name = request.POST.get("field", "")
    if name not in Field.values:
        raise Invalid(faults=[Fault("/field", "choice", "没有这一项信息。")])
    value = open_full(party, Field(name), purpose=stated.purpose, subject=stated.subject, by=actor, at=now())
    return _page(request, {}, found=party, word=request.POST.get("word", ""), full={name: value})


def _stated(actor: Actor, typed: dict[str, str]) -> Stated:
    """The purpose, with the case that it needs or the law that allows it without one; `Invalid` tells all."""
    purpose = policy().purpose(typed["purpose"])
    number = "".join(each for each in typed["case"] if each.isdigit())
    faults = []
    if purpose is None:
        faults.append(Fault("/purpose", "choice", "请选择查询用途。"))
    if purpose is not None and purpose.needs_case and len(number) != _NUMBER:
        faults.append(Fault("/case", "required", "这个用途要写办件编号，17位数字。"))
    if faults or purpose is None:
        raise Invalid(faults=faults)
    return Stated(purpose.name, case_for(actor, number).chain if len(number) == _NUMBER else "")


def _found(typed: dict[str, str]) -> Party:
    found = find_party(id_kind=typed["id_kind"], id_number=typed["id_number"])
    if found is None:
        raise Invalid(faults=[Fault("/id_number", "not_found", "没有找到，请核对证件类型和号码。")])
    return found


def _sealed(word: str, actor: Actor) -> tuple[Party, Stated]:
    """Whom and why, as it was stated: for this member of staff only, for ten minutes."""
    try:
        ref, pk, purpose, subject = signing.loads(word[:500], salt=SALT, max_age=LASTS)
    except (signing.BadSignature, ValueError, TypeError):
        ref, pk, purpose, subject = "", 0, "", ""
    party = Party.objects.filter(pk=pk).first()
    if party is None or ref != actor.ref:
        raise NotNow("这次查询已经过期，请重新写明用途再查。")
    return party, Stated(purpose, subject)


def _page(
    request: HttpRequest,
    typed: dict[str, str],
    *,
    found: Party | None = None,
    word: str = "",
    full: dict[str, str] | None = None,
    refusal: Declined | None = None,
) -> HttpResponse:
    problems = problems_of(refusal) if refusal is not None else []
    context: dict[str, Any] = {
        "purposes": [
            (each.name, each.name if each.needs_case else f"{each.name}（不用办件，依据{each.basis}）")
            for each in policy().purposes
        ],
        "papers": _PAPERS,
        "typed": typed,
        "found": _row(found, full or {}) if found is not None else None,
        "word": word,
        "problems": problems,
        "errors": {each.anchor: each.text for each in problems},
    }
    status = int(refusal.status) if refusal is not None else 200
    return show(request, "workbench/lookup.html", context, current="lookup", status=status)


def _row(party: Party, full: dict[str, str]) -> dict[str, Any]:
    sealed = {
        Field.ID_NUMBER: party.id_sealed,
        Field.PHONE: party.phone_sealed,
        Field.ADDRESS: party.address_sealed,
    }
    fields = [
        (each.value, each.label, full.get(each.value) or masked(party, each), each.value in full)
        for each in Field
        if sealed[each]
    ]
    return {"name": masked_name(party), "kind": party.get_kind_display(), "fields": fields}
