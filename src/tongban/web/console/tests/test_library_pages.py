"""The provincial library: what was sent and received, what differs and how it is mended, a simulator that says so."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from tongban.exchange.connectors.provincial_catalogue.models import Batch, Difference, Reconciliation
from tongban.exchange.connectors.provincial_catalogue.rules import Kind
from tongban.exchange.connectors.provincial_catalogue.simulator import Faults, Simulator, faults
from tongban.web.console.library import SILENT
from tongban.web.console.tests.pages import NASTY, nasty_to_every_form, post
from tongban.web.ui.once import FIELD

AtConsole = Callable[[str], Client]


def test_without_a_library_the_page_says_what_to_do(at_console: AtConsole):
    client = at_console("linjing")
    assert "还没有接入省事项库" in client.get(reverse("console-library")).content.decode()
    assert client.get(reverse("console-library-simulator")).status_code == 404
    refused = post(client, reverse("console-library-compare"))
    assert refused.status_code == 409
    assert "请先由系统管理员配置接入地址" in refused.content.decode()


def test_what_was_sent_is_sent_again_once(at_console: AtConsole, library: Simulator):
    client, batch = at_console("linjing"), Batch.objects.select_related("edition__list").order_by("-pk")[0]
    assert batch.receipt in client.get(reverse("console-library")).content.decode()
    form = {"list_code": batch.edition.list.code, FIELD: "again"}
    for _ in range(2):
        assert client.post(reverse("console-library-push"), form).status_code == 302
    assert Batch.objects.filter(edition=batch.edition).count() == 2
    unknown = post(client, reverse("console-library-push"), list_code="0" * 31)
    assert unknown.status_code == 404
    assert "本地没有发布过这份清单" in unknown.content.decode()


@pytest.mark.req("R-024")
def test_differences_are_found_and_mended(at_console: AtConsole, library: Simulator):
    client = at_console("linjing")
    assert post(client, reverse("console-library-compare"))["Location"] == reverse("console-library-reports")
    made = Reconciliation.objects.get()
    page = client.get(reverse("console-library-report", args=[made.pk])).content.decode()
    assert all(kind.label in page for kind in (Kind.MISSING_THERE, Kind.MISSING_HERE, Kind.DUPLICATE))
    assert "签名相符" in page
    gone = Difference.objects.get(kind=Kind.MISSING_THERE)
    mend = reverse("console-library-mend", args=[gone.pk])
    wrong = post(client, mend, way="pull")
    assert wrong.status_code == 422
    assert "可以这样处理：重新汇聚" in wrong.content.decode()
    assert post(client, mend, way="push").status_code == 302
    assert post(client, mend, way="push").status_code == 409
    gone.refresh_from_db()
    assert gone.repaired_at is not None


def test_a_silent_library_is_told_and_changes_nothing(at_console: AtConsole, library: Simulator):
    client = at_console("linjing")
    page = post(client, reverse("console-library-misbehave"), loss="1", seed="3")
    assert page["Location"] == reverse("console-library-simulator")
    answer = post(client, reverse("console-library-compare"))
    assert answer.status_code == 503
    assert SILENT in answer.content.decode()
    assert not Reconciliation.objects.exists()


def test_the_simulator_says_that_it_is_one_and_takes_faults(at_console: AtConsole, library: Simulator):
    client = at_console("linjing")
    assert "这是模拟器" in client.get(reverse("console-library-simulator")).content.decode()
    post(client, reverse("console-library-misbehave"), loss="0.3", bad_records="0.1", seed="7", is_reordering="on")
    assert faults() == Faults(seed=7, loss=0.3, bad_records=0.1, is_reordering=True)
    for wrong in ("2", "-1", "nan", "三成", "inf"):
        refused = post(client, reverse("console-library-misbehave"), loss=wrong)
        assert refused.status_code == 422, wrong
        assert "例如0.3是三成" in refused.content.decode()


def test_outside_the_demo_city_there_is_no_simulator(at_console: AtConsole, library: Simulator, settings):
    settings.TONGBAN_DEMO = False
    assert at_console("linjing").get(reverse("console-library-simulator")).status_code == 404
    assert post(at_console("linjing"), reverse("console-library-misbehave"), loss="1").status_code == 404


def test_an_editor_sees_the_own_lists_only(at_console: AtConsole, library: Simulator):
    client = at_console("wutao")
    page = client.get(reverse("console-library")).content.decode()
    own = Batch.objects.filter(edition__list__agency__key="market-regulation").count()
    assert page.count('class="small number where"') == min(own, 50)
    assert "重新汇聚" not in page


@pytest.mark.parametrize("name", ["console-library", "console-library-reports"])
def test_lists_take_few_statements(at_console: AtConsole, library: Simulator, name: str, django_assert_max_num_queries):
    client = at_console("linjing")
    with django_assert_max_num_queries(6):  # who asks, counts, unreadable ones, newest report, batches, parcels
        client.get(reverse(name))


def test_odd_words_are_told_in_words(at_console: AtConsole, library: Simulator):
    client = at_console("linjing")
    post(client, reverse("console-library-compare"))
    for word in NASTY:
        for name in ("console-library", "console-library-reports"):
            assert client.get(reverse(name), {"late": word, "after": word}).status_code == 200
    shares = ("loss", "duplicates", "delay", "bad_records", "seed", "is_reordering")
    mend = reverse("console-library-mend", args=[Difference.objects.order_by("pk")[0].pk])
    forms = {reverse("console-library-push"): ("list_code",), reverse("console-library-misbehave"): shares}
    nasty_to_every_form(client, {**forms, mend: ("way",)})
