"""Projects for staff (项目总览): lights, stages and the critical path; departments see what they handle. R-080."""

from collections.abc import Callable

import pytest
from django.test import Client

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import LOCAL, now
from tongban.handling.bundles.commands import accepting
from tongban.handling.bundles.models import BundleCase
from tongban.handling.cases.models import Case
from tongban.handling.projects.queries.listed import page_of
from tongban.handling.projects.tests.building import opened, owner, submitted

pytestmark = [pytest.mark.django_db, pytest.mark.req("R-080")]
AtDesk = Callable[[str], Client]


def test_the_list_has_lights_filters_and_few_statements(
    at_desk: AtDesk, cast: Callable[..., Actor], django_assert_max_num_queries
):
    at, today = now(), now().astimezone(LOCAL).date()
    project, wangfang = opened(cast, at=at), cast("wangfang", at)
    bundle = submitted(project, "land", owner(cast, at), at=at).bundle
    found = BundleCase.objects.select_related("edition__bundle__lead", "applicant", "receiver").get(pk=bundle.pk)
    accepting.accept(found, by=wangfang, at=at)
    other = opened(cast, code="2611-620201-04-01-000001", at=at)
    with django_assert_max_num_queries(4):  # projects, editions, what was lodged, its cases
        rows = page_of(wangfang, status="open", today=today)
    assert [each.project.pk for each in rows][:2] == [other.pk, project.pk]
    client = at_desk("wangfang")
    page = client.get("/workbench/projects").content.decode()
    for words in ("样例中央厨房", "立项用地规划许可", "建设用地规划许可", "28个工作日", "等建设单位提交"):
        assert words in page
    Case.objects.filter(bundle_number=bundle.number).update(due_on=today.replace(year=today.year - 1))
    late = client.get("/workbench/projects?light=red&stage=land").content.decode()
    assert str(project.number) in late
    assert str(other.number) not in late
    assert "有超期" in late
    assert str(project.number) not in client.get("/workbench/projects?light=green").content.decode()
    assert client.get("/workbench/projects?light=x&scope=%00&before=9e9&stage=%27").status_code == 200
    one = client.get(f"/workbench/projects/{project.number}").content.decode()
    for words in ("总时限：最长28个工作日", "消防设计审查 → 施工许可", "一起提交"):
        assert words in one
    assert at_desk("xuyulan").get(f"/workbench/projects/{project.number}").status_code == 200
    assert at_desk("xuyulan").get(f"/workbench/projects/{other.number}").status_code == 404
