"""One's own account (我的): who one is here, password, second factor."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from tongban.exchange.notices.queries import unread
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Declined, NotFound
from tongban.handling.cases.credit import standing
from tongban.handling.cases.queries.drafts import open_drafts
from tongban.registers.parties.commands import change_password, confirm_totp, enrol_totp
from tongban.registers.parties.models import Account
from tongban.registers.parties.queries import accounts_of, masked, masked_name, visible_to
from tongban.registers.parties.rules import Field
from tongban.web.portal import inputs
from tongban.web.portal.pages import errors_by_anchor, page, told
from tongban.web.ui.audience import applicants, signed_in
from tongban.web.ui.problems import Problem
from tongban.web.ui.sessions import actor_of, client_ip, forget_session_cookie

MOST_DRAFTS = 10


@applicants
@require_safe
def me(request: HttpRequest) -> HttpResponse:
    """Who I am here (masked), what I began, and where to change things."""
    actor = actor_of(request)
    person = visible_to(actor).filter(pk=actor.party_id or 0).first()
    if person is None:
        raise NotFound()
    context = {
        "person": person,
        "masked_name": masked_name(person),
        "masked_id": masked(person, Field.ID_NUMBER),
        "masked_phone": masked(person, Field.PHONE) if person.phone_sealed else "",
        "drafts": list(open_drafts(actor, on=local_day(now()))[:MOST_DRAFTS]),
        "unread": unread(actor),
        "barred": standing(actor.acting_for or person.pk, on=local_day(now())),
    }
    return page(request, "me", context)


@signed_in
@sensitive_post_parameters("old", "new")
@require_http_methods(["GET", "HEAD", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """Change the password; every session ends, and one signs in anew."""
    account = _account(request)
    problems: list[Problem] = []
    status = 200
    if request.method == "POST":
        try:
            change_password(
                account,
                old=inputs.text(request.POST, "old"),
                new=inputs.text(request.POST, "new"),
                ip=client_ip(request),
                by=actor_of(request),
                at=now(),
            )
        except Declined as refusal:
            problems = [Problem(_ANCHORS.get(each.anchor, "old"), each.text) for each in told(refusal)]
            status = 422 if refusal.status == 401 else refusal.status
        else:
            return _to_sign_in(request)
    context = {"problems": problems, "errors": errors_by_anchor(problems), "is_staff": account.is_staff}
    return page(request, "password", context, status=status)


@signed_in
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def second_factor(request: HttpRequest) -> HttpResponse:
    """Set up the one-time code (动态口令): a QR for the authenticator, then its first code."""
    account, actor = _account(request), actor_of(request)
    if request.method != "POST":
        return page(request, "second_factor", {"is_set": account.totp_confirmed_at is not None, "address": ""})
    if "code" not in request.POST:
        return page(request, "second_factor", {"is_set": False, "address": enrol_totp(account, by=actor, at=now())})
    try:
        confirm_totp(account, code=inputs.text(request.POST, "code"), by=actor, at=now())
    except Declined as refusal:
        problems = told(refusal)
        context = {"is_set": False, "address": "", "problems": problems, "errors": errors_by_anchor(problems)}
        return page(request, "second_factor", context, status=refusal.status)
    return _to_sign_in(request)


_ANCHORS = {"password": "new"}


def _account(request: HttpRequest) -> Account:
    found = accounts_of(actor_of(request)).first()
    if found is None:
        raise NotFound()
    return found


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    response = redirect(reverse("sign-in"))
    forget_session_cookie(request, response)
    return response
