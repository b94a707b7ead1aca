"""The sentinel: a changed file lights up every list that quotes it and no other, until it is answered."""

from datetime import date, datetime, timedelta

import msgspec
import pytest
from django.db import DatabaseError, transaction

from tongban.foundation.kernel.actors import NOBODY, SYSTEM
from tongban.foundation.kernel.clock import LOCAL
from tongban.foundation.kernel.errors import Invalid, NotNow, NotYours
from tongban.foundation.ledger.models import Entry
from tongban.registers.catalog.commands import publish
from tongban.registers.catalog.findings import Severity
from tongban.registers.catalog.queries import current_guides
from tongban.registers.catalog.tests.samples import document, option
from tongban.registers.norms.commands.answering import NothingLeft, StillCited, change, close, keep, reopen
from tongban.registers.norms.commands.changing import AlreadyRepealed, amend, repeal, suspend
from tongban.registers.norms.commands.ending import end_unsupported
from tongban.registers.norms.commands.keeping import read_files, register, set_limits
from tongban.registers.norms.jobs import end_what_stands_on_nothing
from tongban.registers.norms.models import Norm, NormAlert, NormChange
from tongban.registers.norms.queries import (
    alerts,
    citing,
    findings,
    norms,
    repealed,
    unregistered,
    unsupported,
    visible_to,
)
from tongban.registers.norms.rules.states import ChangeKind, Standing, Status
from tongban.registers.norms.rules.titles import normal

from conftest import MONDAY  # isort: skip

AT = datetime(2026, 3, 2, 10, tzinfo=LOCAL)
ON = date(2026, 3, 2)
DUE = date(2026, 3, 30)
pytestmark = pytest.mark.django_db


def norm(title):
    register(read_files([{"title": title}]), by=SYSTEM, at=AT)
    return Norm.objects.get(key=normal(title))


def published(laws, **changes):
    """The sample list, all of its options on these laws, in force."""
    plain = msgspec.to_builtins(option(legal_basis=[{"law": law} for law in laws]))
    plain["conditions"] = plain["materials"] = []
    note = {"effective_on": "2026-01-01", "reason": "调整", "legal_source": "样例"}
    return publish(document(options={"01": plain}, version=note, **changes), by=SYSTEM, at=AT).edition.list


def repealed_now(title, **changes):
    return repeal(norm(title), on=ON, document="样例公告", by=SYSTEM, at=AT, **changes)


@pytest.mark.req("R-194")
@pytest.mark.parametrize("title", ["中华人民共和国民法典", "居住证暂行条例", "中华人民共和国行政许可法"])
def test_repealing_a_file_flags_every_matter_that_cites_it_and_none_else(title):
    quoting = {
        guide.implementation_code
        for guide in current_guides()
        if normal(title) in normal(msgspec.json.encode(guide.option).decode())
    }
    done = repeal(Norm.objects.get(key=normal(title)), on=ON, document="样例公告", by=SYSTEM, at=AT)
    flagged = {each.list.code for each in NormAlert.objects.filter(change=done)}
    assert flagged == quoting
    assert len(flagged) > 1
    assert all(each.agency_id == each.list.agency_id for each in NormAlert.objects.filter(change=done))


@pytest.mark.req("R-194")
def test_an_alert_names_every_clause_the_body_and_the_last_working_day(cast):
    target = published(["样例甲法（2020年修订）", "样例乙法"])
    done = repealed_now("中华人民共和国样例甲法")
    alert = NormAlert.objects.get(change=done)
    assert (alert.list_id, alert.agency_id, alert.due_on, alert.status) == (target.pk, target.agency_id, DUE, "open")
    assert [(each["pointer"], each["law"]) for each in alert.clauses] == [
        ("/legal_basis/0", "样例甲法（2020年修订）")
    ]  # fmt: skip
    [row] = [each for each in alerts(cast("linjing"), on=DUE + timedelta(days=1)) if each.pk == alert.pk]
    assert (row.change, row.is_overdue, row.status) == ("废止", True, "待处理")
    assert row.clauses == ("食品经营许可(新办)·设定依据",)


