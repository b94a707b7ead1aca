"""Answers as JSON (回答): encoded once, by the fastest encoder that there is."""

from typing import Any

import msgspec
from django.http import HttpResponse

JSON = "application/json"
_encoder = msgspec.json.Encoder(enc_hook=str)


def encoded(plain: Any) -> bytes:
    return _encoder.encode(plain)


def answer(plain: Any, status: int = 200, *, is_public: bool = False) -> HttpResponse:
    """An answer; `is_public` when it has no personal data and may be asked for again with a condition."""
    response = HttpResponse(encoded(plain), status=status, content_type=JSON)
    if is_public:
        response.tongban_public = True  # type: ignore[attr-defined]
    return response


def pdf(content: bytes, name: str) -> HttpResponse:
    """A paper to be kept."""
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return response
