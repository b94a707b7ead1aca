"""Rules of dispatch: published as a whole, and no case can fall under two that disagree, nor under none."""

import random
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
import pytest
from django.db import DatabaseError, transaction

from tongban.foundation.kernel.actors import SYSTEM
from tongban.foundation.kernel.errors import Invalid, NotYours
from tongban.foundation.ledger.models import Entry
from tongban.handling.cases.commands import dispatching, receiving
from tongban.handling.cases.models import Case, DispatchTable
from tongban.handling.cases.queries import dispatch
from tongban.handling.cases.rules.dispatching import DispatchRule, chosen, clashes, faults
from tongban.registers.agencies.models import Agency, Staff
from tongban.registers.catalog.checklist import read_answers
from tongban.registers.catalog.content import Choice, Option, Question

from .applying import MONDAY, food_code
from .colleagues import colleague
from .driving import accepted, after, day, food_option, fresh, received

pytestmark = pytest.mark.req("R-076")
BODY = "market-regulation"
CASES = 10_000
CODE = "11620200013961011C262013102400001"
OPTION = Option(
    name="样例许可",
    questions=(
        Question("kind", "做什么", choices=(Choice("shop", "商店"), Choice("meal", "餐饮"), Choice("bar", "酒吧"))),
        Question("area", "面积", kind="number", unit="平方米", show_when='kind in ("shop", "meal")'),
        Question("goods", "卖什么", kind="choices", choices=(Choice("meat", "肉"), Choice("milk", "奶"))),
        Question("night", "夜里营业吗", kind="yes_no", show_when='kind == "bar"'),
    ),
)
POSTS = ("一岗", "二岗", "三岗")
CONDITIONS = (
    'kind == "shop"', 'kind == "meal"', 'kind != "shop"', 'kind == "bar"', "area >= 100", "area < 100", "area > 100",
    "50 <= area < 100", '"meat" in goods', '"milk" in goods', 'night == "yes"', 'night == "no"',
    'kind == "shop" and area >= 100', 'kind == "meal" or night == "yes"', 'not "meat" in goods',
)  # fmt: skip


@pytest.fixture(autouse=True)
def nothing_is_remembered() -> Iterator[None]:
    dispatch.forget()
    yield
    dispatch.forget()


def rule(name: str, when: str = "", *, to: str = "一岗", options: tuple[str, ...] = (CODE,)) -> DispatchRule:
    return DispatchRule(name=name, options=options, when=when, post=to)


def answers(lot: random.Random) -> dict[str, object]:
    said = {
        "kind": lot.choice(["shop", "meal", "bar", None]),
        "area": lot.choice([None, 0, 49.9, 50, 99, 99.5, 100, 100.01, 3000, lot.randint(1, 400)]),
        "goods": lot.choice([None, ["meat"], ["milk"], ["meat", "milk"]]),
        "night": lot.choice([None, "yes", "no"]),
    }
    return read_answers(OPTION, {name: value for name, value in said.items() if value is not None})


def queue(rules: list[DispatchRule], said: Mapping[str, object]) -> tuple[str, str]:
    """Where the case goes; without a rule to the queue of the whole body."""
    found = chosen(rules, CODE, said)
    return found.target if found is not None else ("", "")


def test_each_of_ten_thousand_cases_lies_in_exactly_one_queue():
    lot, cases, published, refused = random.Random(76), 0, 0, 0
    while cases < CASES:
        count = lot.randint(0, 4)
        rules = [rule(f"规则{n}", lot.choice(CONDITIONS), to=lot.choice(POSTS)) for n in range(count)]
        rules += [rule("其余", to=lot.choice(POSTS), options=())] if lot.random() < 0.5 else []
        found = clashes(rules, {CODE: OPTION})
        drawn = [answers(lot) for _ in range(40)]
        queues = [{each.target for each in rules if each.options and each.fits(CODE, said)} for said in drawn]
        if found:
            refused += 1
            continue
        published += 1
        for said, own in zip(drawn, queues, strict=True):
            assert len(own) <= 1, (rules, said)
            whole_body = {each.target for each in rules if not each.options}
            assert {queue(rules, said), queue(rules[::-1], said)} == (own or whole_body or {("", "")})
            cases += 1
    assert min(published, refused) > 50


def test_a_refused_pair_really_meets_in_some_case_and_an_accepted_one_in_none():
    lot = random.Random(96)
    drawn = [answers(lot) for _ in range(2000)]
    for first in CONDITIONS:
        for second in CONDITIONS:
            pair = [rule("甲", first), rule("乙", second, to="二岗")]
            meets = any(all(each.fits(CODE, said) for each in pair) for said in drawn)
            assert bool(clashes(pair, {CODE: OPTION})) == meets, (first, second)


def test_a_clash_names_both_rules_and_a_situation():
    pair = [rule("大店", "area >= 100"), rule("餐饮", 'kind == "meal"', to="二岗")]
    [found] = faults(pair, {CODE: OPTION})
    assert found.code == "clash"
    for said in ("“大店”", "“餐饮”", "“做什么”选“餐饮”", "“面积”选“100平方米”", "“一岗”岗", "“二岗”岗"):
        assert said in found.message


