"""Visits without a network (上门记录): they arrive once and whole; two who changed the same thing are both kept."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Invalid, NotFound, NotNow, NotYours
from tongban.foundation.ledger.answers import KeyReused
from tongban.foundation.ledger.models import Entry
from tongban.handling.cases.tests.applying import MONDAY, food_code, stored_file
from tongban.handling.outreach.commands import acting, arranging
from tongban.handling.outreach.commands.asking import ask
from tongban.handling.outreach.commands.visiting import settle, take_visit
from tongban.handling.outreach.models import Outreach, Visit, VisitPhoto
from tongban.handling.outreach.queries.requests import helpers
from tongban.handling.outreach.queries.visits import changed_since, field_key, may_see_visit, was_sent
from tongban.handling.outreach.rules.policy import BOUND, OutreachPolicy, PersonsRule, policy_from
from tongban.handling.outreach.rules.visiting import Filled, Photo, VisitOutcome, faults_of
from tongban.registers.documents.models import StoredFile

from .test_outreach import DAY, HOME, TOMORROW, arranged, numbers

Cast = Callable[..., Actor]
LATER = MONDAY + timedelta(days=1, hours=1)


@pytest.fixture
def wangfang(cast: Cast) -> Actor:
    return cast("wangfang")


@pytest.fixture
def coming(cast: Cast, wangfang: Actor) -> Outreach:
    """A visit of tomorrow morning, as it stands on the phone."""
    return arranged(ask(replace(HOME, option_code=food_code()), by=cast("maxiuying"), at=MONDAY), wangfang)


def filled(request: Outreach, photos: Sequence[Photo] = (), **changes: Any) -> Filled:
    given: dict[str, Any] = {
        "key": uuid4(),
        "seen": request.version,
        "filled_at": LATER - timedelta(hours=1),
        "outcome": "settled",
        "words": "当场讲清楚了，表填好了",
        "confirmation": "refused",
        "reason": "本人不识字，同去的人在场",
        "is_together": True,
        "photos": tuple(photos),
    }
    return Filled(**(given | changes))


def photo(by: Actor, kind: str = "material", name: str = "租赁合同") -> Photo:
    return Photo(stored_file(by=by).pk, kind, name)


@pytest.mark.req("R-167")
@pytest.mark.parametrize(
    ("changes", "pointers"),
    [
        ({"outcome": "x"}, ["/outcome"]),
        ({"words": " "}, ["/words"]),
        ({"is_together": False}, ["/together"]),
        ({"confirmation": ""}, ["/confirmation"]),
        ({"confirmation": "signed"}, ["/confirmation"]),
        ({"reason": ""}, ["/reason"]),
        ({"note": "长" * 301}, ["/note"]),
        ({"outcome": "missed", "confirmation": "", "reason": "", "is_together": False}, []),
        ({"photos": (Photo(uuid4(), "material", " "),)}, ["/photos"]),
        ({"photos": (Photo(uuid4(), "signature", "签字"),), "confirmation": "signed"}, []),
    ],
)
def test_what_is_wrong_with_a_visit_is_told_with_its_field(changes: dict[str, Any], pointers: list[str]) -> None:
    said = filled(Outreach(version=3), **changes)
    assert [each.pointer for each in faults_of(said, persons=2)] == pointers


@pytest.mark.django_db
@pytest.mark.req("R-167")
def test_a_visit_arrives_once_and_whole(wangfang: Actor, coming: Outreach) -> None:
    files = [photo(wangfang), photo(wangfang, "signature", "本人签字")]
    said = filled(coming, files, confirmation="signed", reason="")
    visit = take_visit(coming.code, said, by=wangfang, at=LATER)
    again = take_visit(coming.code, said, by=wangfang, at=LATER + timedelta(minutes=5))
    assert (again.pk, again.received_at, Visit.objects.count()) == (visit.pk, LATER, 1)
    with pytest.raises(KeyReused):
        take_visit(coming.code, replace(said, words="别的内容"), by=wangfang, at=LATER)
    coming.refresh_from_db()
    assert (coming.status, coming.result, coming.result_words) == ("done", "settled", said.words)
    assert set(StoredFile.objects.filter(holder=visit.holder).values_list("pk", flat=True)) == {f.file for f in files}
    verbs = list(Entry.objects.filter(chain=coming.chain).order_by("seq").values_list("verb", flat=True))
    assert verbs == ["ask", "arrange", "record_visit", "finish"]
    facts = Entry.objects.get(chain=coming.chain, verb="record_visit").facts
    assert (facts["visit"], facts["is_together"]) == (said.key.hex, True)


@pytest.mark.django_db
@pytest.mark.req("R-167")
def test_what_is_refused_leaves_nothing_behind(wangfang: Actor, coming: Outreach) -> None:
    mine, foreign = photo(wangfang), Photo(uuid4(), "material", "没有这张")
    with pytest.raises(Invalid):
        take_visit(coming.code, filled(coming, [mine, foreign]), by=wangfang, at=LATER)
    assert (Visit.objects.count(), StoredFile.objects.get(pk=mine.file).holder) == (0, "")
    coming.refresh_from_db()
    assert coming.status == "arranged"


@pytest.mark.django_db
@pytest.mark.req("R-167")
def test_who_was_not_met_is_visited_again_and_what_was_collected_is_lodged_first(
    cast: Cast, wangfang: Actor, coming: Outreach
) -> None:
    take_visit(coming.code, filled(coming, outcome="collected"), by=wangfang, at=LATER)
    coming.refresh_from_db()
    assert coming.status == "arranged"
    missed = filled(coming, outcome="missed", words="敲门没有人", confirmation="", is_together=False)
    take_visit(coming.code, missed, by=wangfang, at=LATER)
    coming.refresh_from_db()
    assert (coming.status, coming.visit_on) == ("asked", None)


@pytest.mark.django_db
@pytest.mark.req("R-167")
def test_changed_by_somebody_else_meanwhile_both_are_kept_and_a_person_decides(
    cast: Cast, wangfang: Actor, coming: Outreach
) -> None:
    said = filled(coming, [photo(wangfang)])
    first, second = numbers(wangfang)
    plan = replace(TOMORROW, slot="pm1", helper=first, companion=second, reason="本人来电改下午")
    arranging.arrange(coming, plan, by=wangfang, at=MONDAY + timedelta(hours=2))
    visit = take_visit(coming.code, said, by=wangfang, at=LATER)
    coming.refresh_from_db()
    assert (visit.state, coming.status, coming.slot) == ("conflict", "arranged", "pm1")
    [change] = changed_since(coming, visit)
    assert (change.verb, change.words) == ("rearrange", "本人来电改下午")
    assert take_visit(coming.code, said, by=wangfang, at=LATER).pk == visit.pk
    with pytest.raises(NotYours):
        settle(visit, "use_visit", by=_stranger(wangfang, coming), at=LATER)
    settled = settle(visit, "use_visit", by=wangfang, at=LATER)
    coming.refresh_from_db()
    assert (settled.state, settled.words, coming.status) == ("taken", said.words, "done")
    with pytest.raises(NotNow):
        settle(visit, "keep_visit", by=wangfang, at=LATER)


@pytest.mark.django_db
@pytest.mark.req("R-167")
def test_a_visit_to_somebody_who_cancelled_is_kept_beside_the_cancelling(
    cast: Cast, wangfang: Actor, coming: Outreach
) -> None:
    acting.cancel(Outreach.objects.get(pk=coming.pk), reason="", by=cast("maxiuying"), at=MONDAY + timedelta(hours=2))
    visit = take_visit(coming.code, filled(coming), by=wangfang, at=LATER)
    with pytest.raises(NotNow):
        settle(visit, "use_visit", by=wangfang, at=LATER)
    assert Visit.objects.get(pk=visit.pk).state == "conflict"
    settle(visit, "keep_visit", by=wangfang, at=LATER)
    coming.refresh_from_db()
    assert (coming.status, Visit.objects.get(pk=visit.pk).state) == ("cancelled", "kept")


@pytest.mark.django_db
@pytest.mark.req("R-167")
def test_photographs_are_seen_by_who_went_the_supervisor_and_the_person(
    cast: Cast, wangfang: Actor, coming: Outreach
) -> None:
    visit = take_visit(coming.code, filled(coming, [photo(wangfang)]), by=wangfang, at=LATER)
    ref, on = visit.key.hex, local_day(LATER)
    allowed = [cast("wangfang"), cast("maxiuying"), cast("zhengyawen")]
    assert [may_see_visit(each, ref, on=on) for each in allowed] == [True, True, True]
    others = [_stranger(wangfang, coming), cast("zhouyou"), cast("zhaomin"), cast("liqiang")]
    assert [may_see_visit(each, ref, on=on) for each in others] == [False] * 4
    assert not may_see_visit(wangfang, "x", on=on)
    assert VisitPhoto.objects.get().visit_id == visit.pk


@pytest.mark.django_db
@pytest.mark.req("R-167")
def test_only_who_was_sent_when_the_phone_saw_it_may_hand_it_in(wangfang: Actor, coming: Outreach) -> None:
    other = _stranger(wangfang, coming)
    assert was_sent(wangfang.staff_id or 0, coming, seen=coming.version)
    with pytest.raises(NotFound):
        take_visit(coming.code, filled(coming), by=other, at=LATER)
    with pytest.raises(NotFound):
        take_visit(coming.code, filled(coming, seen=1), by=wangfang, at=LATER)


@pytest.mark.django_db
@pytest.mark.req("R-167")
def test_how_many_go_is_what_the_city_says_for_matter_and_place(
    cast: Cast, wangfang: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, _ = numbers(wangfang)
    venue = next(each.venue for each in helpers(on=DAY) if each.number == first)
    assert venue is not None
    alone = policy_from({"persons": [{"persons": 1, "matter": food_code()}]})
    monkeypatch.setattr(BOUND, "policy", alone)
    plan = replace(TOMORROW, helper=first)
    about_food = ask(replace(HOME, option_code=food_code()), by=cast("maxiuying"), at=MONDAY)
    arranging.arrange(about_food, plan, by=wangfang, at=MONDAY)
    about_food.refresh_from_db()
    take_visit(about_food.code, filled(about_food, is_together=False), by=wangfang, at=LATER)
    other = ask(HOME, by=cast("maxiuying"), at=MONDAY)
    with pytest.raises(Invalid) as refusal:
        arranging.arrange(other, replace(plan, slot="pm1"), by=wangfang, at=MONDAY)
    assert [each.code for each in refusal.value.faults] == ["two"]
    here = {"persons": 1, "place": venue.key}
    monkeypatch.setattr(BOUND, "policy", policy_from({"persons": [here, {"persons": 2, "matter": food_code()}]}))
    arranging.arrange(other, replace(plan, slot="pm1"), by=wangfang, at=MONDAY)
    again = ask(replace(HOME, option_code=food_code()), by=cast("maxiuying"), at=MONDAY)
    with pytest.raises(Invalid):
        arranging.arrange(again, replace(plan, slot="pm2"), by=wangfang, at=MONDAY)


@pytest.mark.req("R-167")
def test_the_closest_rule_holds() -> None:
    both = PersonsRule(persons=2, matter="m", place="p")
    policy = OutreachPolicy(persons=(PersonsRule(persons=1, place="p"), PersonsRule(persons=1, matter="m"), both))
    said = [policy.persons_at("home", matter=m, place=p) for m, p in (("", ""), ("m", ""), ("", "p"), ("m", "p"))]
    assert said == [2, 1, 1, 2]
    assert policy.persons_at("green", matter="", place="") == 1
    for wrong in ({"persons": 3, "matter": "m"}, {"persons": 1}):
        with pytest.raises(ValueError, match="rule says"):
            policy_from({"persons": [wrong]})


@pytest.mark.req("R-167")
def test_every_outcome_has_words_and_a_day_has_a_key_of_its_own() -> None:
    assert all(each.label for each in VisitOutcome)
    assert len({field_key(staff, on=DAY + timedelta(days=day)) for staff in (1, 2) for day in (0, 1)}) == 4


def _stranger(by: Actor, request: Outreach) -> Actor:
    """A colleague at the same windows who does not go there."""
    going = {request.helper_id, request.companion_id}
    other = next(each for each in helpers(on=DAY) if each.pk not in going)
    return replace(by, staff_id=other.pk, name=other.name, account_id=other.account_id)
