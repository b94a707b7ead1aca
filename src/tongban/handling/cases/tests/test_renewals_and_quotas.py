"""Windows, quotas, renewal by silence (受理期、名额、视为准予延续): what their laws say, done by the house."""

from datetime import date, timedelta

import pytest

from tongban.foundation.kernel.errors import NotNow
from tongban.handling.cases import jobs
from tongban.handling.cases.commands import delivering, examining, receiving, renewing
from tongban.handling.cases.models import Alert, QuotaPlace
from tongban.handling.cases.queries.quotas import order_of
from tongban.handling.cases.rules.clocks import ClockKind
from tongban.handling.cases.rules.overdue import NeedsExplanation
from tongban.handling.cases.rules.states import Status
from tongban.registers.catalog.content import AcceptanceWindow, Question, Quota, Renewal, Span
from tongban.registers.catalog.windows import OutsideWindow
from tongban.registers.documents.models import OfficialDocument

from .applying import ANSWERS, MONDAY
from .driving import GROUND, HEARING, accepted, after, day, food_option, fresh, listed, received
from .invariants import assert_sound

UNTIL = Question(code="valid_until", text="原许可证哪天到期？", kind="date")
NEVER_NOW = (AcceptanceWindow(opens="04-01", closes="04-30", name="春季"),)
NOW = (AcceptanceWindow(opens="11-01", closes="11-30"),)


def renewing_list(**changes):
    option = food_option()
    return listed(questions=(*option.questions, UNTIL), renewal=Renewal(expiry="valid_until"), **changes)


def renewal(cast, expires_on):
    return accepted(cast, answers={**ANSWERS, "valid_until": expires_on.isoformat()})


EXPIRY = day(40)


def renewal_day(case):
    return case.clocks.get(kind=ClockKind.RENEWAL).due_on


@pytest.mark.req("R-042")
def test_an_undecided_renewal_is_granted_when_the_old_licence_expires(cast):
    with renewing_list():
        case = renewal(cast, EXPIRY)
        assert renewal_day(case) == EXPIRY
        assert jobs.renew_by_silence(at=after(40, 23)) == 0
        assert jobs.renew_by_silence(at=after(41, 1)) == 1
        case = fresh(case)
        assert (case.status, case.outcome, case.decider) == (Status.GRANTED, "granted", None)
        assert case.decided_at is not None
        assert case.decided_at.astimezone(MONDAY.tzinfo).date() == EXPIRY
        paper = OfficialDocument.objects.get(subject=case.chain, kind="decision_grant")
        assert "视为准予延续" in "".join(paper.body["paragraphs"])
        assert jobs.renew_by_silence(at=after(41, 2)) == 0
        assert_sound(case, on=day(41))


@pytest.mark.req("R-042")
def test_running_late_changes_nothing(cast):
    with renewing_list():
        first, second = renewal(cast, EXPIRY), renewal(cast, EXPIRY)
        renewing.deem_granted(first, at=after(41, 1))
        renewing.deem_granted(second, at=after(75, 1))
        assert (first.decided_at, first.due_on) == (second.decided_at, second.due_on)


def test_nothing_else_can_be_decided_once_the_law_has(cast):
    with renewing_list():
        case = renewal(cast, EXPIRY)
        examining.examine(case, opinion="符合。", proposal="grant", by=cast("zhaomin"), at=after(1))
        examining.review(case, opinion="同意。", by=cast("sunqiang"), at=after(1))
        with pytest.raises((renewing.RenewedBySilence, NeedsExplanation)):
            examining.refuse(case, given=GROUND, by=cast("chenli"), at=after(41))
        with pytest.raises((renewing.RenewedBySilence, NeedsExplanation)):
            examining.grant(case, opinion="准予。", by=cast("chenli"), at=after(41))


def test_nor_is_the_case_ended_or_handed_on_instead(cast):
    long = {"promised_limit": Span(value=60), "statutory_limit": Span(value=60)}
    with renewing_list(**long):
        case = renewal(cast, EXPIRY)
        for act in (
            lambda: examining.terminate(case, given=GROUND, by=cast("chenli"), at=after(41)),
            lambda: receiving.transfer(
                case, given={"to_body": "某局", "reason": "不归我局管。"}, by=cast("zhaomin"), at=after(41)
            ),
        ):
            with pytest.raises(renewing.RenewedBySilence):
                act()
    assert fresh(case).status == "accepted"


