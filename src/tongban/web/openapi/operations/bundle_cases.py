"""Joint applications for other systems (一件事办件接口): begin, read, act; the same commands as on the pages."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Fault, Invalid, NotFound, NotYours
from tongban.foundation.ledger.commands import stale
from tongban.handling.bundles.commands import accepting, correcting, delivering, withdrawing
from tongban.handling.bundles.commands.lodging import lodge_bundle, of_applicant
from tongban.handling.bundles.models import BundleCase
from tongban.handling.bundles.queries.control import control, page_of, rows_of
from tongban.handling.bundles.queries.visible import bundle_for
from tongban.handling.bundles.rules.applications import BundleApplication
from tongban.handling.cases.models import Channel
from tongban.handling.cases.rules.applications import ApplicantGiven
from tongban.registers.parties.rules import IdKind
from tongban.registers.parties.scopes import Scope
from tongban.web.openapi.answers import answer
from tongban.web.openapi.bundle_case_presenters import ACTS, row_json, whole_json
from tongban.web.openapi.callers import caller_of
from tongban.web.openapi.once import once
from tongban.web.openapi.routes import operation
from tongban.web.openapi.shapes import bundle_cases as told
from tongban.web.openapi.shapes.bundle_cases import BundleActSent, BundleCasesAsked, BundleCaseSent, Typed

router = Router(tags=["一件事"])
_SCOPE = {"": None, "open": True, "ended": False}


@operation(
    router,
    "POST",
    "/bundle-cases",
    name="api-bundle-case-begin",
    summary="一件事一起申请",
    description="一张表、一套材料，分送各部门，每件各有编号。由申请人本人（含受托人）或者综合窗口提交。材料不齐也能提交，"
    "之后一次性告知。query_codes 只在这里告诉一次。",
    shape=told.NewBundleCase,
    status=201,
    scope=Scope.CASES_SUBMIT,
)
def begin(request: HttpRequest, sent: BundleCaseSent) -> HttpResponse:
    """Lodge a joint application."""
    at, caller = now(), caller_of(request)

    def begun() -> HttpResponse:
        made = lodge_bundle(_application(caller.actor, sent), by=caller.actor, at=at)
        codes = {each.opening.number: each.opening.query_code for each in made.lodged.values()}
        found = bundle_for(caller.actor, made.bundle.number)
        plain = _whole(found, caller.actor, at, may_act=caller.may(Scope.CASES_ACT))
        response = answer(plain | {"query_codes": codes}, 201)
        response.headers["Location"] = f"/api/v1/bundle-cases/{made.bundle.number}"
        return response

    return once(request, caller.owner, request.body, begun, at=at)


@operation(
    router,
    "GET",
    "/bundle-cases",
    name="api-bundle-cases",
    summary="一件事办件列表",
    description="只列出调用者看得到的，新收的在前。",
    shape=told.BundleCasePage,
    scope=Scope.CASES_READ,
)
def bundle_cases(request: HttpRequest, asked: Query[BundleCasesAsked]) -> HttpResponse:
    """The caller's joint applications, the newest first."""
    by, size = caller_of(request).actor, asked.page_size
    before = int(asked.cursor) if asked.cursor.isascii() and asked.cursor.isdigit() and len(asked.cursor) < 18 else 0
    found = page_of(by, is_open=_SCOPE[asked.status], before=before, size=size + 1)
    rows = rows_of(found[:size], today=local_day(now()))
    following = str(found[size - 1].pk) if len(found) > size else None
    return answer({"results": [row_json(each) for each in rows], "next": following})


@operation(
    router,
    "GET",
    "/bundle-cases/{number}",
    name="api-bundle-case",
    summary="一个一件事办件的全部情况",
    description="各事项到哪一步、在等谁、哪天到期，最慢的环节，要补正的材料，以及调用者现在可以做的动作。",
    shape=told.BundleCase,
    scope=Scope.CASES_READ,
)
def bundle_case(request: HttpRequest, number: str) -> HttpResponse:
    """One joint application."""
    caller = caller_of(request)
    found = bundle_for(caller.actor, number)
    response = answer(_whole(found, caller.actor, now(), may_act=caller.may(Scope.CASES_ACT)))
    response.headers["ETag"] = f'"{found.version}"'
    return response


