from collections.abc import Callable
from datetime import date
from typing import Any

import jinja2
import pytest
from django import forms
from django.http import HttpRequest

from tongban.web.ui.fields import DateInParts
from tongban.web.ui.gallery import gallery, samples
from tongban.web.ui.jinja import environment, fragment, qr_svg, render_block
from tongban.web.ui.problems import problems_of_form

Ask = Callable[..., HttpRequest]


class Opening(forms.Form):
    since = DateInParts(label="开业日期")


def _render(text: str, **context: Any) -> str:
    return environment().from_string(text).render(**context)


def test_text_is_escaped() -> None:
    assert _render("{{ name }}", name="<b>") == "&lt;b&gt;"


def test_what_was_not_given_is_false_but_never_printed() -> None:
    assert _render("{% if absent %}x{% endif %}") == ""
    with pytest.raises(jinja2.UndefinedError):
        _render("{{ absent }}")


def test_a_fragment_is_the_same_text_as_in_its_page(ask: Ask) -> None:
    whole = gallery(ask("/ui/gallery/question"), "question").content.decode()
    part = render_block("ui/gallery/question.html", "question", samples(), ask("/ui/gallery/question"))
    assert "<html" not in part
    assert part.strip()
    assert part.strip() in whole


def test_a_block_of_the_parent_can_be_a_fragment_too(ask: Ask) -> None:
    part = render_block("ui/gallery/question.html", "content", samples(), ask("/"))
    assert "经营场所信息" in part
    assert "<body" not in part


def test_a_fragment_may_be_a_response_with_422(ask: Ask) -> None:
    assert fragment(ask("/"), "ui/gallery/question.html", "help", samples(), status=422).status_code == 422


def test_a_qr_code_is_pure_shape() -> None:
    text = str(qr_svg("https://example.org/1", "查验"))
    assert text.startswith('<svg role="img"')
    assert "<title>查验</title>" in text
    assert "style" not in text


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        (("2026", "3", "8"), date(2026, 3, 8)),
        (("2026", " 03", "08 "), date(2026, 3, 8)),
        (("２０２６", "３", "８"), date(2026, 3, 8)),
        (("2026", "2", "30"), None),
        (("2026", "", ""), None),
        (("", "", ""), None),
    ],
)
def test_a_date_is_read_as_people_type_it(typed: tuple[str, str, str], found: date | None) -> None:
    form = Opening(dict(zip(("since-year", "since-month", "since-day"), typed, strict=True)))
    assert form.is_valid() is (found is not None)
    if found:
        assert form.cleaned_data["since"] == found
    else:
        assert "例如 2026 年 3 月 8 日" in problems_of_form(form)[0].text


def test_what_was_typed_is_still_there_after_an_error() -> None:
    field = Opening({"since-year": "2026", "since-month": "2", "since-day": "30"})["since"]
    assert field.field.widget.parts(field.value()) == ("2026", "2", "30")
