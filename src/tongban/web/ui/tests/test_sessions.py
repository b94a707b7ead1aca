"""The caller's address: what the server saw, or what our own proxy added; never what the caller says of itself."""

import pytest
from django.test import RequestFactory

from tongban.web.ui.sessions import client_ip

PROXY = "127.0.0.1"


@pytest.mark.parametrize(
    ("is_behind_proxy", "said", "address"),
    [
        (False, None, PROXY),
        (False, "203.0.113.9", PROXY),
        (True, "203.0.113.9", "203.0.113.9"),
        (True, "198.51.100.1, 203.0.113.9", "203.0.113.9"),
        (True, "127.0.0.1,203.0.113.9", "203.0.113.9"),
        (True, "2001:db8::7", "2001:db8::7"),
        (True, None, PROXY),
        (True, "203.0.113.9, '; DROP", PROXY),
        (True, "203.0.113.9,", PROXY),
    ],
)
def test_only_the_last_hop_counts_and_only_behind_a_proxy(settings, is_behind_proxy, said, address):
    settings.TONGBAN_BEHIND_PROXY = is_behind_proxy
    headers = {"X-Forwarded-For": said} if said is not None else {}
    request = RequestFactory().get("/", headers=headers, REMOTE_ADDR=PROXY)
    assert client_ip(request) == address