@operation(
    router,
    "POST",
    "/bundle-cases/{number}/actions/{verb}",
    name="api-bundle-case-act",
    summary="一件事办理一步",
    description="accept 联合受理、tell_once 一次性告知、correct 一次补正（papers）、send_singly 不等了分别送达、"
    "send 一次送达（way、tracking）、collect 窗口一次领取（collector_name、collector_id_number）、"
    "withdraw 整件撤回（reason；窗口代为撤回还要paper）。现在能做哪些看actions。",
    shape=told.BundleCase,
    scope=Scope.CASES_ACT,
)
def take_step(request: HttpRequest, number: str, verb: str, sent: BundleActSent) -> HttpResponse:
    """Take a step of the whole."""
    at, caller = now(), caller_of(request)

    def taken() -> HttpResponse:
        found = bundle_for(caller.actor, number)
        if sent.version is not None and sent.version != found.version:
            raise stale(found.chain, since=sent.version)
        _act(verb, found, sent, by=caller.actor, at=at)
        return answer(_whole(bundle_for(caller.actor, number), caller.actor, at, may_act=True))

    return once(request, caller.owner, request.body, taken, at=at)


def _act(verb: str, found: BundleCase, sent: BundleActSent, *, by: Actor, at: datetime) -> None:
    if verb not in ACTS:
        raise NotFound("没有这个办理动作。请看actions里列出的动作。")
    if verb == "accept":
        accepting.accept(found, by=by, at=at)
    elif verb == "tell_once":
        accepting.tell_once(found, by=by, at=at)
    elif verb == "correct":
        correcting.correct(found, files=sent.papers, by=by, at=at)
    elif verb == "send_singly":
        delivering.send_singly(found, by=by, at=at)
    elif verb == "send":
        delivering.send(found, way=sent.way, tracking=sent.tracking, by=by, at=at)
    elif verb == "collect":
        delivering.collect(found, name=sent.collector_name, id_number=sent.collector_id_number, by=by, at=at)
    else:
        withdrawing.withdraw(found, reason=sent.reason, paper=sent.paper, by=by, at=at)


def _whole(found: BundleCase, by: Actor, at: datetime, *, may_act: bool) -> dict[str, Any]:
    return whole_json(found, control(found, at=at), by, may_act=may_act)


def _application(by: Actor, sent: BundleCaseSent) -> BundleApplication:
    """As the domain reads it: a person for whom they act for, a window for whom it says."""
    asked = BundleApplication(
        code=sent.code,
        channel=Channel.WINDOW,
        applicant=0,
        values=typed(sent.form),
        files={key: tuple(files) for key, files in sent.papers.items() if files},
        licenses=dict(sent.licenses),
        left_out=frozenset(sent.left_out),
    )
    if Role.COUNTER not in by.roles:
        if by.account_id is None:
            raise NotYours("一件事由申请人本人、受托人或者综合窗口提交，系统不能代替。")
        return of_applicant(asked, by)
    if sent.applicant is None:
        raise Invalid(faults=[Fault("/applicant", "required", "请填写申请人：类别、姓名或名称、证件号码。")])
    given = sent.applicant
    id_kind = given.id_kind or (IdKind.USCC if given.kind == "enterprise" else IdKind.ID_CARD).value
    whom = ApplicantGiven(given.kind, given.name, id_kind, given.id_number, given.phone)
    return replace(asked, applicant=whom)


def typed(form: Mapping[str, Typed]) -> dict[str, Any]:
    """Values as a page would send them: texts, and lists of texts."""
    return {key: value if isinstance(value, str | list) else str(value) for key, value in form.items()}
