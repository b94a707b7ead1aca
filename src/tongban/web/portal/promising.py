"""Promising in writing (P12 承诺与签名): the whole text, what follows a breach, one's name under it; or not."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Declined, Stale
from tongban.handling.cases.commands import drafting
from tongban.handling.cases.credit import standing as credit_standing
from tongban.handling.cases.models import Draft
from tongban.handling.cases.promises import suspended
from tongban.handling.cases.queries.promise import promise_of
from tongban.handling.cases.queries.standing import standing
from tongban.web.portal import inputs
from tongban.web.portal.drafting import of_draft, revision_in
from tongban.web.portal.pages import errors_by_anchor, page, told
from tongban.web.ui.problems import Problem


@of_draft
@require_http_methods(["GET", "HEAD", "POST"])
def commitment(request: HttpRequest, draft: Draft) -> HttpResponse:
    """The promise of this draft: read, signed or declined; who may not promise is told why and how to mend it."""
    today = local_day(now())
    problems: list[Problem] = []
    name = inputs.text(request.POST, "name").strip()[:60]
    if request.method == "POST":
        try:
            _choose(request, draft, name)
        except Stale:
            raise
        except Declined as refusal:
            problems = told(refusal)
        else:
            return redirect("draft", number=draft.number)
    text = promise_of(draft, on=today)
    context = {
        "draft": draft,
        "guide": standing(draft, on=today).guide,
        "text": text,
        "is_signed": draft.accepts_commitment and text is not None and text.hash == draft.commitment_hash,
        "stopped": suspended(standing(draft, on=today).guide, on=today) if text is None else None,
        "barred": credit_standing(draft.owner_id, on=today),
        "name": name,
        "problems": problems,
        "errors": errors_by_anchor(problems),
    }
    return page(request, "draft_commitment", context, status=422 if problems else 200)


def _choose(request: HttpRequest, draft: Draft, name: str) -> None:
    revision = revision_in(request)
    if request.POST.get("way") == "decline":
        drafting.decline_commitment(draft, revision=revision, at=now())
    else:
        seen = inputs.text(request.POST, "seen")[:64]
        drafting.sign_commitment(draft, name=name, seen=seen, revision=revision, at=now())
