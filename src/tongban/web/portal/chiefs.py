"""The public list of chief representatives (首席事务代表公示, R-085): who decides what at the hall, until when."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from tongban.foundation.kernel.clock import local_day, now
from tongban.handling.cases.rules.flow import FLOW
from tongban.registers.agencies.models import Delegation
from tongban.registers.agencies.queries import public_chiefs
from tongban.registers.agencies.rules import bound_words
from tongban.registers.catalog.queries import cards
from tongban.web.portal import inputs
from tongban.web.portal.pages import page, public
from tongban.web.ui.audience import everybody

PAGE = 20
MOST_MATTERS = 12


@everybody
@require_safe
def chiefs(request: HttpRequest) -> HttpResponse:
    """Searched by name, post, body or document number; page by page (two statements)."""
    words, after = inputs.text(request.GET, "q")[:60].strip(), inputs.number(request.GET, "after") or 0
    today = local_day(now())
    found = public_chiefs(today, words=words, after=after, size=PAGE + 1)
    kept = {"q": words} if words else {}
    here = reverse("chiefs")
    context = {
        "rows": [
            {
                "each": each,
                "does": powers_of(each),
                "matters": matters_of(each),
                "bounds": "、".join(map(bound_words, each.bounds)),
            }
            for each in found[:PAGE]
        ],
        "words": words,
        "today": today,
        "is_first": not after,
        "first": f"{here}?{urlencode(kept)}" if kept else here,
        "following": f"{here}?{urlencode({**kept, 'after': str(found[PAGE - 1].pk)})}" if len(found) > PAGE else "",
    }
    return public(page(request, "chiefs", context))


def powers_of(each: Delegation) -> str:
    """The steps in the words of the buttons."""
    return "、".join(FLOW.steps[verb].label if verb in FLOW.steps else verb for verb in each.powers)


def matters_of(each: Delegation) -> str:
    """The matters by name; all of the body where nothing else is said."""
    if each.covers_all:
        return "本部门全部事项"
    codes = set(each.option_codes)
    names = [card.name for card in cards() if card.option_code in codes]
    more = len(codes) - len(names[:MOST_MATTERS])
    return "、".join(names[:MOST_MATTERS]) + (f"等{len(codes)}个事项" if more > 0 else "")
