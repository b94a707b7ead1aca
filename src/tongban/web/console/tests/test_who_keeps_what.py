"""Who may open what of the catalogue's pages (权限矩阵): every address × everybody who comes near, as a table."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tongban.foundation.kernel.actors import Actor
from tongban.registers.compiling.models import ListDraft, Round

from . import people

AtConsole = Callable[[str], Client]
# editor of the body, editor of another body, reviewers of the bureau, of another body, supervisor, counter clerk,
# applicant, nobody. ok: let in; no: 403; none: 404; in: to the sign-in page.
CAST = ("wutao", "leiyu", "linjing", "zhouyaqin", "zhengyawen", "wangfang", "liqiang", "")
TABLE = """
console                   ok ok   ok ok   ok no no in
console-items             ok ok   ok ok   ok no no in
console-item              ok ok   ok ok   ok no no in
console-item-differences  ok ok   ok ok   ok no no in
console-item-beside       ok ok   ok ok   ok no no in
console-item-add          ok ok   no no   no no no in
console-item-adjust       ok ok   no no   no no no in
console-inbox             ok ok   ok ok   ok no no in
console-rounds            ok ok   ok ok   ok no no in
console-round             ok ok   ok ok   ok no no in
console-round-hand-in     ok ok   no no   no no no in
console-round-close       no no   ok no   no no no in
console-drafts            ok ok   ok ok   ok no no in
console-draft             ok none ok none ok no no in
console-draft-act         ok none no none no no no in
console-draft-edit        ok none no no   no no no in
console-draft-preview     ok none ok none ok no no in
console-draft-trial       ok none ok none ok no no in
console-draft-differences ok none ok none ok no no in
console-draft-impact      ok none ok none ok no no in
console-draft-notice      none none none none none no no in
"""
EXPECTED = {line.split()[0]: line.split()[1:] for line in TABLE.strip().splitlines()}
ACTS = {"console-draft-act", "console-round-close"}


def addresses(draft: ListDraft, round_: Round) -> dict[str, str]:
    """One address for each route, about a draft that is being compiled."""
    code = people.food_list().code
    arguments: dict[str, list[Any]] = {
        **{name: [code] for name in ("console-item", "console-item-differences", "console-item-beside")},
        "console-item-adjust": [people.another_list().code, "suspend"],
        **{name: [round_.pk] for name in EXPECTED if name.startswith("console-round-") or name == "console-round"},
        **{name: [draft.pk] for name in EXPECTED if name.startswith("console-draft-") or name == "console-draft"},
        "console-draft-act": [draft.pk, "drop"],
        "console-draft-edit": [draft.pk, "basic"],
        "console-draft-preview": [draft.pk, "guide"],
    }
    return {name: reverse(name, args=arguments.get(name, [])) for name in EXPECTED}


@pytest.mark.req("R-002")
@pytest.mark.parametrize("login", CAST)
def test_everybody_sees_what_is_theirs_and_nothing_else(
    login: str, at_console: AtConsole, person: Callable[[str], Actor], note: dict[str, Any]
) -> None:
    draft, round_ = people.begun(person, note), people.opened(person)
    client, place = at_console(login), CAST.index(login)
    found, expected = {}, {}
    for name, address in addresses(draft, round_).items():
        answer = client.post(address, {"reason": "不做了。"}) if name in ACTS else client.get(address)
        found[name], expected[name] = _word(answer), EXPECTED[name][place]
        if name == "console-draft-act":
            ListDraft.objects.filter(pk=draft.pk).update(status="compiling")
    assert found == expected


def test_foreign_and_non_existent_drafts_look_the_same(
    at_console: AtConsole, person: Callable[[str], Actor], note: dict[str, Any]
) -> None:
    draft, client = people.begun(person, note), at_console("leiyu")
    foreign = client.get(reverse("console-draft", args=[draft.pk]))
    nothing = client.get(reverse("console-draft", args=[999_999_999]))
    assert foreign.status_code == nothing.status_code == 404


def _word(answer: Any) -> str:
    if answer.status_code == 302 and answer["Location"].startswith("/sign-in"):
        return "in"
    return {403: "no", 404: "none"}.get(answer.status_code, "ok" if answer.status_code < 500 else "error")
