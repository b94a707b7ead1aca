"""Both books by day, on the page of whoever supervises (R-205)."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client, override_settings
from django.urls import reverse

from tongban.exchange.connectors.payments.models import SimulatedPayment, SimulatedPaymentFaults
from tongban.exchange.connectors.payments.simulator import Simulator
from tongban.exchange.connectors.post.models import SimulatedPostFaults
from tongban.exchange.connectors.post.simulator import Simulator as Post
from tongban.foundation.kernel.clock import local_day, now
from tongban.handling.fees.bound import BOUND
from tongban.handling.fees.models import PaymentDay
from tongban.handling.posting.bound import BOUND as POST
from tongban.web.ui.once import FIELD

pytestmark = [pytest.mark.django_db, pytest.mark.req("R-205")]


@pytest.fixture(autouse=True)
def line() -> Iterator[None]:
    before, BOUND.line = BOUND.line, Simulator()
    yield
    BOUND.line = before


def test_a_day_is_compared_its_difference_stands_there_and_a_word_ends_it(at_console: Callable[[str], Client]) -> None:
    yesterday = now() - timedelta(days=1)
    content = {"amount": 1250, "subject": "?", "expires_at": yesterday, "return_to": ""}
    SimulatedPayment.objects.create(number="62-1-1", state="paid", paid_at=yesterday, **content)
    client, page, said = at_console("zhengyawen"), reverse("console-payment-days"), local_day(yesterday).isoformat()
    assert "还没有对过账" in client.get(page).content.decode()
    compare = reverse("console-payment-day-compare")
    wrong = client.post(compare, {FIELD: "1", "day": "昨天"})
    assert wrong.status_code == 422
    assert 'value="昨天"' in wrong.content.decode()
    assert client.post(compare, {FIELD: "2", "day": local_day(now()).isoformat()}).status_code == 409
    one = client.post(compare, {FIELD: "3", "day": said})["Location"]
    told = client.get(one).content.decode()
    assert "支付平台有，我们没有" in told
    assert "12.50元" in told
    assert "有差异" in client.get(page, {"status": "differs"}).content.decode()
    assert "还没有对过账" in client.get(page, {"status": "even"}).content.decode()
    assert client.post(one, {FIELD: "4", "words": ""}).status_code == 422
    assert client.post(one, {FIELD: "5", "words": "平台记错了，已经更正。"}).status_code == 302
    settled = client.get(one).content.decode()
    assert "平台记错了" in settled
    assert "写下结论" not in settled
    assert PaymentDay.objects.get().status == "settled"


def test_the_pretended_platform_can_be_made_bad_where_it_is_one(at_console: Callable[[str], Client]) -> None:
    client, page = at_console("zhengyawen"), reverse("console-line-simulator", args=["payments"])
    assert client.get(page).status_code == (200 if settings.TONGBAN_DEMO else 404)
    with override_settings(TONGBAN_DEMO=True):
        assert "模拟支付平台" in client.get(page).content.decode()
        sent = {FIELD: "1", "loss": "0.5", "duplicates": "0", "delay": "0", "bad_receipts": "0"}
        assert client.post(page, sent | {"loss": "2"}).status_code == 422
        assert client.post(page, sent).status_code == 302
        post = reverse("console-line-simulator", args=["post"])
        before, POST.line = POST.line, Post()
        try:
            assert "模拟邮政" in client.get(post).content.decode()
            assert client.post(post, sent | {FIELD: "2", "delay": "1"}).status_code == 302
        finally:
            POST.line = before
    assert SimulatedPostFaults.objects.get().delay == 1.0
    assert SimulatedPaymentFaults.objects.get().loss == 0.5