def test_a_hearing_does_not_keep_a_licence_from_being_renewed(cast):
    with renewing_list(special_procedures=(HEARING,)):
        case = renewal(cast, EXPIRY)
        examining.start_special(case, code="hearing", reason="要听证。", by=cast("zhaomin"), at=after(1))
        assert jobs.renew_by_silence(at=after(41)) == 1
        assert_sound(fresh(case), on=day(41))


def test_what_is_decided_in_time_is_not_renewed_by_silence(cast):
    with renewing_list():
        case = renewal(cast, EXPIRY)
        delivering.withdraw(case, by=cast("liqiang"), at=after(2))
        assert jobs.renew_by_silence(at=after(60)) == 0
        with pytest.raises(NotNow):
            renewing.deem_granted(renewal(cast, EXPIRY), at=after(39))


def test_who_asks_too_late_has_no_fiction(cast):
    with renewing_list():
        assert not renewal(cast, day(20)).clocks.filter(kind=ClockKind.RENEWAL).exists()


def test_one_is_warned_ten_five_and_one_day_before(cast):
    with renewing_list():
        renewal(cast, EXPIRY)
        raised = [jobs.warn_of_renewals(at=after(each)) for each in (29, 30, 31, 35, 36, 39, 39, 41)]
        assert raised == [0, 1, 0, 1, 0, 1, 0, 0]
        assert list(Alert.objects.order_by("share").values_list("share", flat=True)) == [90, 95, 99]


@pytest.mark.req("R-042")
def test_outside_the_window_nothing_is_taken_in_and_the_next_one_is_said(cast):
    with listed(acceptance_windows=NEVER_NOW), pytest.raises(OutsideWindow) as refusal:
        received(cast)
    assert "2027年4月1日至2027年4月30日" in refusal.value.message


def test_the_limits_begin_when_the_window_closes(cast):
    with listed(acceptance_windows=NOW):
        case = accepted(cast)
        assert {each.started_at.astimezone(MONDAY.tzinfo).date() for each in case.clocks.filter(kind="promised")} == {
            date(2026, 11, 30)
        }
        assert_sound(case, on=day(0))


def decided(case, cast, *, at):
    examining.examine(case, opinion="符合。", proposal="grant", by=cast("zhaomin"), at=at)
    examining.review(case, opinion="同意。", by=cast("sunqiang"), at=at)
    examining.grant(case, opinion="准予。", by=cast("chenli"), at=at)


def test_a_quota_is_given_in_order_of_acceptance(cast):
    with listed(quota=Quota(number=1)):
        first, second = accepted(cast), accepted(cast)
        assert list(QuotaPlace.objects.order_by("place").values_list("case", "place", "period")) == [
            (first.pk, 1, "2026"),
            (second.pk, 2, "2026"),
        ]
        notes = OfficialDocument.objects.get(subject=second.chain, kind="acceptance_notice").body["notes"]
        assert "排在第2位，前面还有1件，名额已满" in "".join(notes)
        with pytest.raises(renewing.QuotaFull):
            decided(second, cast, at=after(1))
        decided(first, cast, at=after(1))
        with pytest.raises(renewing.QuotaFull):
            examining.grant(fresh(second), opinion="准予。", by=cast("chenli"), at=after(1))
        assert [row.state for row in order_of(first.option_code, "2026")] == ["已准予", "办理中"]
        assert_sound(second, on=day(1))


def test_who_leaves_gives_the_place_to_the_next(cast):
    with listed(quota=Quota(number=1)):
        first, second = accepted(cast), accepted(cast)
        delivering.withdraw(first, by=cast("liqiang"), at=after(1))
        decided(second, cast, at=after(1))
        assert second.status == Status.GRANTED


def test_every_year_has_its_own_places(cast):
    with listed(quota=Quota(number=1)):
        accepted(cast)
        later = accepted(cast, at=MONDAY + timedelta(days=45))
        assert QuotaPlace.objects.get(case=later).place == 1


def test_a_list_without_odd_terms_asks_nothing_more(cast):
    case = accepted(cast)
    assert not QuotaPlace.objects.filter(case=case).exists()
