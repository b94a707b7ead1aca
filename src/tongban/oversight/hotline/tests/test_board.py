"""What the city talks about: counted by week, answered publicly in words that are nobody's (R-202)."""

from datetime import timedelta

import pytest

from tongban.foundation.kernel.errors import Invalid, NotNow, NotYours
from tongban.handling.cases.tests.applying import MONDAY
from tongban.handling.cases.tests.driving import after
from tongban.oversight.hotline.commands import handling, publishing
from tongban.oversight.hotline.queries.board import answers, concerns, weeks_until

from .conftest import SAID, WORDS, fresh

pytestmark = [pytest.mark.django_db, pytest.mark.req("R-202")]
ASKED, TOLD = "饭店用变质肉怎么处理？", "打12345投诉，属实的立案查处。"


@pytest.fixture
def closed(in_hand, who):
    order = in_hand()
    handling.reply(order, outcome="solved", reply=SAID, by=who("zhaomin"), at=after(1))
    handling.call_back(fresh(order), satisfaction="good", by=who("tangyun"), at=after(1))
    return fresh(order)


def test_topics_are_counted_by_week_with_the_time_an_answer_took(closed, told):
    told(at=MONDAY - timedelta(weeks=2), phone="13993700009")
    first = concerns(at=after(1))[0]
    assert (first.code, first.weeks, first.days) == ("market", (1, 0, 1, 0), 1.0)
    assert weeks_until(after(1))[0] == MONDAY.date()


def test_an_answer_is_public_in_words_that_are_nobodys(closed, who):
    watcher = who("zhengyawen")
    with pytest.raises(NotYours):
        publishing.publish(closed, question=ASKED, answer=TOLD, by=who("tangyun"), at=after(2))
    with pytest.raises(Invalid):
        publishing.publish(closed, question=WORDS, answer=TOLD, by=watcher, at=after(2))
    with pytest.raises(Invalid):
        publishing.publish(closed, question="张建军问的饭店怎么处理", answer=TOLD, by=watcher, at=after(2))
    publishing.publish(closed, question=ASKED, answer=TOLD, by=watcher, at=after(2))
    assert [each.question for each in answers(words="变质")] == [ASKED]
    with pytest.raises(NotNow):
        publishing.publish(fresh(closed), question=ASKED, answer=TOLD, by=watcher, at=after(2))
    publishing.take_down(fresh(closed), reason="规定改了", by=watcher, at=after(3))
    assert list(answers()) == []


def test_a_report_is_never_published(in_hand, who):
    order = in_hand(kind="report")
    handling.reply(order, outcome="solved", reply="您举报的饭店已立案查处，退还餐费。", by=who("zhaomin"), at=after(1))
    handling.call_back(fresh(order), satisfaction="good", by=who("tangyun"), at=after(1))
    with pytest.raises(NotNow):
        publishing.publish(fresh(order), question=ASKED, answer=TOLD, by=who("zhengyawen"), at=after(2))
