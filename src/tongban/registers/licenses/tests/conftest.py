"""The city's types of licences, and a restaurant's licence."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import pytest
from django.conf import settings

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.written import read_yaml
from tongban.registers.licenses.commands import load_types
from tongban.registers.licenses.models import License, LicenseType

from .cast import AT, FACE, KIND, TERM, give

__all__ = ["AT", "FACE", "TERM", "city_types"]


def city_types() -> Sequence[dict[str, Any]]:
    rows: Sequence[dict[str, Any]] = read_yaml((settings.CITY / "licenses.yaml").read_text("utf-8"))["licenses"]
    return rows


@pytest.fixture
def kind(cast: Callable[..., Actor]) -> LicenseType:
    load_types(city_types())
    return LicenseType.objects.get(key=KIND)


@pytest.fixture
def given(kind: LicenseType, cast: Callable[..., Actor]) -> Callable[..., License]:
    """The restaurant's licence, issued by the body of 赵敏."""
    return partial(give, cast, kind=kind)
