"""Somebody who asks, 王芳 who is asked first, 李敏 beside her, 赵敏 in the department."""

from collections.abc import Callable
from typing import Any

import pytest

from tongban.foundation.kernel.actors import Actor
from tongban.handling.cases.tests.applying import MONDAY, food_code
from tongban.handling.contacts.commands.opening import open_contact
from tongban.handling.contacts.models import FirstContact

CALLER = "13993700001"


@pytest.fixture
def wangfang(cast: Callable[..., Actor]) -> Actor:
    return cast("wangfang")


@pytest.fixture
def limin(cast: Callable[..., Actor]) -> Actor:
    return cast("limin")


@pytest.fixture
def zhaomin(cast: Callable[..., Actor]) -> Actor:
    return cast("zhaomin")


@pytest.fixture
def asked(wangfang: Actor) -> Callable[..., FirstContact]:
    def make(**changes: Any) -> FirstContact:
        given: dict[str, Any] = {
            "kind": "enquiry",
            "channel": "phone",
            "question": "开个小饭馆要带什么？",
            "name": "张建军",
            "phone": CALLER,
            "option_code": food_code(),
            "by": wangfang,
            "at": MONDAY,
        }
        return open_contact(**(given | changes))

    return make


def fresh(contact: FirstContact) -> FirstContact:
    return FirstContact.objects.select_related("owner", "offered_to").get(pk=contact.pk)
