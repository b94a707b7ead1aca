"""Grants (免申即享): the list to check and decide, many at once, one with its conditions, payment files."""

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Declined, NotFound
from tongban.foundation.kernel.flow import Step
from tongban.foundation.ledger.commands import record_read
from tongban.handling.benefits.commands import granting, paying
from tongban.handling.benefits.models import BenefitGrant
from tongban.handling.benefits.queries import grants as kept
from tongban.handling.benefits.queries.matching import match_of
from tongban.handling.benefits.queries.policies import content_of
from tongban.handling.benefits.rules.flow import GRANTS
from tongban.handling.benefits.rules.matching import period_words
from tongban.handling.benefits.rules.states import GrantStatus, Opinion, Origin
from tongban.registers.parties.queries import masked_name
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once, once_input
from tongban.web.ui.problems import Problem, problems_of
from tongban.web.ui.sessions import actor_of

from .frame import GRANT_ROLES, show
from .narrowing import narrowed, text
from .tasks import Verb, Work

PAGE = 50
_STATES = [(each.value, each.label) for each in GrantStatus if each is not GrantStatus.NEW]
_ORIGINS = [(each.value, each.label) for each in Origin]
_TAGS = {
    GrantStatus.GRANTED: "done",
    GrantStatus.PAID_OUT: "done",
    GrantStatus.CONTESTED: "warn",
    GrantStatus.REFUSED: "off",
    GrantStatus.GIVEN_UP: "off",
    GrantStatus.REVOKED: "bad",
}
_LOOK = "核对政策享受条件"
_BEGINS_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_HEADS = ("编号", "姓名或名称", "证件类型", "证件号码", "金额（元）")


@require_safe
@staff(*GRANT_ROLES)
def listed(request: HttpRequest) -> HttpResponse:
    """What waits to be checked or decided, the oldest first (three statements)."""
    return _listed(request, [])


@require_POST
@staff(Role.EXAMINER, Role.DECIDER)
@done_once
def take_many(request: HttpRequest, verb: str) -> HttpResponse:
    """Check or decide what was ticked; all of it or, with the reason, nothing."""
    actor, at = actor_of(request), now()
    keys = [int(each) for each in request.POST.getlist("pk")[:PAGE] if each.isascii() and each.isdigit()]
    chosen = list(kept.visible_to(actor).filter(pk__in=[each for each in keys if each < 2**63]).order_by("pk"))
    if verb not in ("check", "decide"):
        raise NotFound("没有这一步。")
    if not chosen:
        return _listed(request, [Problem("", "请先勾选名单里的人。")])
    try:
        if verb == "check":
            granting.check_all(chosen, opinion=Opinion.FITS, by=actor, at=at)
        else:
            granting.decide_all(chosen, by=actor, at=at)
    except Declined as refusal:
        return _listed(request, problems_of(refusal))
    return redirect(reverse("console-grants") + ("?status=checked" if verb == "decide" else "?status=proposed"))


@require_safe
@staff(*GRANT_ROLES)
def grant(request: HttpRequest, pk: int) -> HttpResponse:
    """One grant: each condition against the facts of today, on record before it is shown."""
    return _WORK.page(request, pk)


