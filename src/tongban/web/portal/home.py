"""The home page (首页): ask in plain words, what waits for me, what people often need."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tongban.exchange.notices.queries import unread
from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day, now
from tongban.handling.cases.queries.drafts import open_drafts
from tongban.handling.cases.queries.worklists import Wanted, worklist
from tongban.registers.catalog.browsing import Filters
from tongban.registers.catalog.guides import Card
from tongban.registers.catalog.queries import browse, cards, guide_of
from tongban.web.portal.pages import page, public
from tongban.web.ui.audience import everybody
from tongban.web.ui.outages import readable_without_database
from tongban.web.ui.sessions import actor_of

EXAMPLES = ("开个小饭馆", "房子过户", "孩子刚出生", "身份证换新", "公积金买房", "给老人办优待证")
# Glyph, basic code and option number of what people often come for; one that is not in force is left out.
OFTEN = (
    ("食", "000131024000", "01", "gold"),
    ("店", "000131004000", "01", ""),
    ("房", "000715001007", "04", ""),
    ("金", "622017001W00", "01", "gold"),
    ("保", "002014010001", "02", "green"),
    ("驾", "000109140009", "01", ""),
    ("住", "000709111001", "02", ""),
    ("老", "622011001W00", "01", "green"),
)
EVENTS = {
    "出生": "生",
    "入学": "学",
    "就业": "业",
    "创业": "创",
    "置业": "房",
    "结婚": "婚",
    "就医": "医",
    "退休": "休",
    "困难救助": "助",
    "开办企业": "企",
    "出行": "行",
    "养老": "老",
}
MOST_TODO = 3


@dataclass(frozen=True, slots=True)
class Tile:
    """A tile that leads to a guide (常办的事)."""

    glyph: str
    card: Card
    colour: str


@readable_without_database
@everybody
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Search, to-do, tiles; visitors cost no statement once the catalogue is warm."""
    actor = actor_of(request)
    found = browse(Filters())
    context = {
        "examples": EXAMPLES,
        "tiles": _tiles(),
        "events": [(name, glyph, found.counts["life_event"].get(name, 0)) for name, glyph in EVENTS.items()],
        "total": found.total,
        "fully_online": found.counts["online"].get("fully_online", 0),
        "free": sum(each.is_free for each in found.cards),
        **_mine(actor),
    }
    response = page(request, "home", context)
    return response if actor.is_signed_in else public(response)


def _tiles() -> list[Tile]:
    known = {(each.basic_code, each.option_code[-2:]): each for each in cards()}
    return [Tile(glyph, known[key], colour) for glyph, *key_, colour in OFTEN if (key := tuple(key_)) in known]


def _mine(actor: Actor) -> dict[str, object]:
    """What waits for this person: corrections and results first, then unfinished drafts, then what is under way."""
    if Role.APPLICANT not in actor.roles:
        return {}
    today = local_day(now())
    running = worklist(actor, Wanted(is_open=True), today=today, size=12).cases
    waiting = [each for each in running if each.state in ("correcting", "issued")]
    others = [each for each in running if each not in waiting]
    return {
        "waiting": waiting[:MOST_TODO],
        "running": others[: max(0, MOST_TODO - len(waiting))],
        "drafts": list(open_drafts(actor, on=today)[:MOST_TODO]),
        "case_names": {each.pk: guide_of(each.option_version_id).name for each in running},
        "unread": unread(actor),
    }
