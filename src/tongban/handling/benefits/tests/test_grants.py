"""From a match to a grant: told with reasons, listed, checked, decided by another, once; a no is respected."""

import os
import time
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from tongban.foundation.kernel.clock import LOCAL
from tongban.foundation.kernel.errors import Invalid, NotNow, NotYours
from tongban.foundation.ledger.models import Entry, Outgoing
from tongban.handling.benefits import jobs
from tongban.handling.benefits.commands import choosing, granting, merging, paying
from tongban.handling.benefits.commands.matching import PURPOSE, made, run_round
from tongban.handling.benefits.models import BenefitGrant, MatchRun, PolicyEdition, Push
from tongban.handling.benefits.queries.facts import facts_of
from tongban.handling.benefits.queries.grants import visible_to
from tongban.handling.benefits.queries.matching import for_one
from tongban.handling.benefits.queries.policies import content_of, in_force, vocabulary
from tongban.handling.benefits.rules.content import Clause
from tongban.handling.benefits.rules.matching import Verdict
from tongban.handling.benefits.rules.states import Audience, Every, Origin, Way
from tongban.registers.licenses.models import License
from tongban.registers.parties.merging import Merger
from tongban.registers.parties.models import Party

from .making import HIRERS, Cast, content, enterprise_of, enterprises, party_of, published

pytestmark = pytest.mark.django_db
Given = Callable[..., License]
MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=LOCAL)
PARTIES, POLICIES = int(os.environ.get("TONGBAN_PARTIES", "0")), int(os.environ.get("TONGBAN_POLICIES", "6"))


@pytest.fixture
def elders(cast: Cast) -> PolicyEdition:
    return published(content(), cast, MONDAY)


@pytest.fixture
def hirers(cast: Cast) -> PolicyEdition:
    found = content("招工补贴", audience=Audience.ENTERPRISE, way=Way.CONFIRMED, clauses=HIRERS, every=Every.YEAR)
    return published(found, cast, MONDAY, code="hire")


@pytest.fixture
def listed(elders: PolicyEdition) -> BenefitGrant:
    """马秀英 on the list of elders."""
    jobs.match_policies(at=MONDAY)
    return BenefitGrant.objects.select_related("policy", "edition", "party").get(party=party_of("maxiuying"))


@pytest.mark.req("R-160")
def test_the_round_lists_whom_it_fits_and_nobody_twice(elders: PolicyEdition) -> None:
    first, second = run_round([elders], at=MONDAY)[0], run_round([elders], at=MONDAY)[0]
    grants = list(BenefitGrant.objects.all())
    assert {each.party_id for each in grants} == {party_of("maxiuying").pk}
    assert (first.fits, first.listed, second.fits, second.listed) == (1, 1, 1, 0)
    grant = grants[0]
    assert (grant.status, grant.origin, grant.period) == ("proposed", "round", "once")
    assert grant.reasons == [{"words": "年满70周岁", "sources": ["申请人登记"]}]
    entry = Entry.objects.get(chain=grant.chain)
    assert (entry.verb, entry.by_ref, entry.facts["why"]) == ("list", "system", grant.reasons)
    assert bytes(entry.hash) == bytes(grant.head)


@pytest.mark.req("R-160")
def test_facts_come_from_their_registers_and_what_is_not_there_is_not_known(cast: Cast, given: Given) -> None:
    """食品经营许可证 is electronic as a whole, so none says no; 药品经营许可证 is not, so none says nothing."""
    licence, on = given(), MONDAY.date()
    other = Party.objects.filter(kind="enterprise").exclude(pk=licence.holder_id)[0]
    names = {
        "has_food_business_license",
        "months_food_business_license",
        "has_drug_business_license",
        "done",
        "is_barred",
    }
    with CaptureQueriesContext(connection) as asked:
        found = facts_of([licence.holder_id, other.pk], names, vocabulary(), on=on)
    assert len(asked) <= 5
    License.objects.filter(pk=licence.pk).update(valid_from="2025-10-24", valid_to="2027-01-01")
    found = facts_of([licence.holder_id, other.pk], names, vocabulary(), on=on)
    mine, theirs = ({name: each.value for name, each in found[pk].items()} for pk in (licence.holder_id, other.pk))
    assert mine["has_food_business_license"] is True
    assert mine["months_food_business_license"] == 12
    assert (theirs["has_food_business_license"], theirs["months_food_business_license"]) == (False, 0)
    assert "has_drug_business_license" not in mine
    assert (mine["done"], mine["is_barred"]) == ((), False)
    late = facts_of([licence.holder_id], names, vocabulary(), on=date(2027, 1, 2))[licence.holder_id]
    assert late["has_food_business_license"].value is False, "the day after its last it does not count"


