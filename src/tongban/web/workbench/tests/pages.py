"""Reading a page as a browser without scripts does: its forms with everything that stands in them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from django.test import Client


@dataclass
class Form:
    """A form of a page: where it goes, and what it would send as it stands."""

    action: str = ""
    key: str = ""
    values: dict[str, list[str]] = field(default_factory=dict)

    def filled(self, **changes: Any) -> dict[str, Any]:
        """What is sent after these fields were filled in; `__` stands for the dash of a name."""
        named = {name.replace("__", "-"): value for name, value in changes.items()}
        return {**self.values, **named}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.text_of = ""
        self.select = ""
        self.stack: list[Form] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.stack.append(Form(given.get("action", ""), given.get("id", "")))
            self.forms.append(self.stack[-1])
        if not self.stack:
            return
        name, kind = given.get("name", ""), given.get("type", "")
        if tag == "input" and name and kind not in ("file", "submit"):
            if kind not in ("radio", "checkbox") or "checked" in given:
                self.keep(name, given.get("value", "on"))
        elif tag == "textarea":
            self.text_of = name
            self.keep(name, "")
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select and ("selected" in given or self.select not in self.stack[-1].values):
            self.stack[-1].values[self.select] = [given.get("value", "")]

    def handle_data(self, data: str) -> None:
        if self.text_of and self.stack:
            self.stack[-1].values[self.text_of][-1] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form" and self.stack:
            self.stack.pop()
        elif tag == "textarea":
            self.stack[-1].values[self.text_of][-1] = self.stack[-1].values[self.text_of][-1].strip()
            self.text_of = ""
        elif tag == "select":
            self.select = ""

    def keep(self, name: str, value: str) -> None:
        self.stack[-1].values.setdefault(name, []).append(value)


def forms(html: str) -> list[Form]:
    reader = _Reader()
    reader.feed(html)
    return reader.forms


def form(html: str, key: str) -> Form:
    """The form with this id, or whose address ends so."""
    return next(each for each in forms(html) if each.key == key or each.action.endswith(key))


def send(client: Client, page: str, key: str, /, **changes: Any) -> Any:
    """Open a page, fill in one of its forms, send it; the answer, not followed."""
    found = form(client.get(page).content.decode(), key)
    return client.post(found.action or page, found.filled(**changes))


def take(client: Client, number: str, verb: str, /, **changes: Any) -> Any:
    """Open the panel of a step, fill it in, confirm."""
    return send(client, f"/workbench/cases/{number}?act={verb}", "panel-form", **changes)
