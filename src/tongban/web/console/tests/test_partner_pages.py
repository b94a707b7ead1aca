"""Third-party platforms: registered in a form, a secret told once, stopped on their page, with the record below."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from tongban.foundation.kernel.actors import NOBODY
from tongban.foundation.kernel.clock import now
from tongban.registers.parties.commands import exchange_secret
from tongban.registers.parties.models import ApiClient, ApiToken

pytestmark = [pytest.mark.django_db, pytest.mark.req("R-142")]
TYPED = {
    "name": "test-app",
    "title": "样例出行平台",
    "operator": "样例公司",
    "agreement": "样例1号",
    "agreed_until": "2099-12-31",
    "per_minute": "60",
    "scopes": ["items:read", "cases:read"],
}


def test_a_platform_is_registered_gets_its_secret_once_and_is_stopped(at_console: Callable[[str], Client]) -> None:
    administrator, security = at_console("gaoyuan"), at_console("tianhui")
    wrong = administrator.post(reverse("console-partner-new"), {**TYPED, "agreement": "", "per_minute": "很多"})
    told = wrong.content.decode()
    assert wrong.status_code == 422
    assert "请写明合作协议编号" in told
    assert "样例出行平台" in told, "what was typed stays"
    made = administrator.post(reverse("console-partner-new"), TYPED)
    assert made.status_code == 302
    page = administrator.post(made["Location"] + "/secret").content.decode()
    secret = re.search(r'<p class="number">([\w-]{43})</p>', page)
    assert secret is not None
    exchange_secret(name="test-app", secret=secret[1], by=NOBODY, at=now())
    again = administrator.get(made["Location"]).content.decode()
    assert secret[1] not in again
    assert "换取令牌" in again
    without_reason = security.post(made["Location"] + "/stop", {"because": ""})
    assert without_reason.status_code == 422
    assert security.post(made["Location"] + "/stop", {"because": "异常调用"}).status_code == 302
    assert not ApiToken.objects.filter(client__name="test-app", revoked_at__isnull=True).exists()
    listed = security.get(reverse("console-partners") + "?stands=stopped").content.decode()
    assert "样例出行平台" in listed
    assert "异常调用" in security.get(made["Location"]).content.decode()
    assert administrator.post(made["Location"] + "/restart", {"because": "已经整改"}).status_code == 302
    assert ApiClient.objects.get(name="test-app").is_active


def test_changed_terms_are_shown_and_the_form_begins_with_the_former_ones(at_console: Callable[[str], Client]) -> None:
    administrator = at_console("gaoyuan")
    address = administrator.post(reverse("console-partner-new"), TYPED)["Location"]
    form = administrator.get(address + "/terms").content.decode()
    assert 'value="2099-12-31"' in form
    assert administrator.post(address + "/terms", {**TYPED, "per_minute": "30"}).status_code == 302
    page = administrator.get(address).content.decode()
    assert "每分钟最多 30 次" in page
    assert "改约定" in page
