"""The ledger of the plan (目标与时限台账): every target of the plan with its evidence, as it stands on any day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tongban.oversight.supervision.models import PlanEvidence, PlanTarget
from tongban.registers.plan.targets import Standing, Target, days_over, standing


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One target on a day (一条目标)."""

    target: Target
    standing: Standing
    done_on: date | None
    days_over: int
    evidence: Sequence[PlanEvidence]


def plan_lines(targets: Iterable[Target], *, on: date) -> list[PlanLine]:
    """Every target as it stands on a day (two statements); what was dated later is not seen."""
    done = dict(PlanTarget.objects.values_list("key", "done_on"))
    shown: dict[str, list[PlanEvidence]] = {}
    for each in PlanEvidence.objects.filter(dated_on__lte=on).select_related("document", "target", "linked_by"):
        shown.setdefault(each.target.key, []).append(each)
    return [_line(each, done.get(each.key), shown.get(each.key, []), on) for each in targets]


def _line(target: Target, done_on: date | None, evidence: list[PlanEvidence], on: date) -> PlanLine:
    evidence.sort(key=lambda each: (each.dated_on, each.pk), reverse=True)
    return PlanLine(
        target=target,
        standing=standing(target, done_on=done_on, evidence=[each.dated_on for each in evidence], on=on),
        done_on=done_on if done_on is not None and done_on <= on else None,
        days_over=days_over(target, done_on=done_on, on=on),
        evidence=evidence,
    )


def target_row(target: Target) -> PlanTarget:
    """The row of a target, or an open one that is not kept yet."""
    return PlanTarget.objects.filter(key=target.key).first() or PlanTarget(key=target.key)
