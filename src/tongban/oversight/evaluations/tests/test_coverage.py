"""Is everybody asked: served and not asked is a gap; a number of a hall is a visit; figures are recounts."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tongban.foundation.kernel.actors import NOBODY, SYSTEM
from tongban.foundation.ledger.models import Entry
from tongban.handling.cases.commands.delivering import close
from tongban.handling.cases.tests.applying import MONDAY
from tongban.handling.cases.tests.driving import after, served
from tongban.handling.contacts.commands.shifts import sign_on
from tongban.handling.halls.commands import calling, serving
from tongban.handling.halls.commands.drawing import draw
from tongban.oversight.evaluations.bound import BOUND
from tongban.oversight.evaluations.commands.rating import Rating, rate
from tongban.oversight.evaluations.models import Invitation
from tongban.oversight.evaluations.queries.coverage import Covered, coverage
from tongban.oversight.evaluations.queries.figures import by_agency, doubted, topics
from tongban.oversight.evaluations.rules.grades import Way
from tongban.oversight.evaluations.subscribers import case_was_served, visit_ended

from .conftest import FRIDAY, Cast

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def rows(label: str) -> dict[str, Covered]:
    found = next(each for each in coverage(at=after(5)) if each.label == label)
    return {each.name: each for each in found.rows}


@pytest.mark.req("R-103")
def test_served_and_not_asked_is_a_gap(cast: Cast) -> None:
    case = served(cast)
    close(case, by=SYSTEM, at=after(3))
    name = case.option_version.name
    before = rows("事项")[name]
    assert before.is_gap
    case_was_served(Entry.objects.get(chain=case.chain, verb="collect"))
    after_asking = rows("事项")[name]
    assert (after_asking.invited, after_asking.is_silent) == (before.invited + 1, False)
    assert rows("单位")["市市场监管局"].invited
    assert any(each.startswith("赵敏") and found.invited for each, found in rows("人员").items())


@pytest.mark.req("R-103")
def test_every_matter_body_and_terminal_is_on_the_meter(cast: Cast) -> None:
    with CaptureQueriesContext(connection) as caught:
        found = coverage(at=after(5))
    assert [each.label for each in found] == ["事项", "单位", "人员", "窗口", "自助终端", "申办渠道"]
    assert len(caught) <= 20
    matters = found[0]
    assert matters.covered + len(matters.silent) == len(matters.rows) > 100


@pytest.mark.req("R-105")
def test_a_number_is_rated_by_whoever_holds_it(cast: Cast) -> None:
    clerk = cast("wangfang")
    sign_on("综合窗口9号", by=clerk, at=MONDAY)
    ticket = draw("A", by=clerk, at=MONDAY)
    found = calling.call_next(by=clerk, at=MONDAY + MINUTE)
    assert found is not None
    serving.begin_serving(found, by=clerk, at=MONDAY + MINUTE)
    serving.finish(found, result="answered", words="说清楚了", by=clerk, at=MONDAY + 9 * MINUTE)
    entry = Entry.objects.get(chain=found.chain, verb="finish")
    visit_ended(entry)
    visit_ended(entry)
    invited = Invitation.objects.get(code=ticket.code)
    assert (invited.staff_id, invited.window, invited.party_id) == (clerk.staff_id, "综合窗口9号", None)
    made = rate(invited, Rating("very_satisfied", way=Way.QR), by=NOBODY, at=MONDAY + 12 * MINUTE)
    assert not made.may_be_reached
    assert rows("窗口")["综合窗口9号"].rated == 1


@pytest.mark.req("R-106")
def test_figures_and_topics_are_recounts(cast: Cast, invited: Invitation) -> None:
    span = {"since": after(-30), "until": after(30)}
    said = Rating("dissatisfied", words="网站打不开，上传失败", seconds=1)
    rate(invited, said, by=cast("liqiang"), at=FRIDAY)
    found = next(each for each in by_agency(**span) if each.agency == "市市场监管局")
    assert (found.rated, found.bad, found.good) == (1, 1, 0)
    assert dict(topics(**span, policy=BOUND.policy))["系统不好用"] == 1
    assert topics(**span, policy=BOUND.policy) == topics(**span, policy=BOUND.policy)
    assert [each.said.invitation_id for each in doubted(**span)] == [invited.pk]
