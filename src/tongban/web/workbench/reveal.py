"""Showing a value in full (显示全部): a purpose is named, the ledger has it first, and it is hidden again."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import now
from tongban.foundation.kernel.errors import Fault, Invalid, NotFound
from tongban.foundation.ledger.commands import record_read
from tongban.handling.cases.models import Case
from tongban.handling.cases.queries.forms import lodged_form
from tongban.handling.cases.queries.visible import case_for
from tongban.registers.catalog.queries import guide_of
from tongban.registers.parties.commands.reveal import reveal
from tongban.registers.parties.rules import Field
from tongban.web.ui.audience import staff
from tongban.web.ui.jinja import fragment
from tongban.web.ui.sessions import actor_of

from .case import Coming, case_page
from .forms import PURPOSES, in_words, is_sensitive
from .frame import CASE_ROLES


@require_POST
@staff(*CASE_ROLES)
def show_full(request: HttpRequest, number: str) -> HttpResponse:
    """One field of one case, after the record; with scripts only its place changes, without them the page."""
    actor = actor_of(request)
    found = case_for(actor, number)
    name, purpose = request.POST.get("field", "")[:80], request.POST.get("purpose", "")
    if purpose not in PURPOSES:
        raise Invalid(faults=[Fault("/purpose", "choice", f"请选择查看完整信息的用途：{'、'.join(PURPOSES)}。")])
    value = _value(found, name, purpose, by=actor)
    if request.headers.get("HX-Request") == "true":
        shown = {"shown_value": value, "shown_name": name}
        return fragment(request, "workbench/revealed.html", "value", shown)
    return case_page(request, found, Coming(revealed={name: value}))


def _value(found: Case, name: str, purpose: str, *, by: Actor) -> str:
    kind, _, code = name.partition(".")
    at = now()
    if kind == "party" and code in Field.values:
        return reveal(found.applicant, Field(code), purpose=purpose, subject=found.chain, by=by, at=at)
    option, form = guide_of(found.option_version_id).option, lodged_form(found)
    asked = next((each for each in option.form if each.code == code), None)
    if kind != "form" or asked is None or not is_sensitive(asked.kind) or code not in form:
        raise NotFound("这个办件没有这一项信息。")
    about = f"party:{found.applicant_id}"
    record_read(about, by=by, at=at, purpose=purpose, subject=found.chain, fields=[name])
    return in_words((), form[code])
