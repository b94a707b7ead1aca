"""The public list of chief representatives (首席事务代表公示): everybody reads who decides what, until when."""

from datetime import timedelta

import pytest
from django.test import Client

from tongban.foundation.kernel.clock import local_day, now
from tongban.registers.agencies.models import Delegation

pytestmark = pytest.mark.django_db


@pytest.mark.req("R-085")
def test_name_post_matters_validity_and_document_stand_on_the_public_list(client: Client) -> None:
    said = client.get("/chiefs").content.decode()
    for words in ("陈立", "市市场监管局", "本部门全部事项", "嘉市监授〔2026〕20号", "当场"):
        assert words in said
    assert "陈立" in client.get("/chiefs", {"q": "市场监管"}).content.decode()
    assert "没有找到" in client.get("/chiefs", {"q": "不存在的人"}).content.decode()
    assert "没有找到" in client.get("/chiefs", {"after": "99999999"}).content.decode()


@pytest.mark.req("R-085")
def test_who_expired_yesterday_is_on_the_list_no_more(client: Client) -> None:
    yesterday = local_day(now()) - timedelta(days=1)
    Delegation.objects.filter(is_chief_representative=True).update(valid_to=yesterday)
    assert "陈立" not in client.get("/chiefs").content.decode()
