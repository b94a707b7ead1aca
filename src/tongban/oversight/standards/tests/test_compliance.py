"""The city beside its standards: checks of the house, evidence, frozen reports (R-186, R-199)."""

from datetime import date, timedelta
from typing import Any

import pytest
from conftest import MONDAY
from django.db import DatabaseError, transaction

from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Invalid, NotFound, NotYours
from tongban.foundation.ledger.commands import record
from tongban.foundation.ledger.models import Entry
from tongban.oversight.standards.commands.showing import freeze_report, give_evidence
from tongban.oversight.standards.models import ComplianceReport, Evidence
from tongban.oversight.standards.queries.compliance import compliance, standard_for, visible_to
from tongban.oversight.standards.queries.security import RESTORE_DRILLS, SECURITY_CHECKS
from tongban.oversight.standards.rules.compliance import State
from tongban.oversight.standards.rules.library import About
from tongban.registers.agencies.models import Staff, Venue
from tongban.registers.catalog.queries import cards
from tongban.registers.parties.models import Account

pytestmark = pytest.mark.django_db


def rows_of(cast, key):
    watcher = cast("zhengyawen")
    return {each.number: each for each in compliance([standard_for(watcher, key)], at=MONDAY)[0].rows}


@pytest.mark.req("R-186")
def test_every_place_and_every_matter_is_looked_at_and_named_where_it_fails(cast):
    Venue.objects.filter(key="city-center").update(phone="")
    places = rows_of(cast, "centre")
    assert Venue.objects.get(key="city-center").name in places["2"].failing
    assert places["2"].checked == Venue.objects.filter(is_active=True).count()
    matters = rows_of(cast, "guide")
    assert {each.checked for each in matters.values()} == {len(cards())}


@pytest.mark.req("R-186")
def test_evidence_counts_while_it_is_good_and_is_refused_where_it_is_not_asked_for(cast):
    watcher, today = cast("zhengyawen"), local_day(MONDAY)
    site = standard_for(watcher, "site")
    assert rows_of(cast, "site")["3"].state is State.EVIDENCE_MISSING
    with pytest.raises(Invalid) as refusal:
        give_evidence(
            site, clause="3", words="", reference=" ", valid_until=today + timedelta(days=91), by=watcher, at=MONDAY
        )
    assert {each.pointer for each in refusal.value.faults} == {"/words", "/reference", "/valid_until"}
    good = {"words": "现场检查合格（样例）", "reference": "样例〔2026〕1号", "by": watcher, "at": MONDAY}
    with pytest.raises(Invalid):
        give_evidence(site, clause="1", valid_until=today, **good)
    made = give_evidence(site, clause="3", valid_until=today, **good)
    assert rows_of(cast, "site")["3"].state is State.MET
    assert Entry.objects.get(chain="standard:site").facts["clause"] == "3"
    with pytest.raises(DatabaseError), transaction.atomic():
        Evidence.objects.filter(pk=made.pk).update(words="改过")
    with pytest.raises(NotYours):
        give_evidence(site, clause="3", valid_until=today, **{**good, "by": cast("linjing")})


@pytest.mark.req("R-186")
def test_a_frozen_report_is_made_again_from_the_same_facts(cast):
    watcher = cast("zhengyawen")
    first, second = freeze_report(by=watcher, at=MONDAY), freeze_report(by=watcher, at=MONDAY)
    assert first.content_hash == second.content_hash
    assert first.content == second.content
    Venue.objects.filter(key="city-center").update(phone="")
    assert freeze_report(by=watcher, at=MONDAY).content_hash != first.content_hash
    with pytest.raises(DatabaseError), transaction.atomic():
        ComplianceReport.objects.all().delete()
    with pytest.raises(NotYours):
        freeze_report(by=cast("linjing"), at=MONDAY)


@pytest.mark.req("R-199")
def test_the_checklist_of_classified_protection_answers_every_automated_control_from_the_house_itself(cast):
    rows = rows_of(cast, "mlps")
    assert rows["8.1.5"].state is State.MET
    assert "审计管理员1人" in rows["8.1.5"].words
    assert rows["8.1.4.3-2"].state is State.MET
    assert "180天" in rows["8.1.4.3-2"].words
    assert rows["8.1.4.6"].state is State.NOT_APPLICABLE
    assert rows["8.1.9.3"].state is State.EVIDENCE_MISSING


@pytest.mark.req("R-199")
def test_who_has_no_second_factor_is_counted_by_staff_number(cast):
    Account.objects.filter(login="wangfang").update(totp_secret_sealed=b"x", totp_confirmed_at=MONDAY)
    found = SECURITY_CHECKS["second_factor"](MONDAY)
    assert "工号JY0001" not in found.failing
    assert "工号JY0002" in found.failing
    assert found.checked == Staff.objects.filter(is_active=True).count()


@pytest.mark.req("R-199")
def test_a_restore_drill_counts_for_half_a_year_and_only_if_it_was_whole(cast):
    look = SECURITY_CHECKS["restored"]
    assert look(MONDAY).failing
    facts = {"rto_seconds": 42, "rpo_seconds": 0, "is_whole": True}
    record(RESTORE_DRILLS, "restore_drill", by=cast("gaoyuan"), at=MONDAY, facts=facts)
    assert not look(MONDAY).failing
    assert "恢复用42秒" in look(MONDAY).words
    assert look(MONDAY + timedelta(days=185)).failing
    record(RESTORE_DRILLS, "restore_drill", by=cast("gaoyuan"), at=MONDAY, facts={**facts, "is_whole": False})
    assert look(MONDAY).failing


@pytest.mark.req("R-199")
def test_an_account_that_was_stopped_leaves_no_session_and_an_office_without_a_holder_is_seen(cast, sign_in):
    sign_in("wangfang", MONDAY)
    assert not SECURITY_CHECKS["least_privilege"](MONDAY).failing
    Staff.objects.filter(account__login="wangfang").update(is_active=False)
    assert SECURITY_CHECKS["least_privilege"](MONDAY).failing == ("已停用账号wangfang还有会话",)
    Staff.objects.filter(account__login="yanming").update(is_active=False)
    assert "没有审计管理员" in SECURITY_CHECKS["three_administrators"](MONDAY).failing


@pytest.mark.req("R-199")
def test_the_audit_administrator_reads_the_checklist_and_changes_nothing(cast):
    audit = cast("yanming")
    assert [each.key for each in visible_to(audit)] == ["mlps"]
    good: dict[str, Any] = {"words": "报告", "reference": "文号", "valid_until": date(2026, 11, 24), "at": MONDAY}
    with pytest.raises(NotYours):
        give_evidence(standard_for(audit, "mlps"), clause="8.1.9.3", by=audit, **good)
    give_evidence(standard_for(audit, "mlps"), clause="8.1.9.3", by=cast("tianhui"), **good)
    with pytest.raises(NotFound):
        standard_for(audit, "guide")
    with pytest.raises(NotFound):
        standard_for(cast("wangfang"), "mlps")


def test_all_checks_of_the_city_take_few_statements(cast, django_assert_max_num_queries):
    standards = [each for each in visible_to(cast("zhengyawen")) if each.about is not About.MATTER]
    with django_assert_max_num_queries(40):  # each check of security asks once or twice, places and evidence once
        compliance(standards, at=MONDAY)
