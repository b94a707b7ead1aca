"""What supervision keeps of the demo city (演示监督): counts, scores, reports, issues; by people's commands."""

from datetime import date, datetime, timedelta
from typing import Any

import msgspec
from django.conf import settings

from tongban.foundation.kernel.actors import SYSTEM, Actor
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.written import read_yaml
from tongban.oversight.supervision.commands.appraising import freeze_scores, publish_library
from tongban.oversight.supervision.commands.comparing import compare_venues
from tongban.oversight.supervision.commands.counting import count_months
from tongban.oversight.supervision.commands.gatherings import record_gathering
from tongban.oversight.supervision.commands.issues import raise_issue, resolve, watch_issues
from tongban.oversight.supervision.commands.reporting import freeze
from tongban.oversight.supervision.commands.targeting import complete, link_evidence
from tongban.oversight.supervision.rules.appraising import Library
from tongban.oversight.supervision.rules.reports import ReportKind, about_of
from tongban.registers.lists.queries import current
from tongban.registers.plan.reading import targets_of

from .contacts import _staff

LIBRARY = "appraisal.yaml"
SHOWN_BY = {
    "T04-2022-09-30": "permit",
    "T04-2022-12-31": "permit_norm",
    "T26-2022-10-31": "commitment",
    "T27-2022-10-31": "deferral",
}
"""Which published list shows that a target of the plan is done."""


def load_supervising(*, at: datetime) -> None:
    """Told after the cases, once with them."""
    by = _staff("zhengyawen")
    count_months(at=at)
    load_library_edition(at=at)
    freeze_scores(at=at)
    compare_venues(at=at)
    _targets(by, at)
    _meeting(by, at)
    for kind in (ReportKind.WINDOWS, ReportKind.BULLETIN, ReportKind.RESULTS):
        freeze(kind, about_on=about_of(kind, local_day(at)), by=by, at=at)


def load_library_edition(*, at: datetime) -> None:
    """The first edition of the indicator library, as the city's data say, from the beginning of the year."""
    said = read_yaml((settings.CITY / LIBRARY).read_bytes())
    library = msgspec.convert({"indicators": said["indicators"]}, Library)
    publish_library(library, since=date(local_day(at).year, 1, 1), reason=said["reason"], by=SYSTEM, at=at)


def _targets(by: Actor, at: datetime) -> None:
    """Lists that the demo city has published show that four of the plan's targets are done, late as they are."""
    for target in targets_of(settings.CITY):
        head = current(SHOWN_BY[target.key]) if target.key in SHOWN_BY else None
        if head is not None:
            link_evidence(target, number=head.notice_number, by=by, at=at)
            complete(target, by=by, at=at)


def _meeting(by: Actor, at: datetime) -> None:
    """A meeting with two things to do: one was done and waits for a word, one is over and went up."""
    then = at - timedelta(days=10)
    held = record_gathering(
        "meeting",
        title="四季度政务服务推进会（样例）",
        held_on=local_day(then),
        bodies=["market-regulation", "civil-affairs", "big-data"],
        minutes="样例纪要：各部门汇报了三季度的指标。会议要求年底以前，婚姻、户籍数据能共享的不再收纸质证明。",
        by=by,
        at=then,
    )
    said: dict[str, Any] = {"level": "city", "gathering": held, "by": by, "at": then}
    shared = raise_issue(
        "食品经营许可还在收营业执照复印件（样例）",
        words="样例：窗口能调电子证照，个别窗口还在收复印件。",
        owner="JY0064",
        due_on=local_day(at) + timedelta(days=5),
        **said,
    )
    raise_issue(
        "婚姻登记数据没有共享到综合窗口（样例）",
        words="样例：请民政局和大数据中心接通查询接口。",
        owner="JY0034",
        due_on=local_day(at) - timedelta(days=2),
        **said,
    )
    resolve(shared, resolution="样例：已经通知各窗口只调电子证照。", by=_staff("sunqiang"), at=at - timedelta(days=1))
    watch_issues(at=at)
