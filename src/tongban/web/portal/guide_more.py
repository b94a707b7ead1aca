"""What stands behind a guide (指南背后): every element, the history of editions, the blank form and its sample."""

from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import NotFound
from tongban.registers.catalog.forms import form_sheet
from tongban.registers.catalog.guides import Guide
from tongban.registers.catalog.history import editions_of, name_of
from tongban.registers.catalog.queries import guide, guide_in_force
from tongban.registers.documents.rendering.pdf import render_form
from tongban.registers.upkeep.queries import care_of
from tongban.web.portal.all_elements import all_elements
from tongban.web.portal.offering import offered
from tongban.web.portal.pages import page, public
from tongban.web.ui.audience import everybody
from tongban.web.ui.outages import readable_without_database

FORMS_KEPT = 128


@readable_without_database
@everybody
@require_safe
def elements(request: HttpRequest, code: str) -> HttpResponse:
    """The whole list of this edition, element by element (完整实施清单)."""
    found = offered(request, guide(code))
    return public(page(request, "guide_elements", {"guide": found, "groups": all_elements(found)}))


@everybody
@require_safe
def history(request: HttpRequest, code: str) -> HttpResponse:
    """Every edition and what it changed, and what people pointed out (R-090)."""
    past = editions_of(code, on=local_day(now()))
    context = {
        "code": code,
        "name": name_of(code),
        "past": past,
        "guide": guide_in_force(code),
        "care": care_of(code),
        "today": local_day(now()),
    }
    return public(page(request, "guide_history", context))


@readable_without_database
@everybody
@require_safe
def blank_form(request: HttpRequest, code: str) -> HttpResponse:
    """The form to fill in by hand (空白表)."""
    return _form(guide(code), is_sample=False)


@readable_without_database
@everybody
@require_safe
def sample_form(request: HttpRequest, code: str) -> HttpResponse:
    """The same form filled in with made-up data (样表)."""
    return _form(guide(code), is_sample=True)


def _form(found: Guide, *, is_sample: bool) -> HttpResponse:
    if not found.option.form:
        raise NotFound("这件事不用填申请表，带上材料就行。")
    address = settings.PUBLIC_URL.rstrip("/") + reverse("begin", args=[found.option_code])
    response = HttpResponse(_set(found, is_sample, address), content_type="application/pdf")
    name = "sample" if is_sample else "blank"
    response.headers["Content-Disposition"] = f'inline; filename="{found.basic_code}-{name}.pdf"'
    response.headers["X-Content-Hash"] = found.content_hash
    return public(response)


@lru_cache(maxsize=FORMS_KEPT)
def _set_once(code: str, content_hash: str, is_sample: bool, address: str) -> bytes:
    found = guide(code)
    assert found.content_hash == content_hash, "the key names the edition"
    return render_form(form_sheet(found, is_sample=is_sample, address=address), on=found.effective_on)


def _set(found: Guide, is_sample: bool, address: str) -> bytes:
    return _set_once(found.option_code, found.content_hash, is_sample, address)
