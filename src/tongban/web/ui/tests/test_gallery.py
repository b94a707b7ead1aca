"""Every component in every state: markup that a strict policy, a screen reader and a keyboard can live with."""

from collections import Counter
from collections.abc import Callable
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from django.http import Http404, HttpRequest

from tongban.web.ui.gallery import PAGES, gallery

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
Ask = Callable[..., HttpRequest]


class Page(HTMLParser):
    """What the tests need to know of a page: its tags with their parents, checked for balance while reading."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None], tuple[str, ...]]] = []
        self.open: list[str] = []
        self.crossed: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        if len(names) != len(set(names)):
            self.crossed.append(f"an attribute twice on {tag}")
        self.tags.append((tag, dict(attrs), tuple(self.open)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs), tuple(self.open)))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.crossed.append(tag)

    def all(self, *names: str) -> list[dict[str, str | None]]:
        return [attrs for tag, attrs, _ in self.tags if tag in names]


@pytest.fixture(params=["", *PAGES])
def page(request: pytest.FixtureRequest, ask: Ask) -> Page:
    response = gallery(ask(f"/ui/gallery/{request.param}"), request.param)
    assert response.status_code == 200
    return Page(response.content.decode())


def test_every_tag_is_closed_in_its_turn(page: Page) -> None:
    assert page.crossed == []
    assert page.open == []


def test_no_inline_style_script_or_handler(page: Page) -> None:
    assert page.all("style") == []
    assert all(attrs.get("src") for attrs in page.all("script"))
    inline = [
        (tag, name)
        for tag, attrs, _ in page.tags
        for name, value in attrs.items()
        if name == "style" or name.startswith(("on", "hx-on")) or (value or "").startswith("javascript:")
    ]
    assert inline == []


def test_every_id_is_used_once_and_every_reference_leads_somewhere(page: Page) -> None:
    ids = Counter(attrs["id"] for _, attrs, _ in page.tags if attrs.get("id"))
    assert [name for name, count in ids.items() if count > 1] == []
    wanted = {
        name
        for _, attrs, _ in page.tags
        for key in ("for", "aria-describedby", "aria-labelledby", "data-confirm")
        for name in (attrs.get(key) or "").split()
    }
    assert wanted <= set(ids)


def test_every_input_has_a_label(page: Page) -> None:
    labelled = {attrs.get("for") for attrs in page.all("label")}
    bare = [
        attrs.get("name")
        for tag, attrs, parents in page.tags
        if tag in ("input", "select", "textarea")
        and attrs.get("type") != "hidden"
        and attrs.get("id") not in labelled
        and "label" not in parents
    ]
    assert bare == []


def test_headings_step_down_one_at_a_time_from_one_title(page: Page) -> None:
    outside = [tag for tag, _, parents in page.tags if tag[0] == "h" and tag[1:].isdigit() and "dialog" not in parents]
    levels = [int(tag[1]) for tag in outside]
    assert levels.count(1) == 1
    started = levels[levels.index(1) :]
    assert [pair for pair in pairwise(started) if pair[1] > pair[0] + 1] == []


def test_the_frame_is_on_every_page(page: Page) -> None:
    assert len(page.all("main")) == 1
    assert page.all("a")[0]["class"] == "skip"
    assert [attrs for attrs in page.all("div") if attrs.get("role") == "status"]
    assert page.all("html")[0]["lang"] == "zh-CN"


def test_the_error_at_the_field_is_the_error_of_the_summary(ask: Ask) -> None:
    text = gallery(ask("/ui/gallery/question"), "question").content.decode()
    assert text.count("经营面积请填写数字，例如 85.5") == 2
    assert '<a href="#area">' in text
    assert "<title>错误：" in text


def test_elder_and_contrast_are_flags_on_the_same_page(ask: Ask) -> None:
    standard = gallery(ask("/ui/gallery")).content.decode()
    changed = gallery(ask("/ui/gallery", display="elder.high")).content.decode()
    assert '<html lang="zh-CN">' in standard
    assert '<html lang="zh-CN" data-mode="elder" data-contrast="high">' in changed
    assert standard.count("<section") == changed.count("<section")


def test_a_running_city_shows_no_gallery(ask: Ask, settings) -> None:
    settings.TONGBAN_GALLERY = False
    settings.DEBUG = False
    with pytest.raises(Http404):
        gallery(ask("/ui/gallery"))


def test_an_unknown_sample_page_is_not_found(ask: Ask) -> None:
    with pytest.raises(Http404):
        gallery(ask("/ui/gallery/x"), "../500")
