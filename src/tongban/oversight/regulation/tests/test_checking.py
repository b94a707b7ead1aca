"""Every promise is checked (承诺核查): by class of risk, in time; before revoking the party is heard."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Invalid, NotFound, NotNow, NotYours
from tongban.foundation.ledger.models import Entry, Outgoing
from tongban.handling.cases.tests.driving import after, day, fresh, granted
from tongban.oversight.regulation import queries
from tongban.oversight.regulation.commands import checking
from tongban.oversight.regulation.models import CommitmentCheck
from tongban.oversight.regulation.queries import CheckLight
from tongban.oversight.regulation.rules.states import CheckStatus
from tongban.oversight.regulation.subscribers import mark_revoked, open_checks
from tongban.registers.documents.models import OfficialDocument

from .promised import FALSE, advised, granted_on_promise, opened, revoked, seen

pytestmark = pytest.mark.django_db
MEND = {"finding": "制度写了，没有上墙。", "demand": "把制度贴到操作间墙上。"}


@pytest.mark.req("R-145")
def test_every_case_granted_on_a_promise_has_one_check_however_often_it_is_heard(cast):
    case = granted_on_promise(cast)
    entry = Entry.objects.get(chain=case.chain, verb="finish_on_the_spot")
    for _ in range(2):
        open_checks(entry)
    check = CommitmentCheck.objects.get(case=case)
    assert (check.status, check.agency_id) == (CheckStatus.OPEN, case.agency_id)
    assert check.due_on == day(28), "twenty workdays from the next"
    assert "抽查比例" in check.sampling


def test_a_case_without_a_promise_has_no_check(cast):
    case = granted(cast)
    open_checks(Entry.objects.get(chain=case.chain, verb="grant"))
    assert not CommitmentCheck.objects.filter(case=case).exists()


@pytest.mark.req("R-145")
def test_a_check_past_its_limit_is_red_and_supervision_finds_it(cast):
    check = seen(opened(cast))
    until = check.due_on
    lights = [queries.light_of(check, on=until + timedelta(days=days)) for days in (-8, -3, 0, 1)]
    assert lights == [CheckLight.GREEN, CheckLight.YELLOW, CheckLight.YELLOW, CheckLight.RED]
    found = queries.checks(cast("zhengyawen"), on=until + timedelta(days=1), only_overdue=True, most=9)
    assert [each.pk for each in found] == [check.pk]
    assert not queries.checks(cast("zhengyawen"), on=until, only_overdue=True, most=9)


@pytest.mark.req("R-145")
def test_a_kept_promise_ends_there(cast):
    check = seen(opened(cast))
    checking.take_on(check, by=cast("zhaomin"), at=after(1))
    checking.confirm(check, finding="制度齐全，执行到位。", by=cast("zhaomin"), at=after(2))
    assert (seen(check).status, seen(check).ended_at) == (CheckStatus.TRUE, after(2))


@pytest.mark.req("R-145")
def test_what_has_to_be_mended_has_a_paper_and_its_own_limit(cast):
    check = seen(opened(cast))
    checking.take_on(check, by=cast("zhaomin"), at=after(1))
    with pytest.raises(Invalid):
        checking.order_rectification(check, **MEND, due_on=day(1), by=cast("zhaomin"), at=after(1))
    checking.order_rectification(check, **MEND, due_on=day(11), by=cast("zhaomin"), at=after(1))
    check = seen(check)
    assert (check.status, check.due_on) == (CheckStatus.RECTIFYING, day(11))
    assert check.rectification is not None
    assert check.rectification.kind == "rectification_notice"
    assert queries.light_of(check, on=day(12)) is CheckLight.RED
    assert Outgoing.objects.filter(chain=check.chain, channel="message").exists()
    checking.confirm_rectified(check, finding="复查时已经上墙。", by=cast("zhaomin"), at=after(9))
    assert seen(check).status == CheckStatus.RECTIFIED


@pytest.mark.req("R-145")
def test_nothing_is_revoked_before_the_party_could_speak(cast):
    check = advised(cast)
    with pytest.raises(NotNow, match="陈述"):
        checking.revoke(check, **FALSE, by=cast("chenli"), at=after(2))
    checking.state(check, words="当天制度送去装裱了。", hearing="yes", by=cast("liqiang"), at=after(2))
    with pytest.raises(NotNow, match="听证"):
        checking.revoke(seen(check), **FALSE, by=cast("chenli"), at=after(3))
    checking.record_hearing(seen(check), record="双方到场，李强承认没有制度。", by=cast("chenli"), at=after(4))
    checking.revoke(seen(check), **FALSE, by=cast("chenli"), at=after(5))
    paper = OfficialDocument.objects.get(subject=f"case:{check.case.number}", kind="revocation")
    assert paper.body["remedy"]
    assert "装裱" in "".join(paper.body["paragraphs"])


@pytest.mark.req("R-145")
def test_a_revoked_decision_stands_on_its_case_and_in_its_ledger(cast):
    check = revoked(cast)
    case = fresh(check.case)
    assert case.revoked_at == after(14)
    assert case.status == "granted", "where it stands stays as it was"
    assert Entry.objects.filter(chain=case.chain, verb="revoke").count() == 1
    mark_revoked(Entry.objects.get(chain=check.chain, verb="revoke"))
    assert Entry.objects.filter(chain=case.chain, verb="revoke").count() == 1


def test_what_the_party_said_may_hold(cast):
    check = advised(cast)
    checking.state(check, words="制度在隔壁办公室。", hearing="no", by=cast("liqiang"), at=after(2))
    checking.drop(seen(check), reason="再去看过，制度确实有。", by=cast("chenli"), at=after(3))
    check = seen(check)
    assert (check.status, check.due_on) == (CheckStatus.ASSIGNED, check.check_due_on)


def test_who_decided_does_not_check_and_who_checked_does_not_revoke(cast):
    check = seen(opened(cast))
    decider = replace(cast("chenli"), roles=cast("chenli").roles | cast("zhaomin").roles)
    with pytest.raises(NotYours):
        checking.take_on(check, by=decider, at=after(1))
    checking.take_on(check, by=cast("zhaomin"), at=after(1))
    checking.advise_revocation(check, **FALSE, by=cast("zhaomin"), at=after(1, 11))
    both = replace(cast("zhaomin"), roles=cast("chenli").roles)
    with pytest.raises(checking.SameEyes):
        checking.revoke(seen(check), **FALSE, by=both, at=after(14))


def test_another_body_and_another_person_are_kept_out(cast):
    check = advised(cast)
    other = replace(cast("zhaomin"), agency_id=cast("wangfang").agency_id)
    with pytest.raises(NotFound):
        queries.check_for(other, check.pk)
    with pytest.raises(NotFound):
        queries.check_for(cast("zhouyou"), check.pk)
    with pytest.raises(NotYours):
        checking.state(check, words="不关我的事。", hearing="no", by=cast("zhouyou"), at=after(2))
    assert queries.check_for(cast("liqiang"), check.pk) == check


def test_the_term_for_speaking_ends(cast):
    check = advised(cast)
    assert check.due_on > local_day(after(1))
    with pytest.raises(NotNow, match="期限已经过了"):
        checking.state(check, words="来晚了。", hearing="no", by=cast("liqiang"), at=after(20))
