"""Lists are read afresh: what another test published, and took back, is forgotten."""

from pathlib import Path

import pytest
from django.conf import settings

from tongban.registers.catalog import queries as catalog


@pytest.fixture(autouse=True)
def nothing_is_remembered(settings, tmp_path):
    settings.DATA = tmp_path
    catalog.forget()
    yield
    catalog.forget()


@pytest.fixture
def items() -> Path:
    """The folder of the demo city's items."""
    return Path(settings.CITY) / "items"
