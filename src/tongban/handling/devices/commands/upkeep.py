"""Looking after terminals from afar (远程运维): settings sent out in stages and back, pins, paper, what they report."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, Max

from tongban.foundation.kernel.actors import SYSTEM, Actor
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Fault as Wrong
from tongban.foundation.kernel.errors import Invalid, NotNow, NotYours
from tongban.foundation.ledger.commands import advance, begin, record
from tongban.handling.devices.models import Condition, Config, DailyUse, Fault, Rollout
from tongban.handling.devices.queries.upkeep import hindrance_of, wanted_by
from tongban.handling.devices.rules.reports import Told, paper_after
from tongban.handling.devices.rules.rollouts import (
    MOST_PAPER,
    ROLLOUTS,
    RolloutStatus,
    is_broken_since,
    settings_faults,
    settings_from,
)
from tongban.handling.devices.rules.states import BASIS, KEEPERS, FaultKind
from tongban.handling.halls.models import Kiosk
from tongban.handling.halls.rules.states import KioskStatus

from .faults import LONGEST, close_fault, open_fault


@transaction.atomic
def begin_trial(
    kiosks: Sequence[Kiosk], *, idle_seconds: int | None, notice: str, paper_low: int | None, by: Actor, at: datetime
) -> Rollout:
    """开始试点: a new edition of settings, for these terminals only; one trial at a time."""
    line = notice.strip()
    faults = settings_faults(idle_seconds, line, paper_low)
    running = [each.pk for each in kiosks if each.state is KioskStatus.RUNNING and not each.window]
    if not running or len(running) != len(kiosks):
        faults.append(Wrong("/kiosks", "choice", "请选先试哪几台，要是正在用的自助终端。"))
    if faults or idle_seconds is None or paper_low is None:
        raise Invalid("终端参数还有地方要改。", faults=faults)
    made = Rollout(status=RolloutStatus.NEW, trial=sorted(running), began_at=at)
    step = ROLLOUTS.take("begin_trial", made, by=by)
    made.status = RolloutStatus.TRIAL
    number = (Config.objects.aggregate(last=Max("number"))["last"] or 0) + 1
    try:
        with transaction.atomic():
            made.config = Config.objects.create(
                number=number, idle_seconds=idle_seconds, notice=line, paper_low=paper_low, made_at=at
            )
            begin(made, step, by=by, at=at, facts={**made.config.settings.plain, "trial": made.trial})
    except IntegrityError:
        raise NotNow("已经有一次下发在试点，先推开或者退回。") from None
    return made


@transaction.atomic
def widen(rollout: Rollout, *, by: Actor, at: datetime) -> Rollout:
    """全部推开: every terminal that is not pinned gets these settings when it next reports."""
    step = ROLLOUTS.take("widen", rollout, by=by)
    if hindrance := hindrance_of(rollout):
        raise NotNow(hindrance)
    advance(rollout, step, by=by, at=at, facts={"number": rollout.config.number}, changes={"whole_at": at})
    return rollout


@transaction.atomic
def roll_back(rollout: Rollout, *, reason: str, by: Actor, at: datetime) -> Rollout:
    """退回: every terminal gets what it had before when it next reports."""
    step, words = ROLLOUTS.take("roll_back", rollout, by=by), reason.strip()
    if not 1 <= len(words) <= LONGEST:
        raise Invalid(faults=[Wrong("/reason", "required", f"请写为什么退回，不超过{LONGEST}个字。")])
    advance(rollout, step, by=by, at=at, facts={"reason": words}, changes={"reason": words})
    return rollout


def take_back_what_breaks(*, at: datetime, by: Actor = SYSTEM) -> int:
    """自动退回: a trial of which a terminal fell silent after it began ends by itself; how many were taken back."""
    found = Rollout.objects.filter(status=RolloutStatus.TRIAL).select_related("config").first()
    if found is None or found.began_at is None:
        return 0
    silent = Fault.objects.filter(kiosk_id__in=found.trial, kind=FaultKind.SILENT, closed_at__isnull=True)
    if not is_broken_since(silent.values_list("opened_at", flat=True), found.began_at):
        return 0
    roll_back(found, reason="试点的终端没有报到，自动退回", by=by, at=at)
    return 1


@transaction.atomic
def pin(kiosk: Kiosk, number: int | None, *, by: Actor, at: datetime) -> Condition:
    """锁定版本: this terminal keeps one edition of settings whatever is sent out; None lets it go along again."""
    _refuse_strangers(by)
    config = Config.objects.filter(number=number).first() if number is not None else None
    if number is not None and config is None:
        raise Invalid(faults=[Wrong("/number", "choice", "请选要锁定的参数版本。")])
    made, _ = Condition.objects.update_or_create(kiosk=kiosk, defaults={"pinned": config})
    record(kiosk.chain, "pin", by=by, at=at, basis=BASIS, facts={"number": number})
    return made


@transaction.atomic
def load_paper(kiosk: Kiosk, sheets: int | None, *, by: Actor, at: datetime) -> Condition:
    """装纸: so many sheets lie in it now; what was open for want of paper is mended."""
    _refuse_strangers(by)
    if sheets is None or not 1 <= sheets <= MOST_PAPER:
        raise Invalid(faults=[Wrong("/sheets", "range", f"请写装好以后有几张纸，1到{MOST_PAPER}。")])
    made, _ = Condition.objects.update_or_create(kiosk=kiosk, defaults={"paper_left": sheets})
    record(kiosk.chain, "load_paper", by=by, at=at, basis=BASIS, facts={"sheets": sheets})
    for each in Fault.objects.filter(kiosk=kiosk, kind=FaultKind.PAPER, closed_at__isnull=True):
        close_fault(each, result=f"装了纸，现在{sheets}张", by=by, at=at)
    return made


@transaction.atomic
def report_condition(kiosk: Kiosk, told: Told, *, at: datetime) -> None:
    """终端自报: what it runs with, printed, was used for, and an error; a fault for paper that is low and for errors.

    After it the terminal has the settings that it should have.
    """
    row, _ = Condition.objects.get_or_create(kiosk=kiosk)
    settings = settings_from(kiosk.settings)
    left = paper_after(row.paper_left, told.printed)
    changes: dict[str, Any] = {"number": told.number, "paper_left": left, "printed": F("printed") + told.printed}
    if told.error:
        changes |= {"errors": F("errors") + 1, "last_error": told.error, "error_at": at}
    if told.error or told.printed or told.number != row.number:
        Condition.objects.filter(pk=row.pk).update(**changes)
    for service, count in told.used.items():
        use, _ = DailyUse.objects.get_or_create(kiosk=kiosk, on=local_day(at), service=service)
        DailyUse.objects.filter(pk=use.pk).update(count=F("count") + count)
    if told.error:
        _open_once(kiosk, FaultKind.ERROR, f"程序出错：{told.error}", at=at)
    if told.printed and left is not None and left < settings.paper_low:
        _open_once(kiosk, FaultKind.PAPER, f"还有{left}张纸", at=at)
    if (wants := wanted_by(kiosk).plain) != settings.plain:
        kiosk.settings = wants
        Kiosk.objects.filter(pk=kiosk.pk).update(settings=wants)


def _open_once(kiosk: Kiosk, kind: FaultKind, words: str, *, at: datetime) -> None:
    if not Fault.objects.filter(kiosk=kiosk, kind=kind, closed_at__isnull=True).exists():
        open_fault(kiosk, kind=kind, words=words, by=SYSTEM, at=at)


def _refuse_strangers(by: Actor) -> None:
    if not by.roles & KEEPERS:
        raise NotYours("终端由市政务服务管理局维护。")
