from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpRequest
from django.test import RequestFactory


@pytest.fixture(autouse=True)
def plain_statics(settings: Any) -> None:
    """Static files without a manifest: nothing was collected."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.TONGBAN_GALLERY = True


@pytest.fixture
def ask() -> Callable[..., HttpRequest]:
    """A GET request with an optional display cookie."""

    def make(path: str = "/", display: str = "", **headers: Any) -> HttpRequest:
        request = RequestFactory().get(path, headers=headers)
        if display:
            request.COOKIES["tongban_display"] = display
        return request

    return make