@pytest.mark.parametrize(
    ("rules", "code"),
    [
        ([rule("")], "required"),
        ([rule("甲"), rule("甲")], "repeated"),
        ([DispatchRule("甲", post="一岗", staff="JY1")], "target"),
        ([DispatchRule("甲")], "target"),
        ([rule("甲", options=("别处的",))], "unknown_option"),
        ([rule("甲", 'kind == "shop"', options=())], "needs_options"),
        ([rule("甲", "kind ==")], "condition"),
        ([rule("甲", "kind == night")], "condition"),
        ([rule("甲", 'colour == "red"')], "unknown_question"),
        ([rule("甲", options=()), rule("乙", options=(), to="二岗")], "clash"),
        ([rule("甲"), rule("乙", to="二岗")], "clash"),
    ],
)
def test_what_is_wrong_with_rules_is_told(rules, code):
    assert [each.code for each in faults(rules, {CODE: OPTION})] == [code]


@pytest.fixture
def body(db) -> Agency:
    return Agency.objects.get(key=BODY)


@pytest.fixture
def specialist(body) -> Staff:
    person = colleague(BODY, "TT0001", "examiner")
    Staff.objects.filter(pk=person.pk).update(post="热食岗")
    return person


def hot(**changes: Any) -> DispatchRule:
    plain = {"name": "热食", "options": (food_code(),), "when": '"hot" in items', "post": "热食岗"}
    return msgspec.convert(plain | changes, DispatchRule)


def test_an_accepted_case_goes_to_the_post_that_its_rule_names(cast, body, specialist):
    dispatching.publish_rules(body, [hot()], by=cast("chenli"), at=MONDAY)
    cases = [accepted(cast) for _ in range(3)]
    assert {each.assignee_id for each in cases} == {specialist.pk}
    entry = Entry.objects.get(chain=cases[0].chain, verb="accept")
    assert entry.facts["rule"] == "热食"


def test_a_case_outside_all_rules_is_shared_as_before(cast, body, specialist):
    dispatching.publish_rules(body, [hot(when='"cold" in items')], by=cast("chenli"), at=MONDAY)
    assert accepted(cast).assignee_id is not None
    assert "rule" not in Entry.objects.get(verb="accept", chain=Case.objects.latest("pk").chain).facts


def test_when_nobody_of_the_rule_is_there_the_case_waits_in_the_common_queue(cast, body, specialist):
    dispatching.publish_rules(body, [hot()], by=cast("chenli"), at=MONDAY)
    Staff.objects.filter(pk=specialist.pk).update(on_leave_until=day(3))
    assert accepted(cast).assignee_id is None


def test_a_rule_can_name_a_person_and_the_newest_rules_are_in_force(cast, body, specialist):
    chenli = cast("chenli")
    dispatching.publish_rules(body, [hot()], by=chenli, at=MONDAY)
    dispatching.publish_rules(body, [hot(post="", staff="JY0063")], by=chenli, at=after(0, 11))
    case = received(cast)
    receiving.accept(case, by=cast("wangfang"), at=after(0, 12))
    assert fresh(case).assignee_id == Staff.objects.get(number="JY0063").pk
    assert list(DispatchTable.objects.values_list("number", flat=True)) == [1, 2]


def test_rules_that_clash_are_refused_when_they_are_published_and_nothing_is_kept(cast, body, specialist):
    option = food_option()
    pair = [hot(), hot(name="大店", when="area >= 50", post="", staff="JY0063")]
    with pytest.raises(Invalid) as refusal:
        dispatching.publish_rules(body, pair, by=cast("chenli"), at=MONDAY)
    [found] = refusal.value.faults
    assert ("“热食”" in found.message, "“大店”" in found.message, option.name in found.message) == (True, True, True)
    assert not DispatchTable.objects.exists()


def test_a_rule_that_leads_to_nobody_is_refused(cast, body):
    with pytest.raises(Invalid) as refusal:
        dispatching.publish_rules(body, [hot()], by=cast("chenli"), at=MONDAY)
    assert [each.code for each in refusal.value.faults] == ["nobody"]


@pytest.mark.parametrize("login", ["wangfang", "zhaomin", "liqiang"])
def test_only_who_decides_in_the_body_publishes(cast, body, login):
    with pytest.raises(NotYours):
        dispatching.publish_rules(body, [], by=cast(login), at=MONDAY)


def test_what_was_published_is_on_record_and_never_changes(body):
    table = dispatching.publish_rules(body, [], by=SYSTEM, at=MONDAY)
    assert Entry.objects.get(chain=f"dispatch:{BODY}").verb == "publish_dispatch"
    with pytest.raises(DatabaseError, match="分派规则"), transaction.atomic():
        DispatchTable.objects.filter(pk=table.pk).update(rules=[])
