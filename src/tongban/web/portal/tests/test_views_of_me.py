"""谁看过我的信息: the person sees every look at their own data, and nobody else's."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import now
from tongban.foundation.ledger.commands import record_read
from tongban.handling.cases.tests.applying import lodged
from tongban.oversight.reading.commands.asking import answer
from tongban.oversight.reading.models import ReadQuestion
from tongban.registers.parties.commands.reveal import open_id_number
from tongban.registers.parties.models import Account, Party

pytestmark = pytest.mark.django_db


def party_of(login: str) -> Party:
    person = Account.objects.get(login=login).person
    assert person is not None
    return person


@pytest.mark.req("R-196")
def test_the_clerks_look_at_the_number_is_told_to_its_owner_and_to_nobody_else(
    browser: Callable[..., Client], person: Callable[[str], Actor]
):
    _, case = lodged(person("liqiang"), at=now())
    clerk = browser("wangfang")
    typed = {"field": "party.id_number", "purpose": "核对证件"}
    assert clerk.post(f"/workbench/cases/{case.number}/full", typed).status_code == 200
    shown = browser("liqiang").get("/me/views").content.decode()
    assert "核对证件" in shown
    assert "证件号码" in shown
    assert "综合窗口" in shown
    assert "周" in shown
    assert f'href="/cases/{case.number}"' in shown
    assert "王*" in shown
    assert "王芳" not in shown
    stranger = browser("zhouyou").get("/me/views").content.decode()
    assert "还没有人看过" in stranger
    assert "核对证件" not in stranger


def test_one_who_is_acting_for_another_still_sees_only_their_own(
    browser: Callable[..., Client], person: Callable[[str], Actor]
):
    clerk = person("wangfang")
    other = party_of("maxiuying")
    open_id_number(other, purpose="核对证件", by=clerk, at=now())
    looking = browser("liqiang", acting_for=other)
    assert "还没有人看过" in looking.get("/me/views").content.decode()


def test_a_case_that_is_not_ones_own_is_not_named(browser: Callable[..., Client], person: Callable[[str], Actor]):
    _, case = lodged(person("liqiang"), at=now())
    mine = f"party:{party_of('zhouyou').pk}"
    record_read(mine, by=person("wangfang"), at=now(), purpose="核对证件", subject=case.chain, fields=["name"])
    shown = browser("zhouyou").get("/me/views").content.decode()
    assert "核对证件" in shown
    assert case.number not in shown


@pytest.mark.req("R-196")
def test_the_page_of_a_case_leads_to_the_looks_for_its_sake(
    browser: Callable[..., Client], person: Callable[[str], Actor]
):
    _, case = lodged(person("liqiang"), at=now())
    mine, clerk = f"party:{party_of('liqiang').pk}", person("wangfang")
    record_read(mine, by=clerk, at=now(), purpose="收件核对", subject=case.chain, fields=["name"])
    record_read(mine, by=clerk, at=now(), purpose="接听咨询电话", fields=["phone"])
    client, link = browser("liqiang"), f"/me/views?case={case.number}"
    assert f'href="{link}"' in client.get(f"/cases/{case.number}").content.decode()
    shown = client.get(link).content.decode()
    assert "收件核对" in shown
    assert "接听咨询电话" not in shown
    assert "接听咨询电话" in client.get("/me/views").content.decode()
    assert "还没有人看过" in client.get("/me/views?case=62020026999999999").content.decode()


def test_a_look_before_two_entries_were_merged_is_told_too(
    browser: Callable[..., Client], person: Callable[[str], Actor]
):
    mine, dropped = party_of("zhouyou"), party_of("maxiuying")
    open_id_number(dropped, purpose="制作证照", by=person("wangfang"), at=now())
    Party.objects.filter(pk=dropped.pk).update(merged_into=mine)
    assert "制作证照" in browser("zhouyou").get("/me/views").content.decode()


def test_a_long_list_goes_on_and_costs_the_same(
    browser: Callable[..., Client], person: Callable[[str], Actor], django_assert_max_num_queries: Any
):
    mine, clerk, at = f"party:{party_of('zhouyou').pk}", person("wangfang"), now()
    for n in range(25):
        record_read(mine, by=clerk, at=at - timedelta(minutes=n), purpose=f"第{n}次", fields=["phone", "form.phone"])
    zhouyou = browser("zhouyou")
    with django_assert_max_num_queries(4):  # session, entries of the person, looks, own cases
        first = zhouyou.get("/me/views").content.decode()
    assert "第24次" in first
    assert "第4次" not in first
    assert "申请表里的手机号" in first
    following = first.partition("?before=")[2].partition('"')[0]
    assert "第4次" in zhouyou.get(f"/me/views?before={following}").content.decode()
    assert "没有更早的记录" in zhouyou.get("/me/views?before=1").content.decode()
    assert zhouyou.get(f"/me/views?before={'9' * 30}").status_code == 200


def test_the_way_there_leads_from_my_page(browser: Callable[..., Client]):
    assert 'href="/me/views"' in browser("liqiang").get("/me").content.decode()


@pytest.mark.req("R-196")
def test_one_press_asks_why_and_the_answer_is_agreed_or_disputed(
    browser: Callable[..., Client], person: Callable[[str], Actor]
):
    mine, at = party_of("liqiang"), now()
    open_id_number(mine, purpose="核对证件", by=person("zhaomin"), at=at)
    me = browser("liqiang")
    page = me.get("/me/views").content.decode()
    address = page.split('action="/me/views/', 1)[1].split('"', 1)[0]
    asked = me.post(f"/me/views/{address}")["Location"]
    assert me.post(f"/me/views/{address}")["Location"] == asked
    assert browser("zhouyou").post(f"/me/views/{address}").status_code == 404
    assert browser("zhouyou").get(asked).status_code == 404
    assert "前答复" in me.get(asked).content.decode()
    found = ReadQuestion.objects.get()
    answer(found, answer="办理许可时核对证件。", by=person("chenli"), at=at)
    assert "办理许可时核对证件" in me.get(asked).content.decode()
    assert me.post(asked, {"objection": ""}).status_code == 422
    assert me.post(asked, {"objection": "那天我没有办事。"}).status_code == 302
    assert "不认可，待核查" in me.get(asked).content.decode()
    assert "看答复" in me.get("/me/views").content.decode()
