"""What waits for a person, on the page of whoever watches the lines (R-125)."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tongban.foundation.kernel.actors import SYSTEM
from tongban.foundation.kernel.clock import now
from tongban.foundation.ledger.commands import Parcel, record, send_out
from tongban.foundation.ledger.models import Outgoing, Parked
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


def test_what_could_not_be_digested_is_replayed_or_closed_with_a_reason(at_console: Callable[[str], Client]) -> None:
    at = now() - timedelta(days=1)
    entries = [record("case:secret-number", "accept", by=SYSTEM, at=at) for _ in range(3)]
    first, second, third = (
        Parked.objects.create(subscriber=by, entry=entry, at=at, error="ConnectionError: 没有连上数据库。")
        for by, entry in zip(
            ("halls.tell_of_closing", "cases.close_served", "cases.close_served"), entries, strict=True
        )
    )
    client, page = at_console("zhengyawen"), reverse("console-undelivered") + "?kind=heard"
    told = client.get(page).content.decode()
    assert "大厅（tell_of_closing）" in told
    assert "没有连上数据库。" in told
    assert "secret" not in told
    again = client.post(reverse("console-parked-take", args=[first.pk, "replay"]), {FIELD: "1"})
    assert again.status_code == 302
    first.refresh_from_db()
    assert first.asked_at is not None
    assert "等重放" in client.get(page).content.decode()
    close = reverse("console-parked-take", args=[second.pk, "close"])
    refused = client.post(close, {FIELD: "2", "reason": ""})
    assert refused.status_code == 422
    assert "请写为什么不再处理" in refused.content.decode()
    assert client.post(close, {FIELD: "3", "reason": "办件已经用别的办法归档。"}).status_code == 302
    only = client.get(page + "&channel=cases.close_served").content.decode()
    assert f"{third.pk}号" in only
    assert f"，{first.pk}号" not in only
    assert "全部重放" in only
    everything = reverse("console-parked-all")
    assert client.post(everything, {FIELD: "4", "subscriber": "cases.close_served"}).status_code == 302
    third.refresh_from_db()
    assert third.asked_at is not None
    assert client.post(everything, {FIELD: "5", "subscriber": "cases.close_served"}).status_code == 409