@pytest.mark.req("R-194")
def test_the_demo_catalogue_cites_only_registered_files_and_one_sample_is_repealed(cast):
    assert unregistered() == []
    [change_] = NormChange.objects.all()
    assert change_.norm.is_sample
    assert change_.norm.status == Standing.REPEALED
    [alert] = NormAlert.objects.all()
    assert alert.agency.key == "housing-fund"
    assert repealed(ON)[change_.norm.title] == "嘉峪关市住房公积金提取业务规程（样例）"
    assert unsupported(ON) == []


@pytest.mark.req("R-194")
def test_nothing_stays_in_force_on_repealed_bases_alone_past_the_deadline():
    target = published(["样例甲法", "样例乙法"])
    repealed_now("样例甲法")
    assert unsupported(ON) == []
    repealed_now("样例乙法")
    [bare] = unsupported(ON)
    assert (bare.option_code, bare.due_on) == (f"{target.code}01", DUE)
    assert findings(DUE) == []
    [found] = findings(DUE + timedelta(days=1))
    assert (found.severity, found.pointer) == (Severity.ERROR, "/options/01/legal_basis")
    published(["样例丙法"])
    assert findings(DUE + timedelta(days=1)) == []


@pytest.mark.req("R-194")
def test_what_stands_on_repealed_files_alone_is_suspended_by_the_timer_once_its_day_is_over():
    target = published(["样例甲法"])
    repealed_now("样例甲法")
    deadline = datetime(2026, 3, 30, 2, 40, tzinfo=LOCAL)
    assert end_unsupported(at=deadline) == []
    after = deadline + timedelta(days=1)
    assert end_unsupported(at=after) == [target.code]
    edition = target.versions.order_by("-number")[0]
    assert (edition.state, edition.is_founding) == ("suspended", False)
    assert "样例甲法" in edition.reason
    assert end_what_stands_on_nothing(after + timedelta(days=1)) == 0


@pytest.mark.req("R-194")
def test_an_option_without_any_basis_is_left_out_where_the_others_have_one():
    def on(law, name):
        plain = msgspec.to_builtins(option(legal_basis=[{"law": law}]))
        return {**plain, "name": name, "conditions": [], "materials": []}

    note = {"effective_on": "2026-01-01", "reason": "调整", "legal_source": "样例"}
    both = {"01": on("样例甲法", "甲项"), "02": on("样例乙法", "乙项")}
    target = publish(document(options=both, version=note), by=SYSTEM, at=AT).edition.list
    repealed_now("样例甲法")
    assert end_unsupported(at=datetime(2026, 3, 30, 10, tzinfo=LOCAL)) == []
    assert end_unsupported(at=datetime(2026, 3, 31, 10, tzinfo=LOCAL)) == [target.code]
    left = {each.option_code: each.is_open for each in current_guides() if each.implementation_code == target.code}
    assert left == {f"{target.code}02": True}
    edition = target.versions.order_by("-number")[0]
    assert (edition.operation, edition.state, edition.is_founding) == ("change", "in_force", False)
    assert "“甲项”" in edition.reason
    assert unsupported(DUE + timedelta(days=1)) == []
    assert end_unsupported(at=datetime(2026, 4, 1, 10, tzinfo=LOCAL)) == []


@pytest.mark.req("R-194")
def test_a_list_may_be_kept_with_a_reason_only_while_it_has_a_basis_left(cast):
    published(["样例甲法", "样例乙法"])
    first = NormAlert.objects.get(change=repealed_now("样例甲法"))
    editor, reviewer = cast("wutao"), cast("linjing")
    keep(first, words="还有乙法作依据，下次修订时删去", by=editor, at=AT)
    assert first.status == Status.KEPT
    close(first, by=reviewer, at=AT)
    assert NormAlert.objects.get(pk=first.pk).status == Status.CLOSED
    second = NormAlert.objects.get(change=repealed_now("样例乙法"))
    with pytest.raises(NothingLeft):
        keep(second, words="想保留", by=editor, at=AT)
    assert [each.verb for each in Entry.objects.filter(chain=first.chain).order_by("seq")] == ["keep", "close"]


