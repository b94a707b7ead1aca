"""Drafts that were imported lack a kind, a unit, an agency: every page of theirs opens all the same (导入的文稿)."""

import json
import re
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tongban.registers.catalog.importing.tests.samples import initials, material, one_thing, ordinary
from tongban.registers.compiling.models import ListDraft
from tongban.web.console.tests.pages import post

AtConsole = Callable[[str], Client]
ODD = (
    one_thing(materialList=[initials(1, clmc="其他材料", clbyx="7")]),
    ordinary(typeName="样例新类型", approveLimit=None, commitmentLimit="x", materialList=[], serveObject=None),
    ordinary(
        rightsCode="002031999000",
        typeName="公共服务",
        approveLimitExplain=None,
        isSpecialProcedure="是",
        specialProcedureType="样例程序",
        materialList=[material(1, sourceexplain="当“住处”为租房 且“年龄”小于18 时，该材料必传")],
    ),
    ordinary(rightsCode="", ywCode="", unifyName="", processDescript=""),
)


@pytest.fixture
def drafts(at_console: AtConsole) -> list[ListDraft]:
    client = at_console("wutao")
    lines = "\n".join(json.dumps(each, ensure_ascii=False) for each in ODD)
    page = client.post(reverse("console-import-upload"), {"file": SimpleUploadedFile("a.jsonl", lines.encode())})[
        "Location"
    ]
    post(client, page + "/confirm")
    found = list(ListDraft.objects.filter(source_ref__startswith="import:").order_by("pk"))
    assert len(found) >= len(ODD) - 1
    return found


@pytest.mark.req("R-017", "R-018")
def test_every_page_of_a_draft_opens_whatever_it_lacks(at_console: AtConsole, drafts: list[ListDraft]):
    editor, reviewer = at_console("wutao"), at_console("linjing")
    for client in (editor, reviewer):
        for name in ("console-inbox", "console-drafts"):
            shown = client.get(reverse(name), {"scope": "all", "whose": "all"})
            assert shown.status_code == 200
    assert "类型待定" in editor.get(reverse("console-inbox")).content.decode()
    for draft in drafts:
        address = reverse("console-draft", args=[draft.pk])
        post(editor, reverse("console-draft-act", args=[draft.pk, "claim"]))
        shown = editor.get(address)
        assert shown.status_code == 200
        below = set(re.findall(rf'href="({address}/[^"#]+)', shown.content.decode()))
        assert any("/edit/" in each for each in below)
        statuses = {each: editor.get(each.replace("&amp;", "&")).status_code for each in sorted(below)}
        assert {each for each, status in statuses.items() if status >= 500} == set(), statuses
        assert post(editor, reverse("console-draft-act", args=[draft.pk, "submit"])).status_code < 500
