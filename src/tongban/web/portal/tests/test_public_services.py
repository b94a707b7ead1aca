"""The seven services of the plan for citizens: every matter with its guide, where it is done, its bundles (R-170)."""

import pytest
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.req("R-170")]


def test_each_of_the_seven_leads_to_its_guides_and_bundles(client: Client) -> None:
    text = client.get("/public-services").content.decode()
    for label in ("供水", "供电", "供气", "供热", "电信", "公证", "法律援助"):
        assert f"<h2>{label}</h2>" in text
    assert text.count("网上能办") >= 7
    assert text.count("中心能办") >= 7
    assert 'href="/bundles/real-estate"' in text
    assert "/public-services" in client.get("/items").content.decode()
