"""Many at once, in real transactions: one case, one winner, and numbers without a gap."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from conftest import load_city
from django.db import IntegrityError, connection, transaction

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.errors import Declined, Stale
from tongban.foundation.ledger.models import Entry, KeptAnswer
from tongban.foundation.ledger.sealing import verify
from tongban.handling.cases.commands import receiving
from tongban.handling.cases.commands.lodging import KeepUnder, lodge
from tongban.handling.cases.models import Case
from tongban.registers.catalog.content import Span
from tongban.registers.catalog.queries import guide
from tongban.registers.documents.models import OfficialDocument
from tongban.registers.documents.rules.papers import DocumentKind

from .applying import MONDAY, food_code, lodged, restaurant
from .driving import listed

CLERKS = 12
REPEATS = 100
ACCEPTED = 200

Cast = Callable[..., Actor]


@pytest.fixture(autouse=True)
def city_stands(transactional_db: None) -> None:
    load_city()


def at_once(act: Callable[[int], Any], count: int, hands: int = CLERKS) -> list[Any]:
    """What became of each: its answer, or the refusal."""

    def one(turn: int) -> Any:
        try:
            return act(turn)
        except (Declined, IntegrityError) as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(hands) as pool:
        return list(pool.map(one, range(count)))


def test_the_same_submission_a_hundred_times_at_once_is_one_case(cast: Cast) -> None:
    liqiang = cast("liqiang")
    asked = restaurant(liqiang)
    keep = KeepUnder("account:1", "one-key", bytes(32), lambda begun: begun.opening.number)
    answers = at_once(lambda _: lodge(asked, by=liqiang, at=MONDAY, keep=keep), REPEATS)
    won = [each for each in answers if not isinstance(each, Exception)]
    number = Case.objects.get().number
    assert [each.opening.number for each in won] == [number]
    assert [each.body for each in KeptAnswer.objects.all()] == [number]
    assert Entry.objects.filter(chain=f"case:{number}").count() == 1
    assert OfficialDocument.objects.filter(kind=DocumentKind.RECEIPT).count() == 1


@pytest.mark.parametrize("_turn", range(3))
def test_of_two_clerks_who_act_at_once_one_wins_and_the_other_is_told_what_changed(cast: Cast, _turn: int) -> None:
    _, case = lodged(cast("liqiang"))
    clerks = [cast("wangfang"), cast("limin")]
    seen = [Case.objects.select_related("applicant", "agency").get(pk=case.pk) for _ in clerks]
    start = Barrier(len(clerks))

    def act(turn: int) -> Any:
        start.wait(10)
        if turn == 0:
            return receiving.accept(seen[0], by=clerks[0], at=MONDAY)
        return receiving.reject(
            seen[1], given={"ground": "食品安全法 第三十五条", "fact": "不属于本机关职权。"}, by=clerks[1], at=MONDAY
        )

    answers = at_once(act, 2, hands=2)
    [lost] = [each for each in answers if isinstance(each, Exception)]
    [won] = [each for each in answers if isinstance(each, Entry)]
    assert isinstance(lost, Stale)
    assert [each["verb"] for each in lost.facts["changes"]] == [won.verb]
    assert Case.objects.get().version == 2
    papers = OfficialDocument.objects.filter(subject=case.chain).exclude(kind=DocumentKind.RECEIPT)
    assert papers.count() == 1, "the loser's paper is undone"
    assert list(verify()) == []


def test_two_hundred_acceptances_at_once_leave_no_gap_and_no_number_twice(cast: Cast) -> None:
    liqiang, wangfang = cast("liqiang"), cast("wangfang")
    for _ in range(ACCEPTED):
        lodged(liqiang)
    cases = list(Case.objects.select_related("applicant", "agency"))
    answers = at_once(lambda turn: receiving.accept(cases[turn], by=wangfang, at=MONDAY), ACCEPTED)
    assert [each for each in answers if isinstance(each, Exception)] == []
    notices = OfficialDocument.objects.filter(kind=DocumentKind.ACCEPTANCE_NOTICE).values_list("number", flat=True)
    ordinals = sorted(int(each.rpartition("〕")[2].removesuffix("号")) for each in notices)
    assert ordinals == list(range(1, ACCEPTED + 1))
    assert list(verify()) == []


@pytest.mark.req("R-026")
def test_publishing_never_blocks_applying(cast: Cast) -> None:
    """While an edition is being published and is not there yet, people apply under the one before, without waiting."""
    liqiang = cast("liqiang")

    def apply(_: int) -> Any:
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '2s'")
        return lodge(restaurant(liqiang), by=liqiang, at=MONDAY).opening.number

    before = guide(food_code()).option_version_id
    with transaction.atomic(), listed(promised_limit=Span(value=2)):
        numbers = at_once(apply, CLERKS)
    assert [each for each in numbers if isinstance(each, Exception)] == []
    assert set(Case.objects.values_list("option_version_id", flat=True)) == {before}
    [late] = at_once(apply, 1)
    assert Case.objects.get(number=late).option_version_id == guide(food_code()).option_version_id != before
