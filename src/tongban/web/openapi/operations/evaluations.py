"""Ratings of department systems (好差评接口): one schema for all of them, each counted once."""

from django.http import HttpRequest, HttpResponse
from ninja import Router

from tongban.foundation.kernel.clock import now
from tongban.oversight.evaluations.commands.taking_in import take_in
from tongban.oversight.evaluations.rules.layouts import Collected
from tongban.registers.parties.scopes import Scope
from tongban.web.openapi.answers import answer
from tongban.web.openapi.callers import caller_of
from tongban.web.openapi.once import once
from tongban.web.openapi.routes import operation
from tongban.web.openapi.shapes import evaluations as told
from tongban.web.openapi.shapes.evaluations import EvaluationSent

router = Router(tags=["好差评"])


@operation(
    router,
    "POST",
    "/evaluations",
    name="api-evaluation-take-in",
    summary="汇入一条评价",
    description="部门业务系统收到的评价，按统一格式汇入。同一系统的同一编号只计一次；填了本平台办件编号的，"
    "别的渠道已经评过就不再收。差评马上交办。只能用系统自己的令牌，不能代人评价。",
    shape=told.EvaluationTold,
    status=201,
    scope=Scope.EVALUATIONS_WRITE,
)
def take_one_in(request: HttpRequest, sent: EvaluationSent) -> HttpResponse:
    """Take a rating of another system in."""
    at, caller = now(), caller_of(request)

    def taken() -> HttpResponse:
        made = take_in(Collected(**sent.model_dump()), by=caller.actor, at=at)
        said = made.evaluation
        plain = {
            "id": said.key.hex,
            "source_ref": said.source_ref,
            "grade": said.mark.code,
            "grade_label": said.mark.label,
            "is_bad": said.mark.is_bad,
            "is_repeat": made.is_repeat,
            "rated_at": said.rated_at,
            "received_at": said.received_at,
        }
        return answer(plain, 201)

    return once(request, caller.owner, request.body, taken, at=at)
