"""Incidents for the pages that show them: one being handled that touches persons, a drill that was begun."""

from collections.abc import Callable
from datetime import timedelta

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day, now
from tongban.oversight.incidents.commands import drilling, handling
from tongban.oversight.incidents.rules.plan import BOUND
from tongban.oversight.standards.commands.showing import freeze_report
from tongban.registers.norms.commands.cleaning import open_round
from tongban.registers.norms.models import NormReview

Cast = Callable[[str], Actor]


def people_the_incidents(cast: Cast) -> dict[str, str]:
    """What the addresses need: the incident, the drill."""
    at, keeper = now(), cast("tianhui")
    said = {"title": "名单外泄（样例）", "system": "办件库", "words": "群里看到一份名单（样例）。"}
    found = handling.report(**said, discovered_at=at, by=cast("gaoyuan"), at=at)  # type: ignore[arg-type]
    judged = {"severity": "major", "touches_persons": "yes", "playbook": "leak", "words": "涉及电话（样例）。"}
    handling.assess(found, **judged, by=keeper, at=at)
    book = BOUND.plan.playbook("outage")
    assert book is not None
    drill = drilling.plan(book, half="2019-1", by=cast("zhengyawen"), at=at)
    drilling.begin(drill, by=keeper, at=at)
    report = freeze_report(by=cast("zhengyawen"), at=at)
    open_round("样例清理", due_on=local_day(at) + timedelta(days=60), by=cast("linjing"), at=at)
    review = NormReview.objects.latest("pk")
    return {
        "norm_review": str(review.pk),
        "compliance": str(report.pk),
        "incident": str(found.pk),
        "drill": str(drill.pk),
    }
