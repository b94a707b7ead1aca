"""The same enterprise in several datasets: by code at once, else by a person, parted again; rows stay (R-175)."""

from datetime import timedelta
from typing import Any

import pytest
from conftest import MONDAY
from django.db import DatabaseError, transaction
from django.db.models import ProtectedError

from tongban.exchange.connectors.provincial_data.bound import BOUND
from tongban.exchange.connectors.provincial_data.commands.pulling import take_in
from tongban.exchange.connectors.provincial_data.models import ReturnedBatch, ReturnedDataset, ReturnedRow
from tongban.exchange.connectors.provincial_data.ports import SentBatch
from tongban.exchange.connectors.provincial_data.rules import digest_of
from tongban.exchange.resolving import queries
from tongban.exchange.resolving.commands import deciding
from tongban.exchange.resolving.commands.resolving import CHAIN, STEP, resolve, resolve_all
from tongban.exchange.resolving.jobs import resolve_new
from tongban.exchange.resolving.models import Pair, Sourced, Subject
from tongban.foundation.kernel.errors import Invalid, NotFound, NotNow, NotYours
from tongban.foundation.ledger.models import Entry

pytestmark = [pytest.mark.django_db, pytest.mark.req("R-175")]
CODE, OTHER = "91620200MA0001YL1X", "91620200MA0002YL2X"
REGISTRY, WATER = "enterprise-registrations", "water-accounts"


def send(dataset: str, *rows: dict[str, Any], number: int = 1) -> None:
    found = next(each for each in BOUND.datasets if each.key == dataset)
    ReturnedDataset.objects.get_or_create(key=dataset)
    made_at = MONDAY + timedelta(hours=number)
    assert take_in(found, SentBatch(dataset, number, made_at, rows, len(rows), digest_of(rows)), at=made_at)


def shop(code: str = CODE, name: str = "明月餐饮有限公司", place: str = "雄关区样例路1号") -> dict[str, Any]:
    return {"TYSHXYDM": code, "QYMC": name, "JYZT": "1", "CLRQ": "2020-01-15", "ZS": place}


def tap(
    account: int, name: str = "明月餐饮店", place: str = "嘉峪关市雄关区样例路1号", code: str = ""
) -> dict[str, Any]:
    return {"HH": f"SY{account:06d}", "YHMC": name, "YSDZ": place, "TYSHXYDM": code}


@pytest.fixture
def look_alike() -> Pair:
    """A registered shop, and an account at the water works that tells no code."""
    send(REGISTRY, shop())
    send(WATER, tap(1))
    resolve_all(at=MONDAY)
    return Pair.objects.get()


def rows() -> list[Any]:
    return list(ReturnedRow.objects.order_by("pk").values_list("dataset", "key", "content", "source", "batch", "line"))


def test_the_same_code_is_one_subject_in_every_dataset_at_once_and_the_code_is_not_in_its_table():
    send(REGISTRY, shop(), shop(OTHER, "清风书店", "迎宾路9号"))
    send("annual-reports", {"TYSHXYDM": CODE, "NBND": "2025", "NBZT": "1"})
    send(WATER, tap(1, "水厂写的名字", "别的地方", CODE))
    assert resolve_all(at=MONDAY) == 4
    assert Subject.objects.count() == 2
    subject = Subject.objects.get(name="明月餐饮有限公司")
    assert {each.row.dataset for each in subject.sourced.all()} == {REGISTRY, "annual-reports", WATER}
    assert len(bytes(subject.index or b"")) == 16
    assert CODE not in str(Subject.objects.values())
    assert not Pair.objects.exists()


def test_resolving_again_changes_nothing_and_every_run_is_in_the_ledger(look_alike: Pair):
    before = list(Sourced.objects.order_by("pk").values())
    assert resolve_new(at=MONDAY) == 0
    assert (list(Sourced.objects.order_by("pk").values()), Pair.objects.count()) == (before, 1)
    assert Entry.objects.get(chain=CHAIN).facts == {"rows": 2, "subjects": 2, "pairs": 1}


def test_a_row_that_tells_no_code_is_proposed_and_joined_by_nobody_but_a_person(look_alike: Pair, cast: Any):
    assert (look_alike.status, look_alike.score > 0.9) == ("open", True)
    assert look_alike.left.group != look_alike.right.group
    with pytest.raises(NotYours):
        deciding.join(look_alike, reason="看着像", by=cast("chenli"), at=MONDAY)
    with pytest.raises(Invalid):
        deciding.join(look_alike, reason="", by=cast("zhengyawen"), at=MONDAY)
    assert not queries.pairs(cast("liqiang"))
    with pytest.raises(NotFound):
        queries.whole_for(cast("liqiang"), look_alike.left_id)


def test_the_merged_view_tells_of_each_value_dataset_batch_line_and_rule_and_touches_no_source_row(
    look_alike: Pair, cast: Any
):
    before, clerk = rows(), cast("zhengyawen")
    deciding.join(look_alike, reason="打电话问过，是一家", by=clerk, at=MONDAY)
    assert rows() == before
    whole = queries.whole_for(clerk, look_alike.right_id)
    assert whole.values == queries.whole_for(clerk, look_alike.left_id).values
    found = {each.field.key: each for each in whole.values}
    assert (found["name"].words, found["account"].words) == ("明月餐饮有限公司", "SY000001")
    assert [words for words, _ in found["name"].others] == ["明月餐饮店"]
    for each in whole.values:
        batch = ReturnedBatch.objects.get(pk=each.said.batch)
        assert (batch.dataset, batch.number) == (each.said.dataset, each.said.number)
        source = ReturnedRow.objects.get(dataset=each.said.dataset, batch=batch, line=each.said.line)
        assert source.content[each.source.partition(".")[2]] == each.words
        assert each.field.rule
    assert len(whole.rows) == 2
    assert [each.pk for each in whole.joined] == [look_alike.pk]
    entry = Entry.objects.get(chain=look_alike.chain)
    assert (entry.verb, entry.facts["reason"], entry.by_ref) == ("join", "打电话问过，是一家", clerk.ref)


