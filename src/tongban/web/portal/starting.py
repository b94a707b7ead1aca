"""Beginning (开始办理): what is needed, how long, what it costs, who applies, and what if not on the web."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import NotYours
from tongban.handling.cases.commands.drafting import begin_draft
from tongban.handling.cases.queries.drafts import fitting_answers, open_drafts
from tongban.handling.cases.queries.filling import expected
from tongban.registers.catalog.checklist import checklist
from tongban.registers.catalog.queries import guide
from tongban.registers.catalog.standing import suspension
from tongban.registers.parties.models import Party
from tongban.registers.parties.queries import Capacity, capacities, visible_to
from tongban.web.portal.guides import windows_of
from tongban.web.portal.pages import page, public
from tongban.web.portal.situations import address_of, pairs, typed_answers
from tongban.web.ui.audience import everybody, sign_in_address
from tongban.web.ui.once import done_once
from tongban.web.ui.outages import readable_without_database
from tongban.web.ui.sessions import actor_of

MOST_SHOWN = 3


@readable_without_database
@everybody
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def begin(request: HttpRequest, code: str) -> HttpResponse:
    """Told before anybody signs in; the button begins the draft for whom one acts for now."""
    actor = actor_of(request)
    if request.method == "POST":
        if not actor.is_signed_in:
            return redirect(sign_in_address(request))
        answers = typed_answers(guide(code).option, request.POST)
        draft = begin_draft(code, by=actor, at=now(), answers=answers)
        return redirect("draft", number=draft.number)
    found = guide(code)
    answers = fitting_answers(found.option, typed_answers(found.option, request.GET))
    listed = checklist(found.option, answers)
    context = {
        "guide": found,
        "option": found.option,
        "listed": listed,
        "pairs": pairs(answers),
        "ahead": expected(found.option, at=now()),
        "questions": address_of(code, answers),
        "sign_in": sign_in_address(request),
        "closed": suspension(found),
        **windows_of(found, now()),
        "is_online": found.is_open and found.is_online,
        **_who(actor, found.option_code, found.option.audience),
    }
    response = page(request, "begin", context)
    return response if actor.is_signed_in else public(response)


def _who(actor: Actor, code: str, audience: tuple[str, ...]) -> dict[str, object]:
    """Who applies: the capacities of this person, and whether the present one fits this matter."""
    if Role.APPLICANT not in actor.roles:
        return {"is_staff": actor.is_staff}
    at = now()
    parties = {each.pk: each for each in visible_to(actor)}
    person = parties.get(actor.party_id or 0)
    if person is None:
        raise NotYours()
    present: Party = parties.get(actor.acting_for or 0, person)
    others: list[Capacity] = [each for each in capacities(person, at=at) if each.party.pk != present.pk]
    drafts = open_drafts(actor, on=local_day(at)).filter(option_version__option__code=code)
    return {
        "present": present,
        "fits": present.kind in audience,
        "others": [each for each in others if each.party.kind in audience],
        "drafts": list(drafts[:MOST_SHOWN]),
    }
