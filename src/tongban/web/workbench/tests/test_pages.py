"""Each page of the workbench: what it shows, how many statements it costs, what is put on record."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import now
from tongban.foundation.ledger.models import Entry
from tongban.handling.cases.commands import examining, receiving
from tongban.handling.cases.commands.drafting import begin_draft, save_answers, save_form
from tongban.handling.cases.models import Case
from tongban.handling.cases.tests.applying import ANSWERS, FORM, food_code
from tongban.registers.documents.models import OfficialDocument

from .pages import form, forms, send

AtDesk = Callable[[str], Client]
Received = Callable[..., Case]
Person = Callable[[str], Actor]
LIQIANG = "620201199003070017"


def statements(client: Client, path: str) -> int:
    """How many statements a warm page costs."""
    client.get(path)
    asked: list[str] = []

    def count(execute: Callable[..., object], sql: str, *rest: object) -> object:
        asked.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(count):
        assert client.get(path).status_code == 200
    return len(asked)


@pytest.mark.parametrize(
    ("login", "path", "most"),
    [
        ("wangfang", "/workbench", 8),  # session, counts, pressing, mine, urgent, limits that come near, urgings, cards
        ("wangfang", "/workbench/cases", 5),  # session, list, counts, agencies
        ("zhengyawen", "/workbench/cases?scope=all&light=red", 5),
        ("zhaomin", "/workbench/cases", 5),
        ("wangfang", "/workbench/intake?q=spjy", 2),  # session; the search stands in memory
        ("wangfang", "/workbench/intake/{option}", 2),
        ("wangfang", "/workbench/cases/{case}", 8),  # session, case, what hangs on it, queue
        ("wangfang", "/workbench/cases/{case}?act=ask_correction", 8),
        ("zhaomin", "/workbench/cases/{case}", 8),
        ("wangfang", "/workbench/papers/{paper}", 6),
    ],
)
def test_pages_keep_their_budget(login: str, path: str, most: int, at_desk: AtDesk, received: Received) -> None:
    cases = [received("layout_plan") for _ in range(4)]
    paper = OfficialDocument.objects.get(subject=cases[0].chain)
    address = path.format(case=cases[0].number, option=cases[0].option_code, paper=paper.number)
    assert statements(at_desk(login), address) <= most


def test_opening_a_case_is_recorded_once_an_hour_before_it_is_shown(at_desk: AtDesk, received: Received) -> None:
    case, clerk = received(), at_desk("wangfang")
    for _ in range(3):
        assert clerk.get(f"/workbench/cases/{case.number}").status_code == 200
    reads = Entry.objects.filter(verb="read", about=f"party:{case.applicant_id}", facts__subject=case.chain)
    assert [each.facts["purpose"] for each in reads] == ["办理"]


@pytest.mark.req("R-196")
def test_a_number_is_masked_until_a_purpose_is_on_record(at_desk: AtDesk, received: Received) -> None:
    case, clerk = received(), at_desk("wangfang")
    page = f"/workbench/cases/{case.number}"
    shown = clerk.get(page).content.decode()
    assert LIQIANG not in shown
    assert str(FORM["phone"]) not in shown
    assert str(FORM["premises"]) not in shown
    refused = clerk.post(f"{page}/full", {"field": "party.id_number", "purpose": "好奇"})
    assert refused.status_code == 422
    for field, value in (("party.id_number", LIQIANG), ("form.phone", FORM["phone"])):
        answer = clerk.post(f"{page}/full", {"field": field, "purpose": "核对证件"})
        assert str(value) in answer.content.decode()
        assert answer["Refresh"].startswith("20;"), "without scripts it is covered again by the page itself"
        swapped = clerk.post(f"{page}/full", {"field": field, "purpose": "核对证件"}, headers={"HX-Request": "true"})
        assert 'data-remask="20"' in swapped.content.decode()
    reads = Entry.objects.filter(verb="read", facts__purpose="核对证件", facts__subject=case.chain)
    assert [each.facts["fields"] for each in reads.order_by("seq")] == [
        *(["id_number"], ["id_number"]),
        *(["form.phone"], ["form.phone"]),
    ]
    assert clerk.post(f"{page}/full", {"field": "form.premise", "purpose": "核对证件"}).status_code == 404


@pytest.mark.req("R-033", "R-036", "R-040")
def test_the_notice_is_seen_as_the_citizen_will_see_it_before_it_is_issued(at_desk: AtDesk, received: Received) -> None:
    case, clerk = received("layout_plan"), at_desk("wangfang")
    page = f"/workbench/cases/{case.number}"
    panel = form(clerk.get(f"{page}?act=ask_correction").content.decode(), "panel-form")
    assert panel.values["item"] == ["layout_plan"]
    sent = panel.filled(problem__layout_plan="图上没有标水池。", item=["layout_plan", "safety_rules"])
    preview = clerk.post(f"{page}/notice", sent, headers={"HX-Request": "true"}).content.decode()
    assert preview.count("图上没有标水池。") == 1
    assert "食品安全管理制度目录清单" in preview
    assert "请在此日前补正" in preview
    assert not OfficialDocument.objects.filter(subject=case.chain, kind="correction_notice").exists()
    assert clerk.post(panel.action, sent | {"problem-safety_rules": "缺页"}).status_code == 302
    assert "?act=ask_correction" not in clerk.get(page).content.decode()


@pytest.mark.req("R-042", "R-045")
def test_the_effect_on_the_clocks_is_told_before_confirming(
    at_desk: AtDesk, received: Received, person: Person
) -> None:
    case, clerk = received(), at_desk("wangfang")
    told = clerk.get(f"/workbench/cases/{case.number}?act=accept").content.decode()
    receiving.accept(case, by=person("wangfang"), at=now())
    promised = case.clocks.get(kind="promised").due_on
    assert f"{promised.month}月{promised.day}日" in told
    assert "逾期视为受理" in told
    assert "停止计时" in told


@pytest.mark.req("R-043", "R-048")
def test_only_listed_special_procedures_are_offered_with_their_days(
    at_desk: AtDesk, received: Received, person: Person
) -> None:
    case = received()
    receiving.accept(case, by=person("wangfang"), at=now())
    examiner = at_desk("zhaomin")
    page = f"/workbench/cases/{case.number}"
    assert "?act=finish_special" not in examiner.get(page).content.decode()
    offered = examiner.get(f"{page}?act=start_special").content.decode()
    assert "现场核查：预计" in offered
    answer = send(examiner, f"{page}?act=start_special", "panel-form", code="hearing", reason="利害关系人要求听证。")
    assert answer.status_code == 302
    case.refresh_from_db()
    assert case.status == "suspended"
    shown = examiner.get(f"{page}?act=finish_special").content.decode()
    assert form(shown, "panel-form").values["code"] == ["hearing"]
    assert "暂停中" in shown


def test_extending_shows_where_each_choice_leads(at_desk: AtDesk, received: Received, person: Person) -> None:
    case = received()
    receiving.accept(case, by=person("wangfang"), at=now())
    examining.examine(case, opinion="符合条件。", proposal="grant", by=person("zhaomin"), at=now())
    examining.review(case, opinion="同意。", by=person("sunqiang"), at=now())
    decider, page = at_desk("chenli"), f"/workbench/cases/{case.number}"
    answer = send(decider, f"{page}?act=extend", "panel-form", value="2", reason="需要补充检验。")
    assert answer.status_code == 302
    case.refresh_from_db()
    assert case.clocks.get(kind="promised").extended_by == 2
    assert "?act=extend" not in decider.get(page).content.decode()


def test_a_reprint_names_its_reason(at_desk: AtDesk, received: Received) -> None:
    case, clerk = received(), at_desk("wangfang")
    paper = OfficialDocument.objects.get(subject=case.chain)
    page = f"/workbench/papers/{paper.number}"
    first = send(clerk, page, "/print", form="slip")
    assert first["Location"].endswith("/slip.pdf")
    assert clerk.get(first["Location"]).content.startswith(b"%PDF")
    assert send(clerk, page, "/print", form="a4").status_code == 422
    assert send(clerk, page, "/print", form="a4", reason="申请人遗失").status_code == 302
    prints = Entry.objects.filter(verb="print", about=case.chain).order_by("seq")
    assert [(each.facts["copy"], each.facts["reason"]) for each in prints] == [(1, ""), (2, "申请人遗失")]


@pytest.mark.req("R-008")
def test_a_draft_from_the_web_is_finished_at_the_window_under_its_number(at_desk: AtDesk, person: Person) -> None:
    at, owner = now(), person("liqiang")
    draft = begin_draft(food_code(), by=owner, at=at)
    save_answers(draft, ANSWERS, revision=draft.revision, at=at)
    save_form(draft, FORM, revision=draft.revision, at=at)
    clerk = at_desk("wangfang")
    asked = clerk.post("/workbench/scan", {"q": draft.number})
    assert "请刷申请人的身份证" in asked.content.decode()
    wrong = clerk.post("/workbench/intake/draft", {"number": draft.number, "id_number": "620200199508210031"})
    assert wrong.status_code == 404
    opened = clerk.post("/workbench/scan", {"q": LIQIANG, "about": f"draft:{draft.number}"}).content.decode()
    intake = form(opened, "intake")
    assert "申请人网上已填" in opened
    assert opened.count("和登记信息不一样，登记的是：") == 1, "the phone of the form is not that on file"
    assert str(FORM["phone"]) not in opened
    answer = clerk.post(intake.action, intake.filled(do="receive"))
    assert answer.status_code == 302, "nothing is typed twice"
    case = Case.objects.get(number=draft.number)
    assert case.receiver_id == person("wangfang").staff_id
    assert case.applicant_id == owner.party_id


@pytest.mark.parametrize(
    ("typed", "leads"),
    [
        ("case", "/workbench/cases/"),
        ("paper", "/workbench/papers/"),
        ("address", "/workbench/papers/"),
        ("option", "/workbench/intake/"),
        (LIQIANG, "没有办完的件"),
        ("开个小饭馆", "食品经营许可"),
        ("spjy", "食品经营许可"),
        ("620200199508210031", "给他新收件"),
        ("", "请扫码或输入"),
        ("没有这样的东西吧", "没有查到"),
    ],
)
def test_whatever_is_scanned_opens_the_right_thing(typed: str, leads: str, at_desk: AtDesk, received: Received) -> None:
    case = received()
    paper = OfficialDocument.objects.get(subject=case.chain)
    codes = {
        "case": case.number,
        "option": case.option_code,
        "paper": paper.verification_code,
        "address": f"http://127.0.0.1/verify/{paper.verification_code}",
    }
    answer = at_desk("wangfang").post("/workbench/scan", {"q": codes.get(typed, typed)})
    shown = answer["Location"] if answer.status_code == 302 else answer.content.decode()
    assert leads in shown
    assert LIQIANG not in shown
    assert at_desk("wangfang").get("/workbench/scan").status_code == 405


def test_filters_stand_in_the_address_and_an_identity_number_never_does(at_desk: AtDesk, received: Received) -> None:
    received()
    clerk = at_desk("wangfang")
    shown = clerk.get("/workbench/cases?light=yellow&status=received&agency=market-regulation").content.decode()
    assert "light=yellow" in shown
    assert clerk.get(f"/workbench/cases?q={LIQIANG}")["Location"] == "/workbench/cases?note=id"
    assert "没有符合的办件" in clerk.get("/workbench/cases?light=red").content.decode()


def test_the_list_goes_on_page_by_page(at_desk: AtDesk, received: Received) -> None:
    numbers = {received().number for _ in range(23)}
    clerk, seen, path = at_desk("wangfang"), set(), "/workbench/cases"
    while path:
        shown = clerk.get(path).content.decode()
        seen |= {number for number in numbers if f"/workbench/cases/{number}" in shown}
        path = shown.partition('rel="next" href="')[2].partition('"')[0].replace("&amp;", "&")
    assert seen == numbers


def test_a_file_is_shown_in_a_box(at_desk: AtDesk, received: Received) -> None:
    case, clerk = received(), at_desk("wangfang")
    file = case.materials.filter(files__isnull=False).first().files.first().file  # type: ignore[union-attr]
    shown = clerk.get(f"/workbench/files/{file.pk}")
    assert shown["Content-Type"] == "application/pdf"
    assert "default-src 'none'" in shown["Content-Security-Policy"]
    assert b"".join(shown).startswith(b"%PDF")
    saved = clerk.get(f"/workbench/files/{file.pk}?download")
    assert saved["Content-Disposition"].startswith("attachment")
    assert saved["Content-Security-Policy"].endswith("sandbox")
    assert b"".join(saved)
    part = clerk.get(f"/workbench/cases/{case.number}?m=safety_rules", headers={"HX-Request": "true"})
    assert part.content.decode().lstrip().startswith('<div id="document"')


@pytest.mark.req("R-129")
def test_a_named_clerk_who_saw_the_original_makes_an_upload_reliable(at_desk: AtDesk, received: Received) -> None:
    case, clerk = received(), at_desk("wangfang")
    material = case.materials.filter(files__isnull=False).first()
    assert material is not None
    file = material.files.get().file
    page = f"/workbench/cases/{case.number}?m={material.requirement_code}"
    address = f"/workbench/files/{file.pk}/original"
    shown = clerk.get(page).content.decode()
    assert "可信等级C：用户上传，待核原件" in shown
    assert address in shown
    assert address not in at_desk("zhaomin").get(page).content.decode(), "only a window has the original in hand"
    answer = clerk.post(address, {"m": material.requirement_code})
    assert answer["Location"] == f"{page}#document"
    after = clerk.get(page).content.decode()
    assert "可信等级B：已核对原件" in after
    assert address not in after
    entry = Entry.objects.get(chain=f"file:{file.pk}", verb="confirm_original")
    assert (entry.facts["from"], entry.facts["to"], entry.about) == ("C", "B", f"case:{case.number}")
    assert clerk.post(address, {"m": "x"}).status_code == 409, "once is enough"


def test_every_form_of_a_case_carries_its_version(at_desk: AtDesk, received: Received) -> None:
    case = received("layout_plan")
    for act in ("", "?act=accept", "?act=ask_correction", "?act=reject"):
        page = at_desk("wangfang").get(f"/workbench/cases/{case.number}{act}").content.decode()
        carrying = [each for each in forms(page) if "/acts/" in each.action or each.action.endswith("/materials")]
        assert carrying
        assert all(each.values["version"] == [str(case.version)] and each.values["once"] for each in carrying)
