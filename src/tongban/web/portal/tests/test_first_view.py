"""The first view on a phone (首屏重量): a page and all that it loads, compressed, is at most 200 KB. R-138."""

import gzip
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from tongban.handling.cases.tests.applying import food_code

pytestmark = pytest.mark.django_db
MOST = 200_000
"""Bytes, compressed as any browser asks for it."""
_LOADED = re.compile(r"(?:href|src)=\"/static/([^\"?#]+)\"")


@pytest.mark.req("R-138")
def test_the_first_view_of_every_entrance_is_light(browser: Callable[..., Client]) -> None:
    client = browser()
    weights = {path: _weight(client, path) for path in ("/", "/mobile", "/items", f"/items/{food_code()}", "/sign-in")}
    assert {path: weight for path, weight in weights.items() if weight > MOST} == {}
    assert min(weights.values()) > 1_000, "something was weighed"


def _weight(client: Client, path: str) -> int:
    page = client.get(path).content
    loaded = set(_LOADED.findall(page.decode()))
    assert loaded, path
    return len(gzip.compress(page)) + sum(_file(name) for name in loaded)


def _file(name: str) -> int:
    found = finders.find(name) or finders.find(re.sub(r"\.[0-9a-f]{8,}(?=\.)", "", name))
    assert found, name
    return len(gzip.compress(Path(str(found)).read_bytes()))
