"""Data officers (数据专员): every body's two posts, the red ones first; appointed by the leader, handed over."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Declined, Fault, Invalid, NotFound
from tongban.registers.agencies.models import Staff
from tongban.registers.resources.commands.officers import appoint, hand_over
from tongban.registers.resources.queries.officers import candidates, is_officer, officers_now, posts
from tongban.web.console.narrowing import narrowed, text
from tongban.web.console.stepping import NOT_SENT, Refused, refused, typed
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once, once_input
from tongban.web.ui.sessions import actor_of

from .framing import DATA_ROLES, data_page

_POSTS = [("main", "数据专员"), ("backup", "备岗")]


@require_safe
@staff(*DATA_ROLES)
def officers(request: HttpRequest) -> HttpResponse:
    """Every body (two statements; two more for who may change something)."""
    return _page(request, NOT_SENT)


@require_POST
@staff(*DATA_ROLES)
@done_once
def change(request: HttpRequest, form: str) -> HttpResponse:
    """Appoint somebody, or hand a post over."""
    actor, at = actor_of(request), now()
    sent = typed(request.POST, "post", "staff", "words", most=1000)
    try:
        if form == "appoint":
            appoint(_staff(actor.agency_id, sent["staff"]), is_backup=sent["post"] == "backup", by=actor, at=at)
        elif form == "hand_over":
            standing = officers_now().get(actor.agency_id or 0, {}).get(sent["post"] == "backup")
            if standing is None:
                raise Invalid(faults=[Fault("/post", "empty", "这个岗位还没有人，请先指定。")])
            hand_over(standing, to=_staff(actor.agency_id, sent["staff"]), words=sent["words"], by=actor, at=at)
        else:
            raise NotFound("没有这一步。")
    except Invalid as refusal:
        return _page(request, refused(form, refusal, sent))
    except Declined as refusal:
        if refusal.status == NotFound.status:
            raise
        return _page(request, refused(form, refusal, sent))
    return redirect("console-data-officers")


def _staff(agency_id: int | None, number: str) -> Staff:
    found = Staff.objects.filter(agency_id=agency_id or 0, number=number).select_related("agency").first()
    if found is None:
        raise Invalid(faults=[Fault("/staff", "required", "请选本部门在岗的业务人员。")])
    return found


def _page(request: HttpRequest, sent: Refused) -> HttpResponse:
    actor, today = actor_of(request), local_day(now())
    asked = narrowed(request, "console-data-officers", "red")
    every = posts(on=today)
    shown = [each for each in every if asked["red"] != "1" or each.is_red]
    may_appoint = Role.DECIDER in actor.roles
    may_hand_over = may_appoint or is_officer(actor, actor.agency_id)
    people = candidates(actor) if may_hand_over else []
    context = {
        "posts": shown,
        "red": sum(each.is_red for each in every),
        "filters": [("看哪些", asked.chips("red", [("1", "没有专人的")]))],
        "may_appoint": may_appoint,
        "may_hand_over": may_hand_over,
        "people": [("", "请选择"), *((each.number, f"{each.name}（{each.post}）") for each in people)],
        "post_choices": _POSTS,
        "body": actor.agency,
        "mine": text(request.GET, "post"),
        "sent": sent,
        "problems": sent.problems,
        "once": once_input,
    }
    return data_page(request, "console/data/officers.html", context, tab="console-data-officers", status=sent.status)
