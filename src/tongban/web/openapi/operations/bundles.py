"""Bundles for other systems (一件事接口): what is done together, in which order, one form, one set of papers."""

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from tongban.foundation.kernel.clock import local_day, now
from tongban.registers.bundles.queries import edition_on, in_force_on, whole
from tongban.web.openapi.answers import answer
from tongban.web.openapi.bundle_presenters import bundle_json, head_json
from tongban.web.openapi.routes import operation
from tongban.web.openapi.shapes import bundles as told
from tongban.web.openapi.shapes.asked import AsOf

router = Router(tags=["一件事"])
LONGEST_CODE = 60


@operation(
    router,
    "GET",
    "/bundles",
    name="api-bundles",
    summary="有哪些一件事",
    description="现在施行的一件事，和各自联办哪些业务办理项。",
    shape=told.Bundles,
)
def bundles(request: HttpRequest) -> HttpResponse:
    """Every bundle in force."""
    return answer({"results": [head_json(each) for each in in_force_on(local_day(now()))]}, is_public=True)


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
