"""What waits for a person, on the page of whoever watches the lines (R-125)."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tongban.foundation.kernel.actors import SYSTEM
from tongban.foundation.kernel.clock import now
from tongban.foundation.ledger.commands import Parcel, record, send_out
from tongban.foundation.ledger.models import Outgoing
from tongban.web.ui.once import FIELD

pytestmark = [pytest.mark.django_db, pytest.mark.req("R-125")]


def given_up(channel: str) -> Outgoing:
    at = now() - timedelta(days=1)
    entry = record("case:77", "accept", by=SYSTEM, at=at)
    send_out(entry, [Parcel(channel, "secret-address", {"words": "secret-words"})], at=at)
    parcel = Outgoing.objects.get(entry=entry)
    parcel.dead_at, parcel.attempts, parcel.last_error = at, 8, "CreditUnavailable: 信用平台现在没有回应。"
    parcel.save()
    return parcel


def test_it_is_sent_anew_or_closed_with_a_reason(at_console: Callable[[str], Client]) -> None:
    first, second = given_up("credit"), given_up("provincial-supervision")
    client, page = at_console("zhengyawen"), reverse("console-undelivered")
    told = client.get(page).content.decode()
    assert "信用平台现在没有回应。" in told
    assert "甘肃省互联网+监管系统" in told
    assert "secret" not in told
    only = client.get(page, {"channel": "credit"}).content.decode()
    assert f"{first.pk}号" in only
    assert f"送甘肃省互联网+监管系统，{second.pk}号" not in only
    again = reverse("console-undelivered-take", args=[first.pk, "resend"])
    assert client.post(again, {FIELD: "1"}).status_code == 302
    first.refresh_from_db()
    assert (first.dead_at, first.attempts) == (None, 0)
    close = reverse("console-undelivered-take", args=[second.pk, "close"])
    refused = client.post(close, {FIELD: "2", "reason": ""})
    assert refused.status_code == 422
    assert "请写为什么不再发送" in refused.content.decode()
    assert client.post(close, {FIELD: "3", "reason": "改用纸质报送。"}).status_code == 302
    second.refresh_from_db()
    assert second.closed_at is not None
    assert "都送到了" in client.get(page).content.decode()


def test_whoever_sees_the_list_of_systems_and_may_act_finds_the_way(at_console: Callable[[str], Client]) -> None:
    address = reverse("console-undelivered")
    assert address in at_console("zhengyawen").get(reverse("console-systems")).content.decode()
    assert address not in at_console("linjing").get(reverse("console-systems")).content.decode()
