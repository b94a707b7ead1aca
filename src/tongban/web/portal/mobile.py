"""What a phone does (掌上办): the six fields that the plan names, each with the matters that can be done on one."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tongban.oversight.supervision.queries.mobile import mobile_fields
from tongban.web.portal.pages import page, public
from tongban.web.ui.audience import everybody
from tongban.web.ui.embedding import embeddable


@everybody
@require_safe
@embeddable
def mobile(request: HttpRequest) -> HttpResponse:
    """All of it on one page, from memory."""
    return public(page(request, "mobile", {"fields": mobile_fields()}))
