"""Cases for other systems (办件接口): submit, read, act, follow; the same commands as everywhere."""

import re

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Fault, NotFound
from tongban.handling.cases.commands.acts import act
from tongban.handling.cases.commands.steps import refuse_stale
from tongban.handling.cases.commands.tracking import tracked as follow
from tongban.handling.cases.commands.wording import AsksAgain, AsksUnlisted, note_blocked_at
from tongban.handling.cases.models import Case
from tongban.handling.cases.queries.limiting import whole_for
from tongban.handling.cases.queries.one_case import whole
from tongban.handling.cases.queries.visible import case_for
from tongban.handling.cases.queries.worklists import Wanted, worklist
from tongban.handling.cases.rules.states import Status
from tongban.registers.documents.queries import documents_of, pdf_of
from tongban.registers.documents.rules.numbers import normalized_code
from tongban.registers.parties.helping import PAPERS
from tongban.registers.parties.scopes import Scope
from tongban.web.openapi import acts
from tongban.web.openapi.answers import answer, pdf
from tongban.web.openapi.callers import caller_of
from tongban.web.openapi.once import once
from tongban.web.openapi.papers import note_reading
from tongban.web.openapi.presenters import case_json, case_row, track_json
from tongban.web.openapi.problems import InvalidRequest
from tongban.web.openapi.reading import read_json
from tongban.web.openapi.routes import operation
from tongban.web.openapi.shapes import told
from tongban.web.openapi.shapes.asked import CasesAsked, CaseSent, TrackAsked
from tongban.web.openapi.shares import case_shared, note_list
from tongban.web.openapi.submitting import submit
from tongban.web.ui.sessions import client_ip

router = Router(tags=["办件"])
_KNOWN_STATES = frozenset(each.value for each in Status)
_IF_MATCH = re.compile(r'(?:W/)?"?(\d{1,9})"?')


@operation(
    router,
    "POST",
    "/cases",
    name="api-submit",
    summary="提交申请",
    description="材料不齐也能提交，之后一次性告知；填错的地方一次全部说明。query_code 只在这里告诉一次。",
    shape=told.NewCase,
    status=201,
    scope=Scope.CASES_SUBMIT,
)
def submit_case(request: HttpRequest, sent: CaseSent) -> HttpResponse:
    """Lodge an application."""
    return submit(request, caller_of(request), sent, at=now())


@operation(
    router,
    "GET",
    "/cases",
    name="api-cases",
    summary="办件列表",
    description="只列出调用者看得到的办件，最急的在前。",
    shape=told.CasePage,
    scope=Scope.CASES_READ,
)
def cases(request: HttpRequest, asked: Query[CasesAsked]) -> HttpResponse:
    """The caller's worklist."""
    at, caller = now(), caller_of(request)
    today = local_day(at)
    wanted = Wanted(
        status=_states(asked.status),
        option=asked.option,
        agency=asked.agency,
        light=asked.light,
        due_before=asked.due_before,
        text=asked.q,
    )
    page = worklist(caller.actor, wanted, today=today, cursor=asked.cursor, size=asked.page_size)
    note_list(caller, page.cases, at=at)
    return answer({"results": [case_row(each, on=today) for each in page.cases], "next": page.next})


@operation(
    router,
    "GET",
    "/cases/track",
    name="api-track",
    summary="凭查询码查进度",
    description="不用登录。编号和查询码错了哪一个，不作区分。每个办件15分钟内最多错5次，每个地址每小时最多错30次。",
    shape=told.Tracked,
)
def tracked(request: HttpRequest, asked: Query[TrackAsked]) -> HttpResponse:
    """Progress for somebody without an account."""
    at = now()
    found = follow(asked.number, asked.query_code, ip=client_ip(request), at=at)
    return answer(track_json(whole(found), at))


@operation(
    router,
    "GET",
    "/cases/{number}",
    name="api-case",
    summary="一个办件的全部情况",
    description="状态、材料、时限和推算过程、经过、文书、结果，以及调用者现在可以做的动作。",
    shape=told.Case,
    scope=Scope.CASES_READ,
)
def one_case(request: HttpRequest, number: str) -> HttpResponse:
    """Everything that this caller may see of a case."""
    caller, at = caller_of(request), now()
    found = whole_for(case_shared(caller, number, at=at), caller.actor)
    response = answer(case_json(found, caller.actor, at, may_act=caller.may(Scope.CASES_ACT)))
    response.headers["ETag"] = f'"{found.case.version}"'
    return response


@operation(
    router,
    "POST",
    "/cases/{number}/actions/{verb}",
    name="api-act",
    summary="办理一步",
    description="动作就是办件流程里的步骤；每个动作要填的内容在办件的 actions 里。"
    "version（或者请求头If-Match）是看到的版本，办件已经变了就不办，回答409和变了什么。",
    shape=told.Case,
    scope=Scope.CASES_ACT,
)
def take_step(request: HttpRequest, number: str, verb: str) -> HttpResponse:
    """Take a step of the flow."""
    at, caller = now(), caller_of(request)
    sent = acts.read(verb, read_json(request) if request.body else None)
    version = sent.version if sent.version is not None else _if_match(request)

    def taken() -> HttpResponse:
        case = case_for(caller.actor, number)
        refuse_stale(case, version)
        act(verb, case, acts.given(sent), by=caller.actor, at=at)
        after = Case.objects.select_related("applicant", "agency", "assignee").get(pk=case.pk)
        return answer(case_json(whole_for(after, caller.actor), caller.actor, at))

    try:
        return once(request, caller.owner, request.body, taken, at=at)
    except (AsksUnlisted, AsksAgain) as refusal:
        note_blocked_at(case_for(caller.actor, number), refusal, verb=verb, by=caller.actor, at=at)
        raise


@operation(
    router,
    "GET",
    "/cases/{number}/documents/{code}.pdf",
    name="api-case-document",
    summary="办件的一份文书（PDF）",
    description="code 是文书的核验码，就是办件 documents 里的 id。",
    shape=None,
    scope=Scope.CASES_READ,
)
def case_document(request: HttpRequest, number: str, code: str) -> HttpResponse:
    """One paper of a case."""
    at, caller = now(), caller_of(request)
    case = case_for(caller.actor, number)
    found = documents_of(case.chain).filter(verification_code=normalized_code(code[:40])).first()
    if found is None or not caller.actor.may_look(PAPERS):
        raise NotFound("这个办件没有这份文书。")
    note_reading(found, by=caller.reader, at=at)
    return pdf(pdf_of(found, base_url=settings.PUBLIC_URL), found.verification_code)


def _states(given: list[str]) -> tuple[str, ...]:
    """The states that are looked for, however they were listed; every unknown one is told."""
    wanted = tuple(word for text in given for word in text.split(",") if word)
    unknown = [word for word in wanted if word not in _KNOWN_STATES]
    if unknown:
        known = "、".join(each.value for each in Status if each is not Status.DRAFT)
        raise InvalidRequest(faults=[Fault("/status", "choice", f"没有这个状态。可以用：{known}。")])
    return wanted


def _if_match(request: HttpRequest) -> int | None:
    header = request.META.get("HTTP_IF_MATCH", "")
    if header in ("", "*"):
        return None
    found = _IF_MATCH.fullmatch(header.strip())
    if found is None:
        raise InvalidRequest(faults=[Fault("/If-Match", "format", 'If-Match应是办件的版本号，例如 "3"。')])
    return int(found[1])