@pytest.mark.req("R-194")
def test_a_list_counts_as_changed_when_the_one_in_force_quotes_the_file_no_more(cast):
    published(["样例甲法", "样例乙法"])
    alert = NormAlert.objects.get(change=repealed_now("样例甲法"))
    editor = cast("wutao")
    with pytest.raises(StillCited):
        change(alert, words="改了", by=editor, at=AT)
    published(["样例乙法"])
    change(alert, words="删去了甲法", by=editor, at=AT)
    reopen(alert, words="条款号也要改", by=cast("linjing"), at=AT)
    assert (alert.status, alert.words) == (Status.OPEN, "条款号也要改")


def test_only_the_body_whose_list_it_is_answers_and_says_why(cast):
    published(["样例甲法", "样例乙法"])
    alert = NormAlert.objects.get(change=repealed_now("样例甲法"))
    with pytest.raises(NotYours):
        keep(alert, words="理由", by=cast("fangyuan"), at=AT)
    with pytest.raises(NotYours):
        close(alert, by=cast("wutao"), at=AT)
    with pytest.raises(Invalid):
        keep(alert, words=" ", by=cast("wutao"), at=AT)
    with pytest.raises(NotNow):
        close(alert, by=cast("linjing"), at=AT)
    assert alert in visible_to(cast("wutao"))
    assert alert not in visible_to(cast("fangyuan"))
    assert not visible_to(NOBODY).exists()


def test_an_amended_file_alerts_with_its_own_limit_and_still_applies():
    published(["样例甲法"])
    set_limits({"amend": 3}, by=SYSTEM, at=AT)
    done = amend(norm("样例甲法"), on=ON, document="样例公告", words="第三条改了", by=SYSTEM, at=AT)
    assert NormAlert.objects.get(change=done).due_on == date(2026, 3, 5)
    assert "样例甲法" not in repealed(ON)
    assert suspend(norm("样例甲法"), on=ON, document="样例公告", by=SYSTEM, at=AT).kind == ChangeKind.SUSPEND


def test_a_repeal_is_registered_once_by_a_keeper_with_its_document(cast):
    target = norm("样例甲法")
    with pytest.raises(NotYours):
        repeal(target, on=ON, document="样例公告", by=cast("wutao"), at=AT)
    with pytest.raises(Invalid):
        repeal(target, on=ON, document="", by=SYSTEM, at=AT)
    repeal(target, on=ON, document="样例公告", by=SYSTEM, at=AT)
    with pytest.raises(AlreadyRepealed):
        amend(target, on=ON, document="样例公告", by=SYSTEM, at=AT)
    with pytest.raises(DatabaseError), transaction.atomic():
        NormChange.objects.update(document="别的")


def test_a_repeal_in_the_future_counts_from_its_day():
    repeal(norm("样例甲法"), on=ON + timedelta(days=10), document="样例公告", by=SYSTEM, at=AT)
    assert "样例甲法" not in repealed(ON)
    assert "样例甲法" in repealed(ON + timedelta(days=10))


def test_the_register_is_searched_and_pages_and_counts_who_quotes():
    [row] = norms(words="民法典")
    found = Norm.objects.get(pk=row.pk)
    assert row.clauses == len(citing(found)) > row.lists > 1
    first = norms(most=10)
    assert norms(most=10, after=first[-1].pk)[0].pk > first[-1].pk
    assert [each.status for each in norms(status="repealed")] == ["已废止"]


def test_a_file_that_stands_twice_or_cannot_be_read_is_told():
    with pytest.raises(Invalid):
        register(read_files([{"title": "样例甲法"}, {"title": "《样例甲法（2020年修订）》"}]), by=SYSTEM, at=AT)
    with pytest.raises(Invalid):
        read_files([{"name": "没有题名"}])
    with pytest.raises(Invalid):
        set_limits({"amend": 0, "other": 3}, by=SYSTEM, at=AT)
    with pytest.raises(NotYours):
        register([], by=NOBODY, at=MONDAY)
