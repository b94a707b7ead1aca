"""What terminals run with and how they are (终端参数和现状), R-136."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Sum

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.errors import NotFound
from tongban.handling.devices.models import Condition, Config, DailyUse, Fault, Rollout
from tongban.handling.devices.rules.rollouts import RolloutStatus, Sent, Settings, keeps_from_widening, wanted
from tongban.handling.devices.rules.states import KEEPERS, Service
from tongban.handling.halls.models import Kiosk
from tongban.handling.halls.rules.states import KioskStatus

USE_DAYS = 30


@dataclass(frozen=True, slots=True)
class Standing:
    """A rollout with its terminals (下发进度): how many should run with it and do, and why it cannot be widened yet."""

    rollout: Rollout
    wanted: int
    running: int
    trial: tuple[Kiosk, ...]
    hindrance: str


def sent_now() -> list[Sent]:
    """Every rollout that may decide what a terminal gets: the trial, and the last one for all (one statement)."""
    rows = Rollout.objects.filter(status__in=[RolloutStatus.TRIAL, RolloutStatus.WHOLE]).select_related("config")
    return [Sent(each.pk, each.state, frozenset(each.trial), each.config.settings) for each in rows.order_by("-pk")]


def wanted_by(kiosk: Kiosk) -> Settings:
    """What this terminal should run with (two statements)."""
    condition = condition_of(kiosk)
    pinned = condition.pinned.settings if condition is not None and condition.pinned is not None else None
    return wanted(kiosk.pk, sent_now(), pinned)


def condition_of(kiosk: Kiosk) -> Condition | None:
    """What it last said of itself (one statement)."""
    return Condition.objects.select_related("pinned").filter(kiosk=kiosk).first()


def rollout_for(actor: Actor, pk: int) -> Rollout:
    """One for who keeps terminals, or `NotFound` (one statement)."""
    rows = Rollout.objects.select_related("config")
    found = rows.filter(pk=pk).first() if actor.roles & KEEPERS else None
    if found is None:
        raise NotFound("没有这次下发。")
    return found


def hindrance_of(rollout: Rollout) -> str:
    """Why it cannot go out to all yet (two statements)."""
    running = Condition.objects.filter(kiosk_id__in=rollout.trial, number=rollout.config.number)
    faults = Fault.objects.filter(kiosk_id__in=rollout.trial, closed_at__isnull=True, opened_at__gt=rollout.began_at)
    return keeps_from_widening(
        rollout.trial,
        running=set(running.values_list("kiosk_id", flat=True)),
        faulty=set(faults.values_list("kiosk_id", flat=True)),
    )


def standings(most: int = 20) -> list[Standing]:
    """The last rollouts, the newest first (five statements at most)."""
    rows = list(Rollout.objects.select_related("config").order_by("-pk")[:most])
    kiosks = {each.pk: each for each in Kiosk.objects.filter(status=KioskStatus.RUNNING).select_related("venue")}
    trials = {pk for each in rows for pk in each.trial} - kiosks.keys()
    others = {each.pk: each for each in Kiosk.objects.filter(pk__in=trials).select_related("venue")} | kiosks
    said = {each.kiosk_id: each for each in Condition.objects.select_related("pinned")}
    sent = sent_now()
    gets = {pk: wanted(pk, sent, _pinned(said.get(pk))).number for pk in kiosks}
    return [_standing(each, gets, said, others) for each in rows]


def _standing(rollout: Rollout, gets: dict[int, int], said: dict[int, Condition], kiosks: dict[int, Kiosk]) -> Standing:
    number = rollout.config.number
    should = {pk for pk, wants in gets.items() if wants == number}
    return Standing(
        rollout=rollout,
        wanted=len(should),
        running=sum(pk in said and said[pk].number == number for pk in should),
        trial=tuple(kiosks[pk] for pk in rollout.trial if pk in kiosks),
        hindrance=hindrance_of(rollout) if rollout.state is RolloutStatus.TRIAL else "",
    )


def _pinned(condition: Condition | None) -> Settings | None:
    return condition.pinned.settings if condition is not None and condition.pinned is not None else None


def configs() -> list[Config]:
    """All editions, the newest first (one statement)."""
    return list(Config.objects.order_by("-number"))


def use_of(kiosks: Iterable[int], *, on: date) -> dict[int, dict[Service, int]]:
    """How often each service of each terminal was used in the last thirty days (one statement)."""
    rows = DailyUse.objects.filter(kiosk_id__in=list(kiosks), on__gt=on - timedelta(days=USE_DAYS), on__lte=on)
    found: dict[int, dict[Service, int]] = {}
    for kiosk, service, total in rows.values_list("kiosk_id", "service").annotate(total=Sum("count")).order_by():
        found.setdefault(kiosk, {})[Service(service)] = total
    return found