@require_POST
@staff(*GRANT_ROLES)
@done_once
def take(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Check, decide, send back, refuse, settle an objection, revoke."""
    return _WORK.take(request, pk, verb)


@require_safe
@staff(*GRANT_ROLES)
def payments(request: HttpRequest) -> HttpResponse:
    """What is to be paid, and the files that were handed over."""
    return _payments(request, [])


@require_POST
@staff(Role.EXAMINER)
@done_once
def pay(request: HttpRequest) -> HttpResponse:
    """Hand over what a policy's grants are to be paid."""
    try:
        paying.pay_out(text(request.POST, "policy"), by=actor_of(request), at=now())
    except Declined as refusal:
        return _payments(request, problems_of(refusal), status=int(refusal.status))
    return redirect("console-payments")


@require_safe
@staff(Role.EXAMINER)
def payment_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The file for whoever pays; that names and numbers were read is on record."""
    actor = actor_of(request)
    batch = kept.batch_for(actor, pk)
    made = io.StringIO()
    made.write("\ufeff")
    writer = csv.writer(made, lineterminator="\r\n")
    writer.writerow(_HEADS)
    writer.writerows([_cell(each) for each in line] for line in paying.lines(batch, by=actor, at=now()))
    response = HttpResponse(made.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="payment-{batch.pk}.csv"'
    return response


def _listed(request: HttpRequest, problems: list[Problem]) -> HttpResponse:
    actor = actor_of(request)
    asked = narrowed(request, "console-grants", "status", "origin", "policy")
    wanted = kept.Wanted(asked["status"] or _first(actor), asked["policy"], asked["origin"])
    wanted = kept.Wanted("", wanted.policy, wanted.origin) if asked["status"] == "all" else wanted
    rows = [_row(each) for each in kept.grants(actor, wanted, after=asked.after_key)[: PAGE + 1]]
    counts = kept.tallies(actor)
    titles = {code: title for code, title, _, _ in counts}
    context = {
        "page": asked.page(rows, PAGE),
        "status": wanted.status,
        "filters": [
            ("状态", asked.chips("status", [("all", "全部"), *_STATES], whole="轮到我的")),
            ("政策", asked.chips("policy", sorted(titles.items()))),
            ("来源", asked.chips("origin", _ORIGINS)),
        ],
        "waiting": {name: sum(count for _, _, status, count in counts if status == name) for name, _ in _STATES},
        "may_check": Role.EXAMINER in actor.roles and wanted.status == GrantStatus.PROPOSED,
        "may_decide": Role.DECIDER in actor.roles and wanted.status == GrantStatus.CHECKED,
        "problems": problems,
        "once": once_input,
    }
    return show(request, "console/grants.html", context, current="grants", status=422 if problems else 200)


def _first(actor: Actor) -> str:
    """What one comes here for: to check, or to decide."""
    if Role.EXAMINER in actor.roles:
        return GrantStatus.PROPOSED.value
    return GrantStatus.CHECKED.value if Role.DECIDER in actor.roles else ""


def _row(found: BenefitGrant) -> dict[str, Any]:
    return {
        "pk": found.pk,
        "number": found.number,
        "title": found.edition.title,
        "name": masked_name(found.party),
        "period": period_words(found.period),
        "amount": found.amount,
        "origin": Origin(found.origin).label,
        "why": "；".join(each["words"] for each in found.reasons),
        "opinion": Opinion(found.opinion).label if found.opinion else "",
        "status": found.state.label,
        "tag": _TAGS.get(found.state, "info"),
    }


def _payments(request: HttpRequest, problems: list[Problem], *, status: int = 200) -> HttpResponse:
    actor, asked = actor_of(request), narrowed(request, "console-payments")
    rows = kept.batches(actor)
    rows = rows.filter(pk__lt=asked.after_key) if asked.after_key else rows
    context = {
        "payable": kept.payable(actor),
        "page": asked.page(list(rows[: PAGE + 1]), PAGE),
        "may_pay": Role.EXAMINER in actor.roles,
        "problems": problems,
        "once": once_input,
    }
    return show(request, "console/payments.html", context, current="grants", status=status)


def _shown(found: BenefitGrant, actor: Actor) -> Mapping[str, Any]:
    content, at = content_of(found.edition), now()
    match = match_of(found.party_id, content, on=local_day(at))
    fields = sorted({each.label for judged in match.judged for each in judged.used})
    record_read(f"party:{found.party_id}", by=actor, at=at, purpose=_LOOK, subject=found.chain, fields=fields)
    return {
        "grant": found,
        "row": _row(found),
        "content": content,
        "match": match,
    }


def _open_steps(found: BenefitGrant, actor: Actor) -> Iterable[Step]:
    """Of deciding and publishing the one that the edition says."""
    needs_notice = content_of(found.edition).notice_days > 0
    hidden = {"grant" if needs_notice else "publish"}
    return [each for each in GRANTS.open_to(found, by=actor) if each.verb not in hidden]


def _cell(value: str) -> str:
    """Nothing that somebody wrote is run as a formula."""
    return f"'{value}" if value.startswith(_BEGINS_FORMULA) else value


_WORK = Work(
    name="console-grant",
    template="console/grant.html",
    current="grants",
    flow=GRANTS,
    verbs={
        "check": Verb(granting.check, "J"),
        "grant": Verb(granting.decide, "P"),
        "publish": Verb(granting.decide, "P"),
        "return": Verb(granting.send_back, "B"),
        "refuse": Verb(granting.refuse, "X"),
        "dismiss": Verb(granting.dismiss, "H"),
        "revoke": Verb(granting.revoke, "U"),
    },
    find=kept.grant_for,
    shown=_shown,
    open_steps=_open_steps,
)
