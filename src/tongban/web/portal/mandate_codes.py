"""Letting a helper in by code (M09 扫码委托): the principal makes one, the helper types it, the principal agrees."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Declined, NotFound
from tongban.handling.outreach.commands.volunteers import help_as_volunteer
from tongban.handling.outreach.queries.volunteers import standing_of
from tongban.registers.catalog.queries import cards
from tongban.registers.parties.commands import agree_to_code, drop_code, make_code, peek_code, take_code
from tongban.registers.parties.commands.mandate_codes import LENGTH, MOST_DAYS, Standing, code_index
from tongban.registers.parties.helping import MOST, HelperRole, Kinship
from tongban.registers.parties.models import MandateCode, Party
from tongban.registers.parties.queries import masked_name
from tongban.web.portal import inputs
from tongban.web.portal.helping import as_what, sight_words, sights
from tongban.web.portal.pace import Pace
from tongban.web.portal.pages import errors_by_anchor, page, told
from tongban.web.ui.audience import applicants
from tongban.web.ui.once import done_once
from tongban.web.ui.problems import Problem
from tongban.web.ui.sessions import actor_of, client_ip

TRIES = Pace(5, 15 * 60)
TRIES_OF_PLACE = Pace(30, 60 * 60)
LARGEST = 2**63


@applicants
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def make(request: HttpRequest) -> HttpResponse:
    """One matter, at most ten days, then what the helper may look at; the code is told on the next page."""
    actor = actor_of(request)
    values = {name: inputs.text(request.POST, name)[:40] for name in ("option", "days")}
    problems: list[Problem] = []
    days = inputs.number(request.POST, "days")
    is_whole = bool(_known(values["option"])) and 1 <= days <= MOST_DAYS
    status, is_choosing = 200, inputs.text(request.POST, "verb") == "choose" and is_whole
    chosen = [each.replace("\x00", "")[:80] for each in request.POST.getlist("data")[:MOST]]
    if request.method == "POST" and not is_choosing:
        principal = Party.objects.get(pk=actor.acting_for or actor.party_id or 0)
        try:
            known = _known(values["option"])
            made, spoken = make_code(principal, option_code=known, days=days, data=chosen, by=actor, at=now())
        except Declined as refusal:
            problems, status = told(refusal), int(refusal.status)
        else:
            return redirect(f"{reverse('mandate-code', args=[made.pk])}?{urlencode({'code': spoken})}")
    context = {
        "values": {"days": "3"} | {name: value for name, value in values.items() if value},
        "options": [(each.option_code, each.name) for each in cards()],
        "sights": sights(_known(values["option"])) if is_choosing or chosen else [],
        "chosen": chosen,
        "matter": _matter(values["option"]),
        "problems": problems,
        "errors": errors_by_anchor(problems),
    }
    return page(request, "mandate_code_new", context, status=status)


@applicants
@require_http_methods(["GET", "HEAD", "POST"])
def code_page(request: HttpRequest, key: int) -> HttpResponse:
    """The code as picture and words, then who typed it, then agreeing or not."""
    actor = actor_of(request)
    found = _own(actor, key)
    problems: list[Problem] = []
    status = 200
    if request.method == "POST":
        try:
            if inputs.text(request.POST, "verb") == "agree":
                agree_to_code(found, by=actor, at=now())
            else:
                drop_code(found, by=actor, at=now())
        except Declined as refusal:
            problems, status = told(refusal), int(refusal.status)
        else:
            return redirect("mandates")
    spoken = inputs.text(request.GET, "code")[:LENGTH]
    is_told = bool(spoken) and code_index(spoken) == bytes(found.code_index) and found.agent_id is None
    context = {
        "code": found,
        "matter": _matter(found.option_code),
        "helper": found.agent,
        "as_what": as_what(found),
        "sights": sight_words(found.option_code, found.data),
        "spoken": f"{spoken[:4]} {spoken[4:]}" if is_told else "",
        "address": f"{settings.PUBLIC_URL}{reverse('mandate-take')}?{urlencode({'code': spoken})}" if is_told else "",
        "is_open": found.ended_at is None and (found.agent_id is not None or found.expires_at > now()),
        "problems": problems,
    }
    return page(request, "mandate_code", context, status=status)


@applicants
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def take(request: HttpRequest) -> HttpResponse:
    """Type the code, see whose matter it is, agree; guesses are counted."""
    actor = actor_of(request)
    typed = inputs.text(request.POST or request.GET, "code")[:40]
    context: dict[str, object] = {"typed": typed, "found": None, "problems": [], "errors": {}}
    status = 200
    if request.method == "POST":
        try:
            TRIES.keep(actor.ref)
            TRIES_OF_PLACE.keep(client_ip(request))
            if inputs.text(request.POST, "verb") == "take":
                _take(request, typed, actor)
                return redirect("mandate-taken")
            found = peek_code(typed, by=actor, at=now())
        except Declined as refusal:
            problems = told(refusal)
            context |= {"problems": [Problem(each.anchor or "code", each.text) for each in problems]}
            context |= {"errors": errors_by_anchor(problems) if problems[0].anchor else {"code": problems[0].text}}
            status = int(refusal.status)
        else:
            context |= {
                "found": found,
                "principal": masked_name(found.principal),
                "matter": _matter(found.option_code),
                "sights": sight_words(found.option_code, found.data),
                "roles": _roles(actor),
                "kinships": Kinship.choices,
            }
    return page(request, "mandate_take", context, status=status)


def _take(request: HttpRequest, typed: str, actor: Actor) -> None:
    """As family, as a volunteer of a place, or as whom the principal trusts anyway."""
    role = inputs.text(request.POST, "role")[:12]
    if role == HelperRole.VOLUNTEER:
        help_as_volunteer(typed, by=actor, at=now())
        return
    kinship = inputs.text(request.POST, "kinship")[:12] if role == HelperRole.FAMILY else ""
    take_code(typed, as_=Standing(role, kinship), by=actor, at=now())


def _roles(actor: Actor) -> list[tuple[str, str, str]]:
    """As what this person may help: as a volunteer only who is registered today."""
    held = standing_of(actor.party_id or 0, on=local_day(now()))
    rows = [(HelperRole.FAMILY.value, "家里人", "选是什么亲属，对方会核对"), ("", "其他人", "朋友、邻居、代办会计")]
    return [*rows, (HelperRole.VOLUNTEER.value, "志愿者", held.words)] if held is not None else rows


@applicants
@require_http_methods(["GET", "HEAD"])
def taken(request: HttpRequest) -> HttpResponse:
    """What comes next: the principal agrees."""
    return page(request, "mandate_taken", {})


@applicants
@require_POST
def drop(request: HttpRequest, key: int) -> HttpResponse:
    """Make a code void from the list; one that has ended already stays ended."""
    actor = actor_of(request)
    found = _own(actor, key)
    if found.ended_at is None:
        drop_code(found, by=actor, at=now())
    return redirect("mandates")


def _own(actor: Actor, key: int) -> MandateCode:
    mine = {actor.party_id} if actor.mandate_id else {actor.party_id, actor.acting_for}
    rows = MandateCode.objects.filter(principal_id__in=mine).select_related("principal", "agent")
    found = rows.filter(pk=key).first() if key < LARGEST else None
    if found is None:
        raise NotFound("没有找到这个委托码。")
    return found


def _known(code: str) -> str:
    return code if any(each.option_code == code for each in cards()) else ""


def _matter(code: str) -> str:
    return next((each.name for each in cards() if each.option_code == code), code)
