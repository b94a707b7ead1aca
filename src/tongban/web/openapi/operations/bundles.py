"""Bundles for other systems (一件事接口): what is done together, in which order, one form, one set of papers."""

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from tongban.foundation.kernel.clock import local_day, now
from tongban.registers.bundles.queries import edition_on, found_by, in_force_on, whole
from tongban.web.openapi.answers import answer
from tongban.web.openapi.bundle_presenters import bundle_json, head_json
from tongban.web.openapi.callers import caller_of
from tongban.web.openapi.limits import guard
from tongban.web.openapi.once import key_of, once
from tongban.web.openapi.routes import operation
from tongban.web.openapi.shapes import bundles as told
from tongban.web.openapi.shapes.asked import AsOf, BundlesAsked
from tongban.web.openapi.shapes.bundle_cases import SituationSent
from tongban.web.ui.sessions import client_ip

from .bundle_cases import typed

router = Router(tags=["一件事"])
LONGEST_CODE = 60


@operation(
    router,
    "GET",
    "/bundles",
    name="api-bundles",
    summary="有哪些一件事",
    description="现在施行的一件事，和各自联办哪些业务办理项；q用平常的话找，最合适的在前，最多三件。",
    shape=told.Bundles,
)
def bundles(request: HttpRequest, asked: Query[BundlesAsked]) -> HttpResponse:
    """Every bundle in force, or those that fit a question."""
    today = local_day(now())
    found = found_by(asked.q, on=today) if asked.q else in_force_on(today)
    return answer({"results": [head_json(each) for each in found]}, is_public=True)


@operation(
    router,
    "GET",
    "/bundles/{code}",
    name="api-bundle",
    summary="一件一件事的事项、先后、表单和材料",
    description=(
        "levels里同一层的可以同时办；form里每一栏只问一次，fills是填到哪些事项；papers是要交的最小一套，"
        "spared是不用交的和原因；undecided要看情形问题怎么回答。as_of可以看过去某一天施行的版本。"
    ),
    shape=told.Bundle,
)
def bundle(request: HttpRequest, code: str, asked: Query[AsOf]) -> HttpResponse:
    """One bundle, now or as it was on a day."""
    found = edition_on(code[:LONGEST_CODE], asked.as_of or local_day(now()))
    return answer(bundle_json(found, whole(found.content)), is_public=True)


@operation(
    router,
    "POST",
    "/bundles/{code}/checklist",
    name="api-bundle-checklist",
    summary="按情形算出一件事办哪些、填哪些、交哪些",
    description="form是到现在为止填的（一张表里的key），left_out是不办的。回答和查一件事一样，只是按这个情形算。不保存任何东西。",
    shape=told.Bundle,
)
def situation(request: HttpRequest, code: str, sent: SituationSent) -> HttpResponse:
    """One bundle in one situation."""
    at, caller = now(), caller_of(request)
    found = edition_on(code[:LONGEST_CODE], local_day(at))
    if key_of(request) and not caller.actor.is_signed_in:
        guard("keyed", client_ip(request))

    def told_once() -> HttpResponse:
        made = whole(found.content, typed(sent.form), left_out=frozenset(sent.left_out))
        return answer(bundle_json(found, made), is_public=True)

    owner = caller.owner if caller.actor.is_signed_in else f"guest:{client_ip(request)}"
    return once(request, owner, request.body, told_once, at=at)
