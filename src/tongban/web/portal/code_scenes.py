"""Where one's code is of use (哪里能用码): before showing it, what each scene asks at most, who, and how long."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tongban.registers.scenes.models import Scene
from tongban.registers.scenes.queries import claims_of, coverage, scenes
from tongban.web.portal.pages import page
from tongban.web.ui.audience import everybody


@everybody
@require_safe
def where_codes_are_used(request: HttpRequest) -> HttpResponse:
    """The register by the fields of the plan, for everybody; what is off or planned says so (one statement)."""
    fields = [
        {
            "label": each.domain.label,
            "live": [_row(one) for one in each.live],
            "off": each.off,
            "planned": each.planned,
        }
        for each in coverage(list(scenes()))
    ]
    return page(request, "code_scenes", {"fields": fields})


def _row(scene: Scene) -> dict[str, object]:
    return {"scene": scene, "claims": [words for _, words in claims_of(scene)]}
