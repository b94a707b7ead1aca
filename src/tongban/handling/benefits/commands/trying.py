"""Trying a draft out (试算): over everybody who may be matched, in the background, numbers only.

What was counted is kept after every part, so that it goes on where it stopped; a draft that is changed voids its trial.
"""

from collections import Counter
from datetime import datetime
from typing import Any

from django.db import transaction

from tongban.foundation.kernel.actors import SYSTEM, Actor
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.ledger.commands import advance
from tongban.handling.benefits.models import PolicyDraft, PolicyTrial
from tongban.handling.benefits.ports import TRIALS
from tongban.handling.benefits.queries.facts import matchable
from tongban.handling.benefits.queries.matching import CHUNK, chunk, counted, left_out
from tongban.handling.benefits.queries.policies import content_of
from tongban.handling.benefits.rules.flow import DRAFTS
from tongban.handling.benefits.rules.matching import Verdict
from tongban.handling.benefits.rules.states import OPEN, TrialStatus

from .checking import refuse_faults, staff_of


@transaction.atomic
def try_out(draft: PolicyDraft, *, by: Actor, at: datetime) -> PolicyTrial:
    """试算: begun, on record, for facts of people are used (第五十五条); while one runs, asking again is that one."""
    step = DRAFTS.take("simulate", draft, by=by)
    refuse_faults(draft)
    running = draft.trials.filter(status=TrialStatus.RUNNING).first()
    if running is not None:
        return running
    most = matchable([content_of(draft).audience]).count()
    advance(draft, step, by=by, at=at, to=draft.state, facts={"purpose": "政策发布前试算", "most": most})
    made = PolicyTrial.objects.create(
        draft=draft, status=TrialStatus.RUNNING, asked_by_id=staff_of(by), asked_at=at, most=most
    )
    for begin in TRIALS:
        begin(made.pk)
    return made


@transaction.atomic
def go_on(trial_id: int, *, most: int = CHUNK, at: datetime) -> bool:
    """Count the next part; is there more to do? Whoever else is counting this trial is left to it."""
    rows = PolicyTrial.objects.select_for_update(skip_locked=True, of=("self",)).select_related("draft__policy")
    trial = rows.filter(pk=trial_id, status=TrialStatus.RUNNING).first()
    if trial is None:
        return False
    content, on = content_of(trial.draft), local_day(trial.asked_at)
    kinds, facts = chunk([content.audience], set(content.names), after=trial.after, on=on, most=most)
    if kinds:
        trial.found = _added(trial.found, counted(content, kinds, facts))
        trial.seen, trial.after = trial.seen + len(kinds), max(kinds)
        trial.save(update_fields=["found", "seen", "after"])
        return True
    _conclude(trial, at=at)
    return False


def void(draft: PolicyDraft, *, at: datetime) -> None:
    """The draft is another one now: what is being counted of it is worth nothing."""
    draft.trials.filter(status=TrialStatus.RUNNING).update(status=TrialStatus.VOID, ended_at=at)


def _conclude(trial: PolicyTrial, *, at: datetime) -> None:
    """试算完成: the numbers stand on the draft, for whoever reviews it; none for a draft that is over."""
    if trial.draft.state not in OPEN:
        void(trial.draft, at=at)
        return
    told = _told(trial, left_out(content_of(trial.draft)))
    step = DRAFTS.take("conclude_trial", trial.draft, by=SYSTEM)
    PolicyTrial.objects.filter(pk=trial.pk).update(status=TrialStatus.DONE, ended_at=at)
    advance(trial.draft, step, by=SYSTEM, at=at, to=trial.draft.state, facts=told, changes={"simulated": told})


def _added(before: dict[str, Any], more: dict[str, Any]) -> dict[str, Any]:
    missing = Counter(before.get("missing", {})) + Counter(more["missing"])
    return {each.value: before.get(each.value, 0) + more[each.value] for each in Verdict} | {"missing": missing}


def _told(trial: PolicyTrial, out: int) -> dict[str, Any]:
    missing = Counter(trial.found.get("missing", {})).most_common()
    numbers = {each.value: trial.found.get(each.value, 0) for each in Verdict}
    when = trial.asked_at.isoformat()
    return {**numbers, "left_out": out, "missing": [list(each) for each in missing], "at": when}
