import threading
from datetime import datetime

import pytest

from tongban.running.rounds import ROUNDS, Round, go_round


def test_a_round_that_fails_is_logged_and_holds_up_no_other(caplog: pytest.LogCaptureFixture) -> None:
    stop = threading.Event()
    heard: list[datetime] = []

    def fail(_at: datetime) -> None:
        raise ValueError("the gateway is away")

    def hear(at: datetime) -> None:
        heard.append(at)
        if len(heard) == 2:
            stop.set()

    go_round(
        [Round("failing", 0.0, fail), Round("hearing", 0.0, hear), Round("rare", 3600.0, hear)], stop, lambda: None
    )
    assert len(heard) == 2
    assert heard[0].tzinfo is not None
    assert "the gateway is away" in caplog.text


def test_a_round_that_is_not_due_is_not_done() -> None:
    stop = threading.Event()
    often: list[datetime] = []
    rarely: list[datetime] = []

    def count_often(at: datetime) -> None:
        often.append(at)
        if len(often) == 3:
            stop.set()

    go_round([Round("rare", 3600.0, rarely.append), Round("often", 0.0, count_often)], stop, lambda: None)
    assert len(rarely) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("each", ROUNDS, ids=lambda each: each.name)
def test_every_round_of_the_city_may_find_nothing_to_do(each: Round, settings, tmp_path) -> None:
    settings.DATA = tmp_path
    at = datetime.fromisoformat("2026-11-23T09:00:00+08:00")
    each.do(at)
    each.do(at)
