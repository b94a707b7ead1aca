"""A page's form as a browser would send it: every field with what stands in it."""

from html.parser import HTMLParser
from typing import Any

from django.test import Client


class _Form(HTMLParser):
    """The fields of the first form whose action holds a word."""

    def __init__(self, action: str) -> None:
        super().__init__(convert_charrefs=True)
        self.action, self.inside, self.fields = action, False, dict[str, list[str]]()
        self._select, self._area, self._text = "", "", ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form" and given.get("method") == "post" and not self.fields:
            self.inside = (self.action in given.get("action", "") and "data-draft" in given) or self._is_act(given)
        if not self.inside:
            return
        if (
            tag == "input"
            and "name" in given
            and (given.get("type") not in ("checkbox", "radio") or "checked" in given)
        ):
            self.fields.setdefault(given["name"], []).append(given.get("value", ""))
        if tag == "select":
            self._select = given["name"]
        if tag == "option" and "selected" in given:
            self.fields[self._select] = [given.get("value", "")]
        if tag == "textarea":
            self._area, self._text = given["name"], ""

    def handle_data(self, data: str) -> None:
        self._text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = False
        if tag == "textarea" and self._area:
            self.fields.setdefault(self._area, []).append(self._text.removeprefix("\n"))
            self._area = ""

    def _is_act(self, given: dict[str, str]) -> bool:
        return "data-unsaved" in given and self.action in given.get("action", "")


def fields_of(page: str, action: str) -> dict[str, Any]:
    """The fields of the form that leads to this address."""
    form = _Form(action)
    form.feed(page)
    assert form.fields, f"no form to {action}"
    return dict(form.fields)


def press(client: Client, address: str, changes: dict[str, Any], do: str = "save") -> str:
    """Open the page, type, press a button; where it led."""
    page = client.get(address)
    assert page.status_code == 200, address
    sent = {**fields_of(page.content.decode(), "/edit/"), **changes, "do": do}
    answer = client.post(address, sent)
    assert answer.status_code == 302, answer.content.decode()[:3000]
    return answer["Location"]
