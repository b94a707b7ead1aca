"""First contacts by pages: written down, answered as the guide answers, handed over, ended; a shift that ends clean."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import now
from tongban.foundation.ledger.models import Entry
from tongban.handling.cases.commands import receiving
from tongban.handling.cases.commands.drafting import begin_draft
from tongban.handling.cases.models import Case
from tongban.handling.cases.tests.applying import ANSWERS, food_code, lodged
from tongban.handling.contacts.commands.opening import open_contact
from tongban.handling.contacts.models import Answer, FirstContact, Shift
from tongban.handling.contacts.subscribers import coaching_is_measured
from tongban.registers.catalog.queries import guide

from .pages import form, send

AtDesk = Callable[[str], Client]
PHONE = "13993700001"
OF_LIQIANG = "620201199003070017"
HOSTILE = ("<script>alert(1)</script>", "\x00", "字" * 6000, "{{ 7*7 }}", "' OR 1=1 --")


@pytest.fixture
def wangfang(at_desk: AtDesk) -> Client:
    return at_desk("wangfang")


@pytest.fixture
def limin(at_desk: AtDesk) -> Client:
    return at_desk("limin")


@pytest.fixture
def asked(person: Callable[[str], Actor]) -> Callable[..., FirstContact]:
    def make(**changes: object) -> FirstContact:
        given = {
            "kind": "enquiry",
            "channel": "phone",
            "question": "开个小饭馆要带什么？",
            "phone": PHONE,
            "name": "张建军",
        }
        whole = {**given, "option_code": food_code(), "by": person("wangfang"), "at": now(), **changes}
        return open_contact(**whole)  # type: ignore[arg-type]

    return make


def answers_of() -> dict[str, Any]:
    return {"item": food_code(), **{f"q-{code}": value for code, value in ANSWERS.items()}}


@pytest.mark.req("R-031", "R-034")
def test_a_call_from_the_first_word_to_the_result(wangfang: Client):
    sent = send(wangfang, "/workbench/contacts/new", "contact-new", question="开个小饭馆要带什么？", phone=PHONE)
    contact = FirstContact.objects.get()
    address = reverse("desk-contact-answer", args=[contact.code])
    assert sent.headers["Location"] == address
    found = wangfang.get(address, {"q": "小饭馆"}).content.decode()
    assert food_code() in found
    asking = wangfang.get(address, {"item": food_code()}).content.decode()
    assert "还有" in asking
    assert "记下来" not in asking
    early = wangfang.post(address, {"item": food_code()})
    assert early.status_code == 422
    assert not Answer.objects.exists()
    page = wangfang.get(address, answers_of()).content.decode()
    assert guide(food_code()).content_hash in page
    kept = wangfang.post(address, form(page, "keep-answer").values)
    assert kept.status_code == 302
    made = Answer.objects.get()
    assert made.answer_id in page
    one = reverse("desk-contact", args=[contact.code])
    shown = wangfang.get(one).content.decode()
    assert made.content_hash[:16] in shown
    assert wangfang.post(reverse("desk-contact-text", args=[contact.code, made.pk])).status_code == 302
    assert "正在发" in wangfang.get(one).content.decode()
    slip = wangfang.post(reverse("desk-contact-give-slip", args=[contact.code, made.pk]))
    paper = wangfang.get(slip.headers["Location"]).content.decode()
    assert "咨询答复单" in paper
    printed = wangfang.post(slip.headers["Location"], {"form": "slip"})
    assert wangfang.get(printed.headers["Location"]).headers["Content-Type"] == "application/pdf"
    assert send(wangfang, one, "act-close", result="not_ours").status_code == 422
    assert send(wangfang, one, "act-close", result="answered").status_code == 302
    assert "当场答复清楚" in wangfang.get(one).content.decode()


@pytest.mark.req("R-034")
def test_the_screen_says_that_no_gateway_is_bound(wangfang: Client, asked: Callable[..., FirstContact]):
    address = reverse("desk-contact-answer", args=[asked().code])
    assert "没有接短信网关" in wangfang.get(address, answers_of()).content.decode()


@pytest.mark.req("R-034")
def test_a_second_call_within_seven_days_is_flagged(wangfang: Client, asked: Callable[..., FirstContact]):
    first, again = asked(), asked()
    page = wangfang.get(reverse("desk-contact", args=[again.code])).content.decode()
    assert "一次没有答清" in page
    assert first.number in page
    screen = wangfang.get(reverse("desk-contact-answer", args=[again.code])).content.decode()
    assert first.number in screen
    assert "一次没有答清" in wangfang.get(reverse("desk-contacts")).content.decode()


@pytest.mark.req("R-031")
def test_a_hand_over_needs_the_receivers_acceptance(
    wangfang: Client, limin: Client, asked: Callable[..., FirstContact]
):
    contact = asked()
    one = reverse("desk-contact", args=[contact.code])
    assert send(wangfang, one, "act-offer", colleague="JY0002", reason="我要去开会").status_code == 302
    contact.refresh_from_db()
    before = contact.owner_id
    assert "等您接" in limin.get(reverse("desk-shift")).content.decode()
    assert "移交给我的" in limin.get(reverse("desk-contacts"), {"show": "offered"}).content.decode()
    assert send(limin, one, "act-decline", reason=" ").status_code == 422
    taken = reverse("desk-contact-act", args=[contact.code, "take_over"])
    assert wangfang.post(taken).status_code == 403
    contact.refresh_from_db()
    assert contact.owner_id == before
    assert limin.post(taken).status_code == 302
    contact.refresh_from_db()
    assert contact.owner_id != before


@pytest.mark.req("R-032")
def test_the_shift_does_not_end_with_a_call_without_result(
    wangfang: Client, limin: Client, asked: Callable[..., FirstContact]
):
    assert send(wangfang, "/workbench/shift", "sign-on", window=" ").status_code == 422
    assert send(wangfang, "/workbench/shift", "sign-on", window="综合窗口3号").status_code == 302
    contact = asked()
    refused = send(wangfang, "/workbench/shift", "sign-off", note="打印机缺纸")
    assert refused.status_code == 409
    assert contact.number in refused.content.decode()
    assert "打印机缺纸" in refused.content.decode()
    send(wangfang, reverse("desk-contact", args=[contact.code]), "act-close", result="answered")
    assert send(wangfang, "/workbench/shift", "sign-off", note="打印机缺纸").status_code == 302
    assert Shift.objects.get().signed_off_at is not None
    assert "打印机缺纸" in limin.get("/workbench/shift").content.decode()


def test_the_number_is_shown_to_its_owner_only_after_the_record(
    wangfang: Client, limin: Client, asked: Callable[..., FirstContact]
):
    contact = asked()
    one, full = (reverse(name, args=[contact.code]) for name in ("desk-contact", "desk-contact-reveal"))
    assert PHONE not in wangfang.get(one).content.decode()
    assert PHONE in wangfang.post(full).content.decode()
    assert PHONE not in wangfang.get(one).content.decode()
    assert limin.post(full).status_code == 403


@pytest.mark.parametrize(
    ("login", "answer"), [("limin", 200), ("zhengyawen", 200), ("zhaomin", 404), ("liqiang", 403), ("", 302)]
)
def test_who_may_open_a_contact(at_desk: AtDesk, asked: Callable[..., FirstContact], login: str, answer: int):
    assert at_desk(login).get(reverse("desk-contact", args=[asked().code])).status_code == answer


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_kept_as_words_or_refused(wangfang: Client, asked: Callable[..., FirstContact], words: str):
    contact = asked()
    given = {"kind": words, "channel": words, "question": words, "name": words, "phone": words}
    assert wangfang.post("/workbench/contacts/new", given).status_code in (302, 422)
    assert wangfang.post("/workbench/shift", {"do": "on", "window": words}).status_code in (302, 422)
    for verb in ("offer", "close", "coach", "comment", "reach", "nothing"):
        typed = {
            "result": words,
            "words": words,
            "reason": words,
            "colleague": words,
            "number": words,
            "id_number": words,
        }
        address = reverse("desk-contact-act", args=[contact.code, verb])
        assert wangfang.post(address, typed).status_code in (302, 404, 409, 422)
    found = wangfang.get(reverse("desk-contact-answer", args=[contact.code]), {"q": words})
    assert "<script>alert(1)" not in found.content.decode()
    assert wangfang.get(reverse("desk-contacts"), {"q": words, "after": words}).status_code == 200


@pytest.mark.req("R-044")
def test_the_official_review_sees_the_coaching(
    at_desk: AtDesk, person: Callable[[str], Actor], wangfang: Client, asked: Callable[..., FirstContact]
):
    draft = begin_draft(food_code(), by=person("liqiang"), at=now(), answers=ANSWERS)
    contact = asked(channel="window")
    one = reverse("desk-contact", args=[contact.code])
    sent = send(wangfang, one, "act-coach", number=draft.number, id_number=OF_LIQIANG, words="平面图要标出洗消间")
    assert sent.status_code == 302
    assert "平面图要标出洗消间" in wangfang.get(one).content.decode()
    case = lodged(person("liqiang"), at=now(), number=draft.number)[1]
    page = wangfang.get(reverse("desk-case", args=[case.number])).content.decode()
    assert "申报辅导" in page
    assert "平面图要标出洗消间" in page
    items = [{"requirement_code": "layout_plan", "problem": "没有标出洗消间"}]
    receiving.ask_correction(Case.objects.get(pk=case.pk), items=items, by=person("wangfang"), at=now())
    coaching_is_measured(Entry.objects.get(chain=case.chain, verb="ask_correction"))
    assert "辅导失误" in wangfang.get(reverse("desk-case", args=[case.number])).content.decode()


def test_the_pages_ask_a_bounded_number_of_times(
    wangfang: Client, asked: Callable[..., FirstContact], django_assert_max_num_queries: DjangoAssertNumQueries
):
    for _ in range(5):
        contact = asked()
    one, many = reverse("desk-contact", args=[contact.code]), reverse("desk-contacts")
    wangfang.get(one)
    with django_assert_max_num_queries(7):  # session, contact, colleagues, answers, coachings, history, session's use
        wangfang.get(one)
    with django_assert_max_num_queries(5):  # session, offered, page, shift, session's use
        wangfang.get(many)


@pytest.mark.req("R-074")
def test_what_could_not_be_done_waits_for_a_yes_of_somebody_else(
    wangfang: Client, at_desk: AtDesk, asked: Callable[..., FirstContact]
):
    contact = asked(kind="unresolved", question="跑了三次没办成")
    address, page = reverse("desk-contact", args=[contact.code]), "/workbench/contacts/{}/acts/{}"
    shown = wangfang.get(address).content.decode()
    assert 'id="act-settle"' in shown
    assert 'id="act-close"' not in shown
    wangfang.post(page.format(contact.code, "ask_joint"), {"agency": "tax", "words": "税务登记过来了吗？"})
    assert "市税务局" in wangfang.get(address).content.decode()
    at_desk("houhuimin").post(page.format(contact.code, "give_opinion"), {"words": "已经过来了"})
    sent = {"result": "settled", "words": "已经办成", "cause": "pushed", "root": "flow", "root_words": "时限写清楚"}
    assert wangfang.post(page.format(contact.code, "settle"), sent).status_code == 302
    leader = at_desk("chenli")
    seen = leader.get(address).content.decode()
    assert "已转指南维护" in seen
    assert 'id="act-review"' in seen
    leader.post(page.format(contact.code, "review"), {"reason": "电话问过，已经领证"})
    contact.refresh_from_db()
    assert contact.status == "closed"