@pytest.mark.req("R-160")
def test_every_look_of_a_round_is_on_record_with_its_purpose(elders: PolicyEdition) -> None:
    run_round([elders], at=MONDAY)
    looks = Entry.objects.filter(verb="read", chain="reads:system", facts__purpose=PURPOSE)
    people = Party.objects.filter(kind="person", merged_into__isnull=True)
    assert {each.about for each in looks} == {f"party:{each.pk}" for each in people}
    assert {tuple(each.facts["fields"]) for each in looks} == {("年龄",)}, "only what the conditions name"


@pytest.mark.req("R-160")
def test_a_push_lists_the_conditions_that_are_met_once(hirers: PolicyEdition, cast: Cast) -> None:
    li = enterprise_of(cast, MONDAY)
    assert run_round([hirers], at=MONDAY)[0].unsure == enterprises(), "nobody said yet whom they hired"
    choosing.declare({"new_hires": "2"}, by=li, at=MONDAY)
    assert run_round([hirers], at=MONDAY)[0].pushed == 1
    assert run_round([hirers], at=MONDAY)[0].pushed == 0
    push = Push.objects.get()
    assert [each["words"] for each in push.reasons] == [each.words for each in HIRERS]
    parcel = Outgoing.objects.get(payload__verb="policy_push")
    assert parcel.address == f"party:{li.acting_for}"
    assert all(each.words in parcel.payload["text"] for each in HIRERS)


@pytest.mark.req("R-160")
def test_a_no_to_matching_is_kept_and_does_no_harm(elders: PolicyEdition, cast: Cast) -> None:
    ma = cast("maxiuying")
    choosing.opt_out(by=ma, at=MONDAY)
    run = run_round([elders], at=MONDAY)[0]
    assert (run.fits, run.listed) == (0, 0)
    assert not Entry.objects.filter(about=f"party:{ma.party_id}", facts__purpose=PURPOSE).exists(), "not even looked at"
    grant = granting.confirm("elders", by=ma, at=MONDAY)
    assert (grant.origin, grant.status) == ("confirmed", "proposed"), "they may ask themselves, and lose nothing"
    choosing.opt_in(by=ma, at=MONDAY)
    assert run_round([elders], at=MONDAY)[0].fits == 1


@pytest.mark.req("R-160")
def test_two_people_decide_and_the_person_is_told_why(listed: BenefitGrant, cast: Cast) -> None:
    zhao, chen = cast("zhaomin"), cast("chenli")
    with pytest.raises(NotYours):
        granting.check(listed, opinion="fits", by=chen, at=MONDAY)
    granting.check(listed, opinion="fits", by=zhao, at=MONDAY)
    granting.decide(listed, by=chen, at=MONDAY)
    listed.refresh_from_db()
    assert (listed.status, listed.checker_id, listed.decider_id) == ("granted", zhao.staff_id, chen.staff_id)
    assert "年满70周岁" in Outgoing.objects.get(payload__verb="benefit_grant").payload["text"]
    looks = Entry.objects.filter(about=f"party:{listed.party_id}", facts__purpose=granting.PURPOSE)
    assert {each.by_ref for each in looks} == {zhao.ref, chen.ref}


