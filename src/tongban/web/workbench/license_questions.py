"""Yes or no instead of a face (是否类核验): one question about the applicant, one bit in answer, on record."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.clock import now
from tongban.foundation.kernel.errors import Declined, NotFound
from tongban.handling.cases.commands.license_questions import ask_yes_or_no
from tongban.handling.cases.queries.visible import case_for
from tongban.handling.cases.rules.states import ENDS
from tongban.registers.licenses.models import LicenseAnswer, LicenseType
from tongban.registers.licenses.queries.answers import proof_of
from tongban.registers.licenses.rules.predicates import Ask, Question
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once
from tongban.web.ui.problems import Problem, problems_of
from tongban.web.ui.sessions import actor_of

from .frame import is_counter, show

ASKERS = (Role.COUNTER, Role.EXAMINER, Role.REVIEWER, Role.DECIDER)
CITY = "6202"
AGES = (16, 18, 60, 65, 80)
MOST = 50


@require_http_methods(["GET", "HEAD", "POST"])
@staff(*ASKERS)
@done_once
def questions(request: HttpRequest, number: str) -> HttpResponse:
    """The questions that may be asked and the answers of this case; no field of anybody is on the page."""
    actor, at = actor_of(request), now()
    case = case_for(actor, number)
    if "proof" in request.GET and request.method != "POST":
        return _proof(case.number, request.GET["proof"])
    offered = _offered()
    problems: list[Problem] = []
    if request.method == "POST":
        asked = offered.get(request.POST.get("question", ""))
        given = {name: request.POST.get(name, "").replace("\0", "")[:200] for name in ("purpose", "query_code")}
        if asked is None:
            problems = [Problem("question", "请选择要核验什么。")]
        else:
            try:
                ask_yes_or_no(case, asked[0], **given, by=actor, at=at)
            except Declined as refusal:
                problems = list(problems_of(refusal))
            else:
                return redirect("desk-license-questions", number=number)
    answers = LicenseAnswer.objects.filter(case_number=case.number).order_by("-pk")[:MOST]
    context = {
        "case": case,
        "is_over": case.state in ENDS,
        "is_counter": is_counter(actor),
        "choices": [("", "请选择"), *((key, words) for key, (_, words) in offered.items())],
        "answers": [(each, offered[each.question][1]) for each in answers if each.question in offered],
        "problems": problems,
        "typed": request.POST,
    }
    return show(request, "workbench/license_questions.html", context, current="cases", status=422 if problems else 200)


def _proof(case_number: str, key: str) -> HttpResponse:
    """An answer of this case with its signature, as a file."""
    is_number = key.isascii() and key.isdigit() and len(key) < 18
    found = LicenseAnswer.objects.filter(case_number=case_number, pk=int(key)).first() if is_number else None
    if found is None:
        raise NotFound("这个办件没有这次核验。")
    response = JsonResponse(proof_of(found), json_dumps_params={"ensure_ascii": False, "indent": 1})
    response.headers["Content-Disposition"] = f'attachment; filename="answer-{case_number}-{found.pk}.json"'
    return response


def _offered() -> dict[str, tuple[Question, str]]:
    """By key the questions, each with its words (one statement)."""
    kinds = LicenseType.objects.values_list("key", "name")
    made = [(Question(Ask.AGE_AT_LEAST, str(years)), f"申请人年满{years}周岁") for years in AGES]
    made.append((Question(Ask.REGISTERED_HERE, CITY), "申请人户籍在本市"))
    made += [(Question(Ask.IN_FORCE, key), f"有在有效期内的{name}") for key, name in kinds]
    return {each.key: (each, words) for each, words in made}
