"""What is looked for stands in the address (筛选): read from it, and the links that change one part of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict

from tongban.registers.agencies.models import Agency
from tongban.registers.catalog.item import ItemDocument
from tongban.web.ui.problems import Problem

LONGEST = 60


def chosen_of(request: HttpRequest, *names: str) -> dict[str, str]:
    """The filters as the address has them; whatever is sent, short words come out."""
    return {name: word(request.GET, name) for name in names}


def word(data: QueryDict, name: str, longest: int = LONGEST) -> str:
    """One word of an address or a form, without what no database takes."""
    return data.get(name, "").replace("\x00", "").strip()[:longest]


def day_of(text: str) -> date | None:
    """A day as a form sends it; None for anything else."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Choosing:
    """The filters of one page: its address, and what is chosen now."""

    address: str
    chosen: Mapping[str, str]

    @property
    def kept(self) -> dict[str, str]:
        """What is really chosen."""
        return {name: value for name, value in self.chosen.items() if value}

    def href(self, **changes: str) -> str:
        """The address with some of it changed."""
        found = {name: value for name, value in {**self.kept, **changes}.items() if value}
        return self.address + ("?" + urlencode(found) if found else "")

    def chips(
        self, title: str, name: str, choices: Sequence[tuple[str, str]], counts: Mapping[str, int] | None = None
    ) -> dict[str, Any]:
        """One row of chips; the empty choice comes first."""
        return {
            "title": title,
            "links": [
                {
                    "label": label,
                    "href": self.href(**{name: value}),
                    "is_current": self.chosen.get(name, "") == value,
                    "count": (counts or {}).get(value) if value else None,
                }
                for value, label in choices
            ],
        }

    def following(self, after: str) -> str:
        """The next page, or nothing at the end."""
        return self.href(after=after) if after else ""


def wrong_of(problems: Iterable[Problem]) -> dict[str, str]:
    """What is wrong at each field, by its id."""
    return {each.anchor: each.text for each in problems if each.anchor}


def agencies_to_choose(everybody: str = "全部部门") -> list[tuple[str, str]]:
    """The bodies to choose from (one statement)."""
    rows = Agency.objects.filter(is_active=True).order_by("short_name", "key").values_list("key", "short_name")
    return [("", everybody), *rows]


def option_numbers(item: ItemDocument) -> list[tuple[str, str]]:
    """The options of a list to choose from."""
    return [(number, f"{number} {option.name}") for number, option in sorted(item.options.items())]
