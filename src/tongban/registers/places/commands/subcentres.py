"""Sub-centres (分中心整合): confirmed, decided on, and brought in step by step with what shows it."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Fault, Invalid, NotNow, NotYours
from tongban.foundation.ledger.commands import record
from tongban.registers.agencies.models import Agency
from tongban.registers.places.models import SubCentre, SubCentreStep
from tongban.registers.places.rules.subcentres import BASIS, LONGEST_WORDS, Way, decision_faults, step_faults

LONGEST_NAME = 80


@transaction.atomic
def confirm_centre(centre: SubCentre, *, name: str, agency: Agency | None, by: Actor, at: datetime) -> SubCentre:
    """确认: whose sub-centre it is that the plan counts and does not name."""
    refuse_strangers(by)
    words, faults = name.strip(), []
    if not 1 <= len(words) <= LONGEST_NAME:
        faults.append(Fault("/name", "required", f"请写分中心的名称，不超过{LONGEST_NAME}个字。"))
    if agency is None:
        faults.append(Fault("/agency", "choice", "请选是哪个部门的。"))
    if faults or agency is None:
        raise Invalid(faults=faults)
    rows = SubCentre.objects.filter(pk=centre.pk, is_confirmed=False)
    if not rows.update(is_confirmed=True, name=words, agency=agency):
        raise NotNow("这个分中心已经确认过。")
    told(centre, "confirm_centre", {"name": words, "agency": agency.key}, by=by, at=at)
    return SubCentre.objects.get(pk=centre.pk)


@transaction.atomic
def decide_centre(centre: SubCentre, *, way: str, reason: str, number: str, by: Actor, at: datetime) -> SubCentre:
    """决定: merged, or run as one with the city's hall and why it cannot be merged; a later decision replaces it."""
    refuse_strangers(by)
    if not centre.is_confirmed:
        raise NotNow("先确认是哪个部门的分中心，再决定怎么整合。")
    why, words = reason.strip() if way == Way.INTEGRATE else "", number.strip()
    if faults := decision_faults(way, why, words):
        raise Invalid("整合决定还有地方要改。", faults=faults)
    SubCentre.objects.filter(pk=centre.pk).update(way=way, reason=why, number=words, decided_at=at)
    told(centre, "decide_centre", {"way": way, "reason": why, "number": words}, by=by, at=at)
    return SubCentre.objects.get(pk=centre.pk)


@transaction.atomic
def plan_step(
    centre: SubCentre, *, name: str, starts_on: date | None, ends_on: date | None, by: Actor, at: datetime
) -> SubCentreStep:
    """安排一步: what is done from when to when."""
    refuse_strangers(by)
    words = name.strip()
    faults = step_faults(words, starts_on, ends_on)
    if faults or starts_on is None or ends_on is None:
        raise Invalid(faults=faults)
    if not centre.is_confirmed:
        raise NotNow("先确认是哪个部门的分中心，再安排。")
    made = SubCentreStep.objects.create(sub_centre=centre, name=words, starts_on=starts_on, ends_on=ends_on)
    facts = {"name": words, "from": starts_on.isoformat(), "until": ends_on.isoformat()}
    told(centre, "plan_step", facts, by=by, at=at)
    return made


@transaction.atomic
def finish_step(step: SubCentreStep, *, evidence: str, by: Actor, at: datetime) -> SubCentreStep:
    """完成一步: on this day, with what shows it."""
    refuse_strangers(by)
    words = evidence.strip()
    if not 1 <= len(words) <= LONGEST_WORDS:
        raise Invalid(faults=[Fault("/evidence", "required", f"请写完成的依据，不超过{LONGEST_WORDS}个字。")])
    rows = SubCentreStep.objects.filter(pk=step.pk, done_on__isnull=True)
    if not rows.update(done_on=local_day(at), evidence=words):
        raise NotNow("这一步已经完成。")
    told(step.sub_centre, "finish_step", {"name": step.name, "evidence": words}, by=by, at=at)
    return SubCentreStep.objects.get(pk=step.pk)


@transaction.atomic
def load_centres(rows: Sequence[dict[str, Any]], *, by: Actor, at: datetime) -> int:
    """Take over what the city has decided already, with its steps (three statements)."""
    refuse_strangers(by)
    bodies = {each.key: each for each in Agency.objects.filter(key__in=[row.get("agency", "") for row in rows])}
    made = SubCentre.objects.bulk_create(
        SubCentre(
            key=row["key"],
            name=row["name"],
            agency=bodies.get(row.get("agency", "")),
            is_confirmed="agency" in row,
            way=row.get("way", Way.UNDECIDED.value),
            reason=row.get("reason", ""),
            number=row.get("number", ""),
            decided_at=at if "way" in row else None,
            due_on=row["due_on"],
        )
        for row in rows
    )
    SubCentreStep.objects.bulk_create(
        SubCentreStep(sub_centre=centre, **step)
        for centre, row in zip(made, rows, strict=True)
        for step in row.get("steps", ())
    )
    record("sub-centres", "load_centres", by=by, at=at, basis=BASIS, facts={"loaded": len(made)})
    return len(made)


def told(centre: SubCentre, verb: str, facts: dict[str, Any], *, by: Actor, at: datetime) -> None:
    """What was done with a sub-centre is on its chain."""
    record(f"sub-centre:{centre.key}", verb, by=by, at=at, basis=BASIS, facts=facts)


def refuse_strangers(by: Actor) -> None:
    """`NotYours` for whoever is not of the bureau."""
    if not by.roles & {Role.SUPERVISOR, Role.SYSTEM}:
        raise NotYours("分中心整合由市政务服务管理局登记。")
