"""Is everybody asked: served and not asked is a gap; a number of a hall is a visit; figures are recounts."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tongban.foundation.kernel.actors import NOBODY, SYSTEM
from tongban.foundation.kernel.errors import Invalid, NotFound, NotYours
from tongban.foundation.ledger.models import Entry
from tongban.handling.cases.commands.delivering import close
from tongban.handling.cases.tests.applying import MONDAY
from tongban.handling.cases.tests.driving import after, served
from tongban.handling.contacts.commands.shifts import sign_on
from tongban.handling.halls.commands import calling, serving
from tongban.handling.halls.commands.drawing import draw
from tongban.handling.halls.models import Kiosk, Ticket
from tongban.handling.outreach.commands.acting import finish
from tongban.handling.outreach.commands.asking import ask
from tongban.handling.outreach.commands.visiting import take_visit
from tongban.handling.outreach.tests.test_outreach import HOME, arranged
from tongban.handling.outreach.tests.test_visiting import filled
from tongban.oversight.evaluations.bound import BOUND
from tongban.oversight.evaluations.commands.rating import RatedAlready, Rating, rate
from tongban.oversight.evaluations.commands.transcribing import transcribe
from tongban.oversight.evaluations.models import Invitation
from tongban.oversight.evaluations.queries.coverage import Covered, coverage
from tongban.oversight.evaluations.queries.figures import by_agency, doubted, topics
from tongban.oversight.evaluations.queries.invitations import at_window, named_on_paper
from tongban.oversight.evaluations.rules.grades import Way
from tongban.oversight.evaluations.subscribers import bad_rating_is_opened, case_was_served, outreach_ended, visit_ended

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


@pytest.mark.req("R-167", "R-072")
def test_whoever_was_helped_in_person_is_asked_once_and_only_where_they_can_answer(cast: Cast) -> None:
    clerk, found = cast("wangfang"), []
    for asked_by, channel in ((cast("maxiuying"), "web"), (clerk, "phone")):
        request = arranged(ask(replace(HOME, kind="green", channel=channel), by=asked_by, at=MONDAY), clerk)
        finish(request, result="settled", words="当场讲清楚了", case_number="", by=clerk, at=MONDAY)
        entry = Entry.objects.get(chain=request.chain, verb="finish")
        for _ in range(2):
            outreach_ended(entry)
        found.append(request)
    (invitation,) = Invitation.objects.filter(service="outreach")
    assert (invitation.subject, invitation.staff_id) == (found[0].chain, clerk.staff_id)
    assert (invitation.name, invitation.status) == ("上门帮办", "open")
    rate(invitation, Rating(grade="satisfied"), by=cast("maxiuying"), at=MONDAY + MINUTE)
    assert Invitation.objects.get(pk=invitation.pk).status == "rated"


@pytest.mark.req("R-167")
def test_a_visit_that_was_filled_in_without_a_network_is_asked_for_when_it_arrives(cast: Cast) -> None:
    clerk = cast("wangfang")
    request = arranged(ask(HOME, by=cast("maxiuying"), at=MONDAY), clerk)
    said = filled(request)
    for _ in range(2):
        take_visit(request.code, said, by=clerk, at=MONDAY)
    outreach_ended(Entry.objects.get(chain=request.chain, verb="finish"))
    invitation = Invitation.objects.get(subject=request.chain)
    assert (invitation.party_id, invitation.staff_id) == (cast("maxiuying").party_id, clerk.staff_id)


@pytest.fixture
def visit(cast: Cast) -> Invitation:
    """A number that was called and served at window 9, and is asked for."""
    clerk = cast("wangfang")
    sign_on("综合窗口9号", by=clerk, at=MONDAY)
    draw("A", by=clerk, at=MONDAY)
    found = calling.call_next(by=clerk, at=MONDAY + MINUTE)
    assert found is not None
    serving.begin_serving(found, by=clerk, at=MONDAY + MINUTE)
    serving.finish(found, result="answered", words="说清楚了", by=clerk, at=MONDAY + 9 * MINUTE)
    entry = Entry.objects.get(chain=found.chain, verb="finish")
    visit_ended(entry)
    visit_ended(entry)
    return Invitation.objects.get(code=found.code)


@pytest.mark.req("R-105")
def test_a_number_is_rated_by_whoever_holds_it(cast: Cast, visit: Invitation) -> None:
    assert (visit.staff_id, visit.window, visit.party_id) == (cast("wangfang").staff_id, "综合窗口9号", None)
    made = rate(visit, Rating("very_satisfied", way=Way.QR), by=NOBODY, at=MONDAY + 12 * MINUTE)
    assert not made.may_be_reached
    assert rows("窗口")["综合窗口9号"].rated == 1


@pytest.mark.req("R-105")
def test_the_tablet_of_a_window_asks_who_was_served_there_last_and_only_for_a_while(visit: Invitation) -> None:
    assert visit.venue is not None
    tablet = Kiosk(venue=visit.venue, window="综合窗口9号")
    assert at_window(tablet, at=MONDAY + 8 * MINUTE) is None
    assert at_window(tablet, at=MONDAY + 10 * MINUTE) == visit
    assert at_window(tablet, at=MONDAY + 20 * MINUTE) is None
    assert at_window(Kiosk(venue=visit.venue, window="综合窗口8号"), at=MONDAY + 10 * MINUTE) is None
    rate(visit, Rating("satisfied", way=Way.PAD), by=NOBODY, at=MONDAY + 10 * MINUTE)
    assert at_window(tablet, at=MONDAY + 10 * MINUTE) is None


@pytest.mark.req("R-105")
@pytest.mark.parametrize(("login", "way", "slip"), [("zhengyawen", "paper", "K-001"), ("tangyun", "phone", "")])
def test_what_was_written_or_told_is_entered_with_its_time_and_never_by_who_served(
    cast: Cast, visit: Invitation, login: str, way: str, slip: str
) -> None:
    at, given = after(2), MONDAY + 15 * MINUTE
    assert visit.venue is not None
    number = Ticket.objects.get(code=visit.code).number
    found = named_on_paper(number.lower(), day=MONDAY.date(), venue=visit.venue.key)
    said: dict[str, Any] = {"grade": "dissatisfied", "words": "样例：等得久", "slip": slip, "given_at": given, "at": at}
    with pytest.raises(NotYours):
        transcribe(found, **said, by=cast("wangfang"))
    with pytest.raises(Invalid) as refusal:
        transcribe(found, **(said | {"given_at": at + MINUTE, "slip": ""}), by=cast(login))
    assert len(refusal.value.faults) == (2 if slip else 1)
    made = transcribe(found, **said, by=cast(login))
    assert (made.way, made.rated_at, made.received_at, made.is_named) == (way, given, at, False)
    bad_rating_is_opened(Entry.objects.get(chain=visit.chain, verb="transcribe"))
    assert made.redress.agency_id == visit.agency_id
    with pytest.raises(RatedAlready):
        rate(visit, Rating("satisfied"), by=NOBODY, at=at)
    with pytest.raises(NotFound):
        named_on_paper("A999", day=MONDAY.date(), venue=visit.venue.key)


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
