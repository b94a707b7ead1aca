"""Forms of a console page as a browser without scripts sends them, and words that nobody types by mistake."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.test import Client

from tongban.web.ui.once import FIELD

NASTY = (
    "\x00",
    "'; DROP TABLE norms_norm;--",
    "<script>alert(1)</script>",
    "９" * 40,
    "9" * 40,
    "-1",
    "a" * 9000,
    "{{7*7}}",
    "😀\ud83d".encode("utf-8", "replace").decode(),
)
ANSWERS = (200, 302, 400, 403, 404, 409, 422)


def post(client: Client, address: str, **given: Any) -> Any:
    return client.post(address, given)


def nasty_to_every_form(client: Client, forms: Mapping[str, Sequence[str]]) -> None:
    """Each word into every field of each form: the answer is a page in words, and what is typed is never markup."""
    for address, names in forms.items():
        for word in NASTY:
            answer = client.post(address, dict.fromkeys(names, word) | {FIELD: f"{word[:20]}{address}"})
            assert answer.status_code in ANSWERS, (address, word[:30], answer.status_code)
            assert "<script>alert" not in answer.content.decode()
