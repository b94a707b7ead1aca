"""A project by pages (工程建设项目): opened, its first stage filled in and submitted, nothing asked twice. R-080."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import now
from tongban.handling.projects.models import Project
from tongban.handling.projects.queries.pool import answers_of
from tongban.handling.projects.tests.building import carried_through, papers_to_bring, still_asked
from tongban.registers.documents.tests import samples
from tongban.registers.parties.models import Party
from tongban.web.ui.bundles import place_of

pytestmark = pytest.mark.django_db
Browser = Callable[..., Client]
CODE = "2611-620201-04-01-654321"


def unit(browser: Browser) -> Client:
    return browser("liqiang", acting_for=Party.objects.get(name__contains="明月"))


def made(client: Client) -> Project:
    answer = client.post("/me/projects", {"code": CODE, "name": "样例冷库", "once": "p1"})
    found = Project.objects.get(code=CODE)
    assert answer["Location"] == f"/me/projects/{found.number}"
    return found


def sheet(project: Project, stage: str, do: str, **changed: Any) -> dict[str, Any]:
    """What the page of this stage asks, filled in."""
    values = still_asked(project, stage)
    papers = papers_to_bring(project, stage, values)
    files = {f"upload-{place_of(key)}": SimpleUploadedFile("样例.png", samples.picture()) for key in papers}
    return {f"e-{key}": value for key, value in values.items()} | files | {"do": do, "once": f"{stage}-{do}"} | changed


def text_of(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


@pytest.mark.req("R-080")
def test_anybody_reads_the_stages_and_the_total_limit_with_what_decides_it(browser: Browser):
    page = text_of(browser(), "/projects")
    for words in ("总时限：最长28个工作日", "建设工程规划许可", "消防设计审查 → 施工许可", "并联审批，不加时间"):
        assert words in page
    assert 'href="/projects"' in text_of(browser(), "/bundles")
    assert "工程建设项目：" not in text_of(browser(), "/bundles")
    assert browser("liqiang").get("/bundles/project-land/apply")["Location"] == "/me/projects"


@pytest.mark.req("R-080")
def test_a_stage_is_filled_in_submitted_and_the_next_one_asks_only_what_is_new(
    browser: Browser, cast: Callable[..., Actor]
):
    client = unit(browser)
    project = made(client)
    path = f"/me/projects/{project.number}"
    assert "总时限：最长28个工作日" in text_of(client, path)
    assert "先填好保存" in text_of(client, path)
    first = text_of(client, f"{path}/stages/land")
    assert 'name="e-project_name"' not in first
    assert "样例冷库" in first
    assert 'name="e-place"' in first
    wrong = client.post(f"{path}/stages/land", sheet(project, "land", "submit") | {"e-phone": "12"})
    assert wrong.status_code == 422
    assert 'href="#e-phone"' in wrong.content.decode()
    sent = client.post(f"{path}/stages/land", sheet(project, "land", "submit", once="second"))
    assert sent.status_code == 302, sent.content.decode()
    assert sent["Location"].startswith("/me/bundles/")
    bundle = Project.objects.get(pk=project.pk).stages.get().bundle
    assert client.get(f"{path}/stages/land")["Location"] == sent["Location"]
    carried_through(bundle, cast, at=now() + timedelta(minutes=1))
    second = text_of(client, f"{path}/stages/works")
    for key in ("place", "phone", "contact", "land_area", "project_code"):
        assert f'name="e-{key}"' not in second
    assert 'name="e-designer"' in second
    assert "这个项目填过的，不用再填" in second
    assert "这个项目交过的，不用再交" in second
    assert "建设用地规划许可”的结果，部门之间传递，不用交" in second
    assert "15400000006" not in second
    assert 'name="e-phone"' in text_of(client, f"{path}/stages/works?again=phone")
    shown = text_of(client, path)
    assert "还要最长 <strong" in shown
    assert "营业执照" in shown


def test_what_was_typed_is_kept_for_later_and_changed_when_wanted(browser: Browser):
    client = unit(browser)
    project = made(client)
    path = f"/me/projects/{project.number}/stages/land"
    assert client.post(path, {"e-place": "样例路1号", "do": "keep", "once": "k1"}).status_code == 302
    assert client.post(path, {"e-place": "样例路2号", "do": "keep", "once": "k2"}).status_code == 302
    kept = answers_of(Project.objects.get(pk=project.pk))
    assert (kept["place"], kept["contact"]) == ("样例路2号", "李强")
    assert "样例路2号" not in text_of(client, path)
    assert 'name="e-place"' not in text_of(client, path)
    for hostile in ("\x00", "'\"><script>", "９" * 300):
        for name in ("again", "e-trees", "license-x", "file-p1"):
            assert client.post(path, {name: hostile, "do": "refresh", "once": name}).status_code < 500
        assert client.get(path, {"again": hostile}).status_code == 200


def test_who_is_no_unit_or_not_its_people_opens_and_sees_nothing(browser: Browser):
    client = unit(browser)
    project = made(client)
    page = text_of(browser("liqiang"), "/me/projects")
    assert "切换到单位身份" in page
    assert browser("liqiang").post("/me/projects", {"code": CODE, "name": "x", "once": "1"}).status_code == 403
    wrong = client.post("/me/projects", {"code": "12", "name": "", "once": "2"})
    assert wrong.status_code == 422
    assert "项目代码是20位数字" in wrong.content.decode()
    for path in ("", "/stages/land", "/stages/nowhere"):
        assert browser("zhouyou").get(f"/me/projects/{project.number}{path}").status_code == 404
    assert client.get(f"/me/projects/{project.number}/stages/nowhere").status_code == 404
    assert client.post(f"/me/projects/{project.number}/close", {"reason": "不建了", "once": "3"}).status_code == 302
    assert "不再推进" in text_of(client, f"/me/projects/{project.number}")