def test_what_was_joined_is_parted_again_and_stands_as_before(look_alike: Pair, cast: Any):
    clerk, before = cast("zhengyawen"), rows()
    apart = queries.whole_for(clerk, look_alike.left_id).values
    deciding.join(look_alike, reason="看着是一家", by=clerk, at=MONDAY)
    with pytest.raises(NotNow):
        deciding.join(look_alike, reason="再来一次", by=clerk, at=MONDAY)
    deciding.part(look_alike, reason="去看过，是两家", by=clerk, at=MONDAY)
    assert queries.whole_for(clerk, look_alike.left_id).values == apart
    assert rows() == before
    resolve_all(at=MONDAY)
    assert Pair.objects.get().status == "apart"
    deciding.look_again(look_alike, reason="又有新情况", by=clerk, at=MONDAY)
    deciding.keep_apart(look_alike, reason="确实是两家", by=clerk, at=MONDAY)
    verbs = Entry.objects.filter(chain=look_alike.chain).order_by("seq").values_list("verb", flat=True)
    assert list(verbs) == ["join", "part", "look_again", "keep_apart"]


def test_two_codes_are_never_one_by_any_way_round(cast: Any):
    clerk = cast("zhengyawen")
    send(REGISTRY, shop(), shop(OTHER, place="雄关区样例路1号"))
    send(WATER, tap(1))
    resolve_all(at=MONDAY)
    first, second = Pair.objects.order_by("pk")
    deciding.join(first, reason="是一家", by=clerk, at=MONDAY)
    with pytest.raises(deciding.CodesDiffer):
        deciding.join(second, reason="也是一家", by=clerk, at=MONDAY)
    assert Pair.objects.get(pk=second.pk).status == "open"


def test_who_was_decided_to_be_two_does_not_become_one_through_a_third(cast: Any):
    clerk = cast("zhengyawen")
    send(WATER, tap(1), tap(2), tap(3))
    resolve_all(at=MONDAY)
    first, second, third = Pair.objects.order_by("left", "right")
    deciding.keep_apart(first, reason="是两户", by=clerk, at=MONDAY)
    deciding.join(second, reason="是一家", by=clerk, at=MONDAY)
    with pytest.raises(deciding.DecidedApart):
        deciding.join(third, reason="也是一家", by=clerk, at=MONDAY)
    deciding.look_again(first, reason="再看看", by=clerk, at=MONDAY)
    deciding.join(third, reason="也是一家", by=clerk, at=MONDAY)
    assert len({each.group for each in Subject.objects.all()}) == 1
    deciding.part(second, reason="弄错了", by=clerk, at=MONDAY)
    assert len({each.group for each in Subject.objects.all()}) == 2


def test_a_code_that_comes_later_decides_over_any_likeness(look_alike: Pair, cast: Any):
    clerk = cast("zhengyawen")
    deciding.join(look_alike, reason="看着是一家", by=clerk, at=MONDAY)
    send(WATER, tap(1, code=OTHER), number=2)
    assert resolve_all(at=MONDAY) == 1
    [entry] = Entry.objects.filter(chain=look_alike.chain, verb="settle")
    assert entry.by_ref == "system"
    row = ReturnedRow.objects.get(dataset=WATER)
    owner = Sourced.objects.get(row=row).subject
    assert owner.index is not None
    assert [each.key for each in queries.whole_for(clerk, owner.pk).rows] == ["SY000001"]
    [kept] = queries.whole_for(clerk, Subject.objects.get(name="明月餐饮有限公司").pk).rows
    assert kept.key == CODE


def test_the_database_refuses_a_second_owner_and_a_decision_without_a_reason(look_alike: Pair):
    with pytest.raises(DatabaseError), transaction.atomic():
        Sourced.objects.create(row=ReturnedRow.objects.get(dataset=WATER), subject=look_alike.left, batch_id=1)
    with pytest.raises(DatabaseError), transaction.atomic():
        Pair.objects.filter(pk=look_alike.pk).update(status="same")
    with pytest.raises(ProtectedError):
        ReturnedRow.objects.all().delete()


def test_a_run_takes_so_many_rows_and_no_more_statements_for_more_of_them(django_assert_max_num_queries: Any):
    many = [tap(each, f"第{each}家", f"样例路{each}号") for each in range(1, STEP + 2)]
    send(WATER, *many)
    with django_assert_max_num_queries(22):
        assert resolve(at=MONDAY) == STEP
    assert (resolve(at=MONDAY), resolve(at=MONDAY)) == (1, 0)


def test_pages_and_counts_are_bounded(look_alike: Pair, cast: Any):
    clerk = cast("zhengyawen")
    assert queries.counts(clerk) == {"open": 1}
    assert queries.pairs(clerk, status="same") == []
    assert queries.pairs(clerk, after=look_alike.pk) == []
    assert len(queries.several(clerk, words="明月")) == 2
    assert queries.several(clerk, words="没有") == []
    with pytest.raises(NotFound):
        queries.pair_for(clerk, 0)
