"""用途审计: seeded patterns are all found, normal traffic is left in peace, a canary is told at once (R-196)."""

from datetime import datetime, timedelta
from random import Random

import pytest
from conftest import MONDAY

from tongban.foundation.kernel.clock import now
from tongban.foundation.kernel.errors import Invalid, NotNow, NotYours
from tongban.foundation.ledger.models import Entry
from tongban.foundation.ledger.subscriptions import Subscription, deliver_news
from tongban.handling.cases.tests.applying import lodged
from tongban.oversight.reading.commands import finding, policing
from tongban.oversight.reading.jobs import audit_looks
from tongban.oversight.reading.models import LookFinding, PolicyEdition
from tongban.oversight.reading.queries.findings import findings, looks_behind, visible_to
from tongban.oversight.reading.queries.policies import policy, watched_now
from tongban.oversight.reading.rules.patterns import Known, Look, patterns, share_of_false
from tongban.oversight.reading.rules.policy import DEFAULT, lines_of, purposes_from
from tongban.oversight.reading.rules.states import FindingKind, FindingStatus, WatchKind
from tongban.oversight.reading.subscribers import catch_canary
from tongban.registers.parties.models import Account

from .looking import looked, party_of

NIGHT = MONDAY + timedelta(days=1)


def traffic(seed: int, *, days: int = 20, readers: int = 12) -> list[Look]:
    """Days at work: everybody looks at the people of their own cases, some days are busy, few stay late."""
    chance = Random(seed)
    found: list[Look] = []
    for day in range(days):
        for reader in range(readers):
            for _ in range(max(0, round(chance.gauss(18 + reader, 6)))):
                hour = chance.choices((8, 9, 10, 11, 14, 15, 16, 17, 18, 20), (9, 9, 9, 9, 9, 9, 9, 9, 3, 0.1))[0]
                at = MONDAY.replace(hour=hour, minute=chance.randrange(60)) + timedelta(days=day // 5 * 7 + day % 5)
                found.append(Look(len(found), at, reader, chance.randrange(5000), "办理办件", is_of_desk=True))
    return found


def known(**changes: object) -> Known:
    given: dict[str, object] = {"watched": {}, "colleagues": frozenset(), "means": {}} | changes
    return Known(is_workday=lambda day: day.isoweekday() < 6, **given)  # type: ignore[arg-type]


@pytest.mark.req("R-196")
@pytest.mark.parametrize("seed", range(5))
def test_normal_work_raises_less_than_two_in_a_hundred(seed):
    looks = traffic(seed)
    found = patterns(looks, DEFAULT, known(means=dict.fromkeys(range(12), 25.0)))
    assert len(looks) > 4000
    assert share_of_false(found, len(looks)) < 0.02


@pytest.mark.req("R-196")
def test_every_seeded_pattern_is_found_in_the_crowd_with_its_rows():
    at, looks = MONDAY, traffic(1)
    seeded = {
        FindingKind.CANARY: [Look(90_001, at, 20, 9001, "办理办件", is_of_desk=True)],
        FindingKind.WATCHED: [Look(90_002, at, 21, 9002, "办理办件", is_of_desk=True)],
        FindingKind.COLLEAGUE: [Look(90_003, at, 22, 9003, "办理办件", is_of_desk=True)],
        FindingKind.NO_CASE: [Look(90_004, at, 23, 1, "核对证件", is_of_desk=False)],
        FindingKind.BURST: [Look(91_000 + n, at, 24, n, "办理办件", is_of_desk=True) for n in range(80)],
        FindingKind.OFF_HOURS: [Look(90_005, at.replace(hour=3), 25, 1, "办理办件", is_of_desk=True)],
    }
    crowd = [*looks, *(each for rows in seeded.values() for each in rows)]
    watched = {9001: WatchKind.CANARY, 9002: WatchKind.WATCHED}
    means = dict.fromkeys(range(20), 25.0) | {24: 10.0}
    found = patterns(crowd, DEFAULT, known(watched=watched, colleagues=frozenset({9003}), means=means))
    of_seeded = {(each.kind, each.reader): each.entries for each in found if each.reader >= 20}
    wanted = {(kind, rows[0].reader): tuple(each.entry for each in rows) for kind, rows in seeded.items()}
    assert of_seeded == wanted


def test_a_stated_purpose_of_the_law_needs_no_case():
    look = Look(1, MONDAY, 1, 1, "回复当事人来电", is_of_desk=False)
    assert patterns([look], DEFAULT, known()) == []


def test_purposes_are_typed_one_a_line_and_come_back_as_they_were():
    assert purposes_from(lines_of(DEFAULT.purposes)) == DEFAULT.purposes
    assert not purposes_from("接电话 | 个人信息保护法 第十三条")[0].needs_case


@pytest.mark.req("R-196")
@pytest.mark.django_db
def test_the_nightly_round_finds_looks_without_a_case_and_finds_them_once(cast):
    _, case = lodged(cast("liqiang"), at=MONDAY)
    looked("liqiang", by=cast("wangfang"), at=MONDAY, subject=case.chain, purpose="核对证件")
    assert audit_looks(at=NIGHT) == 0
    odd = looked("zhouyou", by=cast("wangfang"), at=MONDAY, purpose="随便看看")
    strange = looked("zhouyou", by=cast("caiyongqiang"), at=MONDAY, subject=case.chain)
    assert audit_looks(at=NIGHT) == 2
    assert audit_looks(at=NIGHT + timedelta(days=1)) == 0
    rows = findings(cast("yanming"))
    assert {each.kind for each in rows} == {FindingKind.NO_CASE}
    assert sorted(entry for each in rows for entry in each.entries) == sorted([odd.pk, strange.pk])
    assert looks_behind(rows[0])[0].purpose in {"随便看看", "核对证件"}


@pytest.mark.req("R-196")
@pytest.mark.django_db
def test_a_colleagues_record_a_watched_person_and_the_night_are_found(cast):
    policing.watch(party_of("chenxue"), WatchKind.WATCHED, reason="公众人物", by=cast("tianhui"), at=MONDAY)
    colleague = party_of("zhangwei")
    Account.objects.filter(person=colleague).update(is_staff=True)
    clerk = cast("wangfang")
    told = {"purpose": "回复当事人来电", "by": clerk}
    looked("chenxue", at=MONDAY, **told)
    looked("zhangwei", at=MONDAY, **told)
    looked("liqiang", at=MONDAY.replace(hour=2), **told)
    audit_looks(at=NIGHT)
    kinds = {each.kind for each in findings(cast("zhengyawen"))}
    assert kinds == {FindingKind.WATCHED, FindingKind.COLLEAGUE, FindingKind.OFF_HOURS}


@pytest.mark.req("R-196")
@pytest.mark.django_db(transaction=True)
def test_a_look_at_a_canary_is_on_the_list_with_the_next_news(cast):
    at = now()
    hear_all(at)
    policing.watch(party_of("zhouyou"), WatchKind.CANARY, reason="哨兵记录", by=cast("tianhui", at), at=at)
    entry = looked("zhouyou", by=cast("wangfang", at), at=at)
    hear_all(at)
    found = LookFinding.objects.get()
    assert (found.kind, found.entries, found.status) == (FindingKind.CANARY, [entry.pk], FindingStatus.OPEN)
    catch_canary(Entry.objects.get(pk=entry.pk))
    audit_looks(at=at + timedelta(days=1))
    assert LookFinding.objects.filter(kind=FindingKind.CANARY).count() == 1


@pytest.mark.django_db
def test_a_finding_is_explained_or_handed_over_but_never_by_its_reader(cast):
    looked("zhouyou", by=cast("zhengyawen"), at=MONDAY, purpose="随便看看")
    audit_looks(at=NIGHT)
    found = LookFinding.objects.get()
    assert not visible_to(cast("zhengyawen")).exists()
    with pytest.raises(NotYours):
        finding.explain(found, reason="我有我的理由。", by=cast("zhengyawen"), at=NIGHT)
    with pytest.raises(Invalid):
        finding.explain(found, reason="好", by=cast("yanming"), at=NIGHT)
    finding.hand_over(found, reason="移交机关纪委核查。", by=cast("yanming"), at=NIGHT)
    assert found.status == FindingStatus.HANDED_OVER
    with pytest.raises(NotNow):
        finding.explain(found, reason="说明清楚了。", by=cast("yanming"), at=NIGHT)


@pytest.mark.req("R-196")
@pytest.mark.django_db
def test_the_policy_is_kept_by_the_security_administrator_and_every_edition_stays(cast):
    for login in ("yanming", "gaoyuan", "chenli"):
        with pytest.raises(NotYours):
            policing.change_policy(DEFAULT, reason="试试看", by=cast(login), at=MONDAY)
    stricter = policy().__class__(answer_workdays=3, purposes=DEFAULT.purposes)
    policing.change_policy(stricter, reason="答复要更快", by=cast("tianhui"), at=MONDAY)
    assert policy().answer_workdays == 3
    policing.change_policy(DEFAULT, reason="恢复原来的", by=cast("tianhui"), at=MONDAY)
    assert [each.reason for each in PolicyEdition.objects.order_by("pk")] == ["答复要更快", "恢复原来的"]
    wrong = policy().__class__(answer_workdays=0, day_from=20, day_to=8)
    with pytest.raises(Invalid) as refusal:
        policing.change_policy(wrong, reason="", by=cast("tianhui"), at=MONDAY)
    assert len(refusal.value.faults) == 4


@pytest.mark.django_db
def test_the_watch_list_says_since_when_and_forgets_nobody(cast):
    keeper = cast("tianhui")
    row = policing.watch(party_of("zhouyou"), WatchKind.CANARY, reason="哨兵记录", by=keeper, at=MONDAY)
    with pytest.raises(NotNow):
        policing.watch(party_of("zhouyou"), WatchKind.WATCHED, reason="又一次", by=keeper, at=MONDAY)
    policing.unwatch(row, by=keeper, at=NIGHT)
    assert watched_now() == {}
    with pytest.raises(NotNow):
        policing.unwatch(row, by=keeper, at=NIGHT)
    assert Entry.objects.filter(chain="look-policy").count() == 2


def hear_all(at: datetime) -> None:
    subscription = Subscription("canary", catch_canary, chains=("reads",), verbs=frozenset({"read"}))
    while deliver_news(subscription, at=at):
        pass