def test_the_database_knows_that_one_person_is_not_two(listed: BenefitGrant, cast: Cast) -> None:
    zhao = cast("zhaomin")
    granting.check(listed, opinion="fits", by=zhao, at=MONDAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        BenefitGrant.objects.filter(pk=listed.pk).update(decider_id=zhao.staff_id)


@pytest.mark.req("R-160")
def test_nobody_has_it_twice_for_a_period(listed: BenefitGrant, cast: Cast) -> None:
    with pytest.raises(granting.HadAlready):
        granting.confirm("elders", by=cast("maxiuying"), at=MONDAY)
    edition = listed.edition
    twin = made(edition, content_of(edition), listed.party_id, listed.reasons, origin=Origin.ROUND, at=MONDAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save()


def test_what_no_longer_fits_is_not_found_fitting(listed: BenefitGrant, cast: Cast) -> None:
    Party.objects.filter(pk=listed.party_id).update(born_on="1990-01-01")
    with pytest.raises(granting.DoesNotFit, match="年满70周岁"):
        granting.check(listed, opinion="fits", by=cast("zhaomin"), at=MONDAY)
    with pytest.raises(Invalid):
        granting.check(listed, opinion="fits_not", by=cast("zhaomin"), at=MONDAY)
    granting.check(listed, opinion="fits_not", words="没有满70周岁", by=cast("zhaomin"), at=MONDAY)
    with pytest.raises(NotNow):
        granting.decide(listed, by=cast("chenli"), at=MONDAY)
    granting.refuse(listed, reason="没有满70周岁", by=cast("chenli"), at=MONDAY)
    run_round([listed.edition], at=MONDAY)
    assert BenefitGrant.objects.count() == 1, "a round does not put back who was refused"


@pytest.mark.req("R-160")
def test_a_public_time_runs_and_an_objection_stops_it(cast: Cast) -> None:
    edition = published(content(notice_days=5), cast, MONDAY)
    run_round([edition], at=MONDAY)
    grant = BenefitGrant.objects.select_related("policy", "edition").get()
    granting.check(grant, opinion="fits", by=cast("zhaomin"), at=MONDAY)
    granting.decide(grant, by=cast("chenli"), at=MONDAY)
    assert (grant.status, str(grant.public_until)) == ("public", "2026-11-30")
    granting.object_to(grant, words="已经去世（样例）", by=cast("zhouyou"), at=MONDAY)
    later = MONDAY + timedelta(days=10)
    assert jobs.conclude_public(at=later) == 0, "an objection has to be settled first"
    granting.dismiss(grant, reason="核实本人健在（样例）", by=cast("chenli"), at=MONDAY)
    assert jobs.conclude_public(at=MONDAY + timedelta(days=7)) == 0
    assert jobs.conclude_public(at=later) == 1
    assert jobs.conclude_public(at=later) == 0
    grant.refresh_from_db()
    assert (grant.status, grant.granted_at) == ("granted", later)


@pytest.mark.req("R-160")
def test_a_payment_file_holds_each_grant_once_and_its_reading_is_on_record(listed: BenefitGrant, cast: Cast) -> None:
    zhao = cast("zhaomin")
    with pytest.raises(NotNow):
        paying.pay_out("elders", by=zhao, at=MONDAY)
    granting.check(listed, opinion="fits", by=zhao, at=MONDAY)
    granting.decide(listed, by=cast("chenli"), at=MONDAY)
    batch = paying.pay_out("elders", by=zhao, at=MONDAY)
    assert (batch.count, int(batch.total)) == (1, 300)
    rows = paying.lines(batch, by=zhao, at=MONDAY)
    assert [(name, paper, yuan) for _, name, paper, _, yuan in rows] == [("马秀英", "居民身份证", "300.00")]
    assert Entry.objects.filter(about=f"party:{listed.party_id}", facts__purpose=paying.PURPOSE).count() == 1
    with pytest.raises(NotNow):
        paying.pay_out("elders", by=zhao, at=MONDAY)
    listed.refresh_from_db()
    granting.revoke(listed, reason="重复享受（样例）", by=cast("chenli"), at=MONDAY)
    assert paying.lines(batch, by=zhao, at=MONDAY) == []
    with pytest.raises(granting.HadAlready):
        granting.confirm("elders", by=cast("maxiuying"), at=MONDAY)


def test_one_may_give_up_and_confirm_later(listed: BenefitGrant, cast: Cast) -> None:
    with pytest.raises(NotYours):
        granting.give_up(listed, by=cast("zhouyou"), at=MONDAY)
    granting.give_up(listed, by=cast("maxiuying"), at=MONDAY)
    run_round([listed.edition], at=MONDAY)
    assert BenefitGrant.objects.count() == 1
    assert granting.confirm("elders", by=cast("maxiuying"), at=MONDAY).pk != listed.pk


@pytest.mark.req("R-160")
def test_a_confirmation_names_what_is_missing_or_unmet(hirers: PolicyEdition, cast: Cast) -> None:
    li = enterprise_of(cast, MONDAY)
    with pytest.raises(granting.DoesNotFit, match="今年新招用的人数"):
        granting.confirm("hire", by=li, at=MONDAY)
    choosing.declare({"new_hires": "0"}, by=li, at=MONDAY)
    with pytest.raises(granting.DoesNotFit, match="今年新招用至少1人"):
        granting.confirm("hire", by=li, at=MONDAY)
    choosing.declare({"new_hires": "3"}, by=li, at=MONDAY)
    assert granting.confirm("hire", by=li, at=MONDAY).period == "2026"
    with pytest.raises(NotNow):
        granting.confirm("hire", by=cast("liqiang"), at=MONDAY)
    with pytest.raises(Invalid):
        choosing.declare({"new_hires": "几个"}, by=li, at=MONDAY)


def test_a_mandate_for_matters_reaches_no_benefit(elders: PolicyEdition, cast: Cast) -> None:
    ma = party_of("maxiuying")
    agent = cast("majianguo", MONDAY, acting_for=ma, mandate=ma.mandates_given.get())
    with pytest.raises(NotYours):
        granting.confirm("elders", by=agent, at=MONDAY)
    assert not visible_to(agent).exists()


def test_a_grant_is_seen_by_its_party_and_its_body_alone(listed: BenefitGrant, cast: Cast) -> None:
    seers = ("maxiuying", "zhaomin", "chenli", "zhengyawen")
    assert all(listed in visible_to(cast(each)) for each in seers)
    assert not any(visible_to(cast(each)).exists() for each in ("zhouyou", "majianguo", "wangfang", "lvhongwei"))


def test_a_week_later_it_is_matched_again(elders: PolicyEdition) -> None:
    for days in (0, 1, 6, 7, 8):
        jobs.match_policies(at=MONDAY + timedelta(days=days))
    assert [each.ran_at for each in MatchRun.objects.order_by("pk")] == [MONDAY, MONDAY + timedelta(days=7)]


def test_a_merged_entry_keeps_its_no_and_has_nothing_twice(listed: BenefitGrant, cast: Cast) -> None:
    keep, drop = party_of("zhouyou"), party_of("maxiuying")
    choosing.opt_out(by=cast("maxiuying"), at=MONDAY)
    assert merging.move_to_kept(Merger(keep=keep.pk, drop=drop.pk)) == {"benefits": 1}
    listed.refresh_from_db()
    assert listed.party_id == keep.pk
    Party.objects.filter(pk=drop.pk).update(merged_into=keep)
    assert run_round([listed.edition], at=MONDAY)[0].listed == 0


def test_those_that_fit_stand_first(elders: PolicyEdition, cast: Cast) -> None:
    published(content("又一项"), cast, MONDAY, code="other")
    found = for_one(party_of("maxiuying"), on=MONDAY.date())
    assert [each.match.verdict for each in found] == [Verdict.FITS, Verdict.FITS]
    assert for_one(party_of("zhouyou"), on=MONDAY.date())[0].match.verdict is Verdict.FITS_NOT


@pytest.fixture
def crowd(cast: Cast) -> Callable[..., None]:
    """So many more people, each with an age; TONGBAN_PARTIES for the measure."""

    def gather(count: int, name: str = "crowd") -> None:
        Party.objects.bulk_create(
            (
                Party(
                    kind="person",
                    name="样例",
                    id_kind="passport",
                    id_sealed=b"",
                    id_index=f"{name}-{each}".encode()[:16],
                    born_on=f"{1930 + each % 80}-01-01",
                    division_code="620201001" if each % 3 else "",
                    created_at=MONDAY,
                )
                for each in range(count)
            ),
            batch_size=2000,
        )

    return gather


@pytest.mark.req("R-160")
def test_a_round_asks_the_same_for_many_policies_as_for_few(cast: Cast, crowd: Callable[..., None]) -> None:
    for each in range(POLICIES):
        clauses = tuple(
            Clause(f"年满{70 + each % 20 + more}周岁", f"age >= {70 + each % 20 + more}")
            for more in range(1 + each % 3)
        )
        found = content(f"样例{each}", way=Way.CONFIRMED, clauses=clauses)
        published(found, cast, MONDAY, code=f"p{each}")
    editions = list(in_force(MONDAY.date()).filter(policy__code__startswith="p").order_by("pk"))
    crowd(40)
    with CaptureQueriesContext(connection) as few:
        run_round(editions[:3], at=MONDAY)
    with CaptureQueriesContext(connection) as many:
        runs = run_round(editions[3:], at=MONDAY)
    assert len(many) <= len(few)
    assert sum(each.pushed for each in runs) > 0
    if PARTIES:
        _measure(editions, crowd)


def _measure(editions: Sequence[PolicyEdition], crowd: Callable[..., None]) -> None:
    """How long a round over so many takes that tells much, and one that tells nothing new."""
    crowd(PARTIES, "more")
    for words in ("first round", "the same again"):
        began = time.perf_counter()
        runs = run_round(editions, at=MONDAY)
        pushes, took = sum(each.pushed for each in runs), time.perf_counter() - began
        print(f"{words}: {PARTIES} parties x {len(editions)} policies: {took:.1f} s, {pushes} pushes")
