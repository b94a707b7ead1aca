import re
from collections.abc import Callable

import pytest
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.template import engines

from tongban.foundation.kernel.errors import Fault, MaterialsMissing, NotFound, NotYours, Stale
from tongban.web.ui import refusals
from tongban.web.ui.problems import Problem, problems_of

Ask = Callable[..., HttpRequest]
BANNED = ("系统异常", "非法操作", "请联系管理员", "提交失败")
MISSING = MaterialsMissing(
    faults=[Fault("/plan", "missing", "缺少平面布局图"), Fault("/owner/id", "bad", "第 18 位不对")]
)


def _refuse(request: HttpRequest, error: Exception) -> HttpResponse | None:
    return refusals.Refusals(lambda _: HttpResponse()).process_exception(request, error)


@pytest.mark.parametrize(
    ("error", "status"),
    [(MISSING, 422), (NotYours(), 403), (NotFound(), 404), (Stale(), 409)],
    ids=lambda each: str(each),
)
def test_a_refusal_is_a_page_with_its_status_and_words(ask: Ask, error: Exception, status: int) -> None:
    response = _refuse(ask("/cases/1"), error)
    assert response is not None
    text = response.content.decode()
    assert response.status_code == status
    assert str(error) in text
    assert "12345" in text
    assert not [word for word in BANNED if word in text]


@pytest.mark.req("R-033")
def test_an_address_that_only_takes_what_buttons_send_is_a_page_and_not_the_browsers_error(ask: Ask) -> None:
    response = refusals.Refusals(lambda _: HttpResponseNotAllowed(["POST"]))(ask("/workbench/cases/1/acts/accept"))
    assert isinstance(response, HttpResponse)
    assert response.status_code == 405
    assert response.headers["Allow"] == "POST"
    assert "不能直接打开" in response.content.decode()


def test_everything_missing_is_told_at_once(ask: Ask) -> None:
    response = _refuse(ask("/cases/1"), MISSING)
    assert response is not None
    assert "缺少平面布局图" in response.content.decode()
    assert "第 18 位不对" in response.content.decode()
    assert problems_of(MISSING) == [Problem("plan", "缺少平面布局图"), Problem("owner-id", "第 18 位不对")]


def test_htmx_gets_the_same_words_as_a_fragment_that_it_swaps(ask: Ask) -> None:
    page = _refuse(ask("/cases/1"), Stale())
    part = _refuse(ask("/cases/1", **{"HX-Request": "true"}), Stale())
    assert page is not None
    assert part is not None
    assert part.status_code == 422
    assert part["X-Refusal-Status"] == "409"
    assert "<html" not in part.content.decode()
    assert part.content.decode().strip() in page.content.decode()


def test_other_errors_are_not_swallowed(ask: Ask) -> None:
    assert _refuse(ask("/"), ValueError("x")) is None


@pytest.mark.parametrize(
    ("view", "arguments", "status"),
    [
        (refusals.bad_request, [ValueError()], 400),
        (refusals.permission_denied, [PermissionError()], 403),
        (refusals.csrf_failed, ["no cookie"], 403),
        (refusals.page_not_found, [ValueError()], 404),
        (refusals.server_error, [], 500),
        (refusals.unavailable, ["11月24日(周二) 06:00"], 503),
    ],
)
def test_every_failure_page_says_what_became_of_the_answers_and_whom_to_call(
    ask: Ask, view: Callable[..., HttpResponse], arguments: list[object], status: int
) -> None:
    response = view(ask("/x"), *arguments)
    text = response.content.decode()
    assert response.status_code == status
    assert "现在可以这样做" in text
    assert "12345" in text
    assert not [word for word in BANNED if word in text]


def test_the_500_page_reads_no_context_and_names_a_reference(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines["jinja2"], "template_context_processors", [lambda request: 1 / 0])
    text = refusals.server_error(ask("/x")).content.decode()
    assert re.search(r'<span class="number">[0-9a-f]{8}</span>', text)


def test_the_stop_page_says_when_it_comes_back(ask: Ask) -> None:
    assert "预计11月24日(周二) 06:00恢复" in refusals.unavailable(ask("/"), "11月24日(周二) 06:00").content.decode()
