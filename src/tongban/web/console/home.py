"""The console's first page: what waits for this actor, and where everything is."""

from dataclasses import dataclass

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day, now
from tongban.handling.devices.queries.devices import missed
from tongban.registers.bundles.queries import visible_to as visible_bundles
from tongban.registers.bundles.rules.states import Status as DraftStatus
from tongban.registers.catalog.channels import standings
from tongban.registers.catalog.queries import cards, revision
from tongban.registers.compiling.queries import counts, inbox_counts, waiting_for
from tongban.registers.compiling.rules.states import EDITABLE, Status
from tongban.web.ui.audience import staff
from tongban.web.ui.sessions import actor_of

from .frame import READERS, show


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits (待办): how many, and where."""

    label: str
    count: int
    href: str
    text: str = ""


@require_safe
@staff(*READERS)
def home(request: HttpRequest) -> HttpResponse:
    """What waits for this person by their roles (ten statements), and the catalogue in numbers."""
    actor, found = actor_of(request), cards()
    kinds: dict[str, int] = {}
    for each in found:
        kinds[each.kind.label] = kinds.get(each.kind.label, 0) + 1
    context = {
        "waiting": [*_mine(actor), *_bundles(actor), *_inbox(actor), *_watched(actor)],
        "total": len(found),
        "kinds": sorted(kinds.items(), key=lambda pair: -pair[1]),
        "revision": revision(),
        "late": [each for each in standings(now()) if each.is_alarming],
    }
    return show(request, "console/home.html", context, current="home")


def _mine(actor: Actor) -> list[Waiting]:
    """Drafts that this person has to act on, by what is to be done."""
    if not actor.roles & {Role.CATALOG_EDITOR, Role.CATALOG_REVIEWER}:
        return []
    rows = waiting_for(actor).order_by().values_list("status").annotate(Count("pk"))
    found = {Status(status): number for status, number in rows}
    labels = {
        Status.COMPILING: "要编制的",
        Status.RETURNED: "被退回要修改的",
        Status.SUBMITTED: "等本单位审核的",
        Status.REVIEWED: "等着发布的",
        Status.DECLINED: "部门不认领、要改派的",
    }
    mine = EDITABLE if Role.CATALOG_EDITOR in actor.roles else frozenset(labels) - EDITABLE
    return [
        Waiting(label, found.get(status, 0), _address(status))
        for status, label in labels.items()
        if status in found or (status in mine and status is not Status.DECLINED)
    ]


def _bundles(actor: Actor) -> list[Waiting]:
    """Drafts of bundles that this person has to act on; nothing is said where nothing waits."""
    labels = {DraftStatus.RETURNED: "被退回的一件事", DraftStatus.PROPOSED: "等着审核的一件事"}
    mine = DraftStatus.RETURNED if Role.CATALOG_EDITOR in actor.roles else DraftStatus.PROPOSED
    count = visible_bundles(actor).filter(status=mine).count()
    return [Waiting(labels[mine], count, f"{reverse('console-bundles')}?draft={mine}")] if count else []


def _inbox(actor: Actor) -> list[Waiting]:
    number = inbox_counts(actor, today=local_day(now()))
    address = reverse("console-inbox")
    text = f"其中超期{number.red}件，快到期{number.yellow}件" if number.red or number.yellow else ""
    rows = [Waiting("收件箱待认领", number.total, address, text)]
    if number.unrouted:
        rows.append(Waiting("没有对应部门的", number.unrouted, f"{address}?agency=none"))
    return rows


def _watched(actor: Actor) -> list[Waiting]:
    """Supervision sees where everything stands."""
    if Role.SUPERVISOR not in actor.roles:
        return []
    number = counts(actor)
    shown = (Status.COMPILING, Status.SUBMITTED, Status.RETURNED, Status.REVIEWED)
    silent = len(missed(at=now()))
    alarm = (
        [Waiting("没有报到的自助终端", silent, reverse("console-devices"), "超过10分钟，已出故障单")] if silent else []
    )
    return [*alarm, *(Waiting(each.label, number.get(each, 0), _address(each)) for each in shown)]


def _address(status: Status) -> str:
    if status is Status.DECLINED:
        return f"{reverse('console-inbox')}?status={status}"
    return f"{reverse('console-drafts')}?status={status}"
