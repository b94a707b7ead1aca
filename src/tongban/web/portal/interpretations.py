"""Interpretations in public (政策解读): the list, one article; opened by which way is counted, by whom is not."""

from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from tongban.foundation.kernel.clock import local_day, now
from tongban.handling.interpretations import queries as kept
from tongban.handling.interpretations.counted import note
from tongban.handling.interpretations.rules.content import paragraphs
from tongban.handling.interpretations.rules.states import ReadFrom
from tongban.web.portal import inputs
from tongban.web.portal.pages import page
from tongban.web.ui.audience import everybody

PAGE, COMING = 20, 10


@everybody
@require_safe
def interpretations(request: HttpRequest) -> HttpResponse:
    """All in public, searched by words, the newest first, and what is to come by its day (two statements)."""
    words, after = inputs.text(request.GET, "q").strip()[:60], inputs.number(request.GET, "after")
    rows = kept.library(words=words, after=after, size=PAGE + 1)
    more = {"after": str(rows[PAGE - 1].pk)} | ({"q": words} if words else {}) if len(rows) > PAGE else {}
    today = local_day(now())
    context = {
        "coming": kept.coming(on=today, size=COMING) if not words and not after else [],
        "rows": [(each, paragraphs(each.body)[0]) for each in rows[:PAGE]],
        "q": words,
        "following": f"{reverse('interpretations')}?{urlencode(more)}" if more else "",
    }
    return page(request, "interpretations", context)


@everybody
@require_safe
def interpretation(request: HttpRequest, code: UUID) -> HttpResponse:
    """One, with what it is about and its editions (three statements)."""
    found = kept.article(code)
    note(found.edition.interpretation_id, ReadFrom.of(inputs.text(request.GET, "from")[:10]))
    context = {"found": found, "edition": found.edition, "paragraphs": paragraphs(found.edition.body)}
    return page(request, "interpretation", context)
