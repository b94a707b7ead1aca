"""Asking the assistant: an answer with its source, the same matter for the next question, a person when unsure."""

import re
from urllib.parse import quote

import pytest
from django.test import Client

from tongban.registers.answers.unanswered import take
from tongban.registers.catalog.queries import cards

pytestmark = pytest.mark.django_db


def text(client: Client, path: str, **headers: str) -> str:
    answer = client.get(path, headers=headers)
    assert answer.status_code == 200, path
    return answer.content.decode()


def code_of(name: str) -> str:
    return next(each.option_code for each in cards() if each.name == name)


@pytest.mark.req("R-092")
def test_an_answer_names_the_guide_and_its_section_and_keeps_the_matter(client: Client):
    passport = code_of("普通护照申领（首次）")
    page = text(client, f"/ask?q={quote('办护照多少钱')}")
    assert f'href="/items/{passport}#cost"' in page
    assert f'name="item" id="item" value="{passport}"' in page
    followed = text(client, f"/ask?q={quote('去哪办')}&item={passport}")
    assert f'href="/items/{passport}#where"' in followed
    assert 'id="where"' in text(client, f"/items/{passport}"), "the place that is cited is there"


@pytest.mark.req("R-092")
def test_who_is_asked_back_gets_the_answer_with_one_press(client: Client):
    page = text(client, f"/ask?q={quote('提公积金要带什么')}")
    href = re.search(r'href="(/ask\?q=[^"]+)">租房提取公积金', page)
    assert href is not None
    assert "出处" in text(client, href[1].replace("&amp;", "&"))


@pytest.mark.req("R-092")
def test_the_situation_that_decides_is_asked_and_heard(client: Client):
    page = text(client, f"/ask?q={quote('补结婚证要带什么')}")
    href = re.search(r'<a class="chip" href="(/ask\?q=[^"]+s=[^"]+)">', page)
    assert href is not None
    assert text(client, href[1].replace("&amp;", "&")) != page


@pytest.mark.req("R-092")
def test_what_no_guide_says_goes_to_a_person_with_what_was_typed_and_onto_the_list(client: Client):
    take()
    page = text(client, f"/ask?q={quote('护照去泰国免签吗')}")
    assert "指南里没有写“泰国、免签”" in page
    href = re.search(r'href="(/hotline\?kind=consult[^"]+)"', page)
    assert href is not None
    form = text(client, href[1].replace("&amp;", "&"))
    assert "护照去泰国免签吗" in form
    assert "普通护照申领（首次）" in form
    assert take() == {(code_of("普通护照申领（首次）"), "护照去泰国免签吗"): 1}
    text(client, f"/ask?q={quote('今天天气怎么样')}")
    text(client, f"/ask?q={quote('护照13893700017免签吗')}")
    assert take() == {}, "a number of a person is not kept, and what is no matter is no department's"


def test_a_script_gets_the_turn_alone(client: Client):
    turn = text(client, f"/ask?q={quote('办护照多少钱')}", HX_Request="true")
    assert "<html" not in turn
    assert 'hx-swap-oob="true"' in turn


def test_it_is_found_from_the_guide_and_from_a_search_without_result(client: Client):
    assert f'href="/ask?item={code_of("普通护照申领（首次）")}"' in text(
        client, f"/items/{code_of('普通护照申领（首次）')}"
    )
    assert f'href="/ask?q={quote("火箭发射场")}"' in text(client, f"/search?q={quote('火箭发射场')}")
