"""Filters of a list stand in its address (网址里的筛选): reading them, and the links that change one of them."""

from collections.abc import Iterable, Mapping
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

LONGEST = 60


def asked(request: HttpRequest, *names: str) -> dict[str, str]:
    """What the address says of these filters, without what no database can keep; empty ones too."""
    return {name: plain(request.GET.get(name, ""))[:LONGEST] for name in names}


def plain(text: str) -> str:
    """One line of text as typed, without what cannot be kept."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode().strip()


def href(name: str, given: Mapping[str, str], **changes: str) -> str:
    """The list with these filters, some of them changed; the page begins anew unless `after` is given."""
    kept = {key: value for key, value in {**given, **changes}.items() if value}
    return reverse(name) + ("?" + urlencode(kept) if kept else "")


def chips(
    name: str, given: Mapping[str, str], key: str, choices: Iterable[tuple[str, str, int | None]]
) -> list[dict[str, object]]:
    """A row of filter links: value, words, and how many there are if that is known."""
    return [
        {
            "label": label,
            "href": href(name, given, **{key: value}),
            "count": count,
            "is_current": given.get(key, "") == value,
        }
        for value, label, count in choices
    ]
