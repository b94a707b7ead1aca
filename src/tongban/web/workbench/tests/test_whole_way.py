"""The main job through the pages, without scripts: counter, examiner, reviewer, decider, issuer."""

import io
import re
from collections.abc import Callable

import pytest
from django.test import Client
from PIL import Image

from tongban.foundation.ledger.models import Entry
from tongban.foundation.ledger.sealing import verify
from tongban.handling.cases.models import Case
from tongban.handling.cases.tests.applying import ANSWERS, FORM, LICENSE, food_code
from tongban.registers.parties.models import Party

from .pages import form, send, take

AtDesk = Callable[[str], Client]
NUMBER = re.compile(r"/workbench/cases/(\d{17})\?done=receive")
LIQIANG = "620201199003070017"


def picture(name: str) -> io.BytesIO:
    """A small scan."""
    out = io.BytesIO()
    Image.new("RGB", (600, 400), "white").save(out, "PNG")
    out.seek(0)
    out.name = name
    return out


def scanned(client: Client, code: str) -> str:
    """Scan one page for a material; the number of the file that came of it."""
    answer = client.post("/workbench/files", {f"upload-{code}": picture("扫描.png")})
    assert answer.status_code == 200, answer.content.decode()
    return re.search(rf'name="file-{code}" value="([0-9a-f-]{{36}})"', answer.content.decode())[1]  # type: ignore[index]


def received_at_the_window(clerk: Client, *codes: str) -> str:
    """Scan 李强's card, choose the matter, answer, fill in, scan the materials, receive; the case number."""
    chosen = clerk.post("/workbench/scan", {"q": LIQIANG}).content.decode()
    token = form(chosen, "/workbench/intake").values["token"][0]
    picked = clerk.post("/workbench/intake", {"token": token}).content.decode()
    assert "李*" in picked
    page = f"/workbench/intake/{food_code()}"
    opened = clerk.post(page, {"token": token, "do": "begin"}).content.decode()
    answers = {f"q-{code}": value for code, value in ANSWERS.items()}
    asked = clerk.post(page, form(opened, "intake").filled(do="refresh") | answers).content.decode()
    standing = form(asked, "intake")
    assert standing.values["f-phone"] == ["154****0001"], "what is on file is there, masked"
    assert LIQIANG not in asked
    typed = {f"f-{code}": value for code, value in FORM.items() if code not in ("phone", "id_number")}
    files = {f"file-{code}": [scanned(clerk, code)] for code in codes}
    sent = standing.filled(do="receive") | answers | typed | files | {"license-business_license": LICENSE}
    answer = clerk.post(page, sent)
    assert answer.status_code == 302, re.findall(r"error-text[^<]*<", answer.content.decode())
    return NUMBER.search(answer["Location"])[1]  # type: ignore[index]


@pytest.mark.req("R-008", "R-033", "R-035", "R-036", "R-075", "R-077", "R-084")
def test_from_the_window_to_the_hand_over(at_desk: AtDesk) -> None:
    clerk = at_desk("wangfang")
    number = received_at_the_window(clerk, "equipment_list", "safety_rules", "health_certificates")
    page = f"/workbench/cases/{number}"
    came = clerk.get(f"{page}?done=receive")
    assert "查询码" in came.content.decode()
    assert "查询码" not in clerk.get(f"{page}?done=receive").content.decode()
    case = Case.objects.get(number=number)
    assert case.applicant == Party.objects.get(name="李强")

    judged = send(
        clerk, page, "desk-form", verdict__equipment_list="bad", problem__equipment_list="缺页", then="ask_correction"
    )
    assert judged["Location"] == f"{page}?act=ask_correction"
    notice = clerk.get(judged["Location"]).content.decode()
    assert "经营场所布局图和操作流程图" in notice
    assert "缺页" in notice
    told = take(clerk, number, "ask_correction", remedy__equipment_list="请补齐第二页。")
    assert told["Location"] == f"{page}?done=ask_correction"
    assert "打印 嘉" in clerk.get(told["Location"]).content.decode()

    files = {f"file-{code}": scanned(clerk, code) for code in ("layout_plan", "equipment_list")}
    panel = form(clerk.get(f"{page}?act=correct").content.decode(), "panel-form")
    assert clerk.post(panel.action, panel.filled() | files)["Location"] == f"{page}?done=correct"
    assert take(clerk, number, "accept").status_code == 302

    examiner = at_desk("zhaomin")
    answer = take(examiner, number, "examine", met=["clean_place", "sound_layout"], proposal="grant")
    assert answer.status_code == 302
    assert take(at_desk("sunqiang"), number, "review").status_code == 302
    decider = at_desk("chenli")
    opinions = decider.get(page).content.decode()
    assert "逐项核对：有固定场所" in opinions
    assert take(decider, number, "grant").status_code == 302
    _handed_over(at_desk("liuyang"), case, page)
    assert list(verify()) == []


def _handed_over(issuer: Client, case: Case, page: str) -> None:
    """Issued and collected: the wrong person gets nothing, a scanned card fills in the number."""
    number = case.number
    assert take(issuer, number, "issue", result_number="JY16202000000017").status_code == 302
    wrong = take(issuer, number, "collect", collector_name="周游", collector_id_number="620200199508210031")
    assert wrong.status_code in (403, 409)
    assert "不能交付" in wrong.content.decode()
    card = issuer.post("/workbench/scan", {"q": LIQIANG, "about": f"collect:{number}"}).content.decode()
    assert form(card, "panel-form").values["collector_id_number"] == [LIQIANG]
    answer = take(
        issuer, number, "collect", collector_name="李强", collector_id_number=LIQIANG, collector_kind="applicant"
    )
    assert answer.status_code == 302
    case.refresh_from_db()
    assert case.status == "served"


@pytest.mark.req("R-075")
def test_a_secondary_material_may_follow_and_is_made_good_before_the_hand_over(at_desk: AtDesk) -> None:
    clerk = at_desk("wangfang")
    number = received_at_the_window(clerk, "equipment_list", "safety_rules", "health_certificates")
    page = f"/workbench/cases/{number}"
    came = clerk.get(f"{page}?done=receive").content.decode()
    code = re.search(r'查询码 <b class="number">(.*?)</b>', came)
    assert code
    assert send(clerk, page, "desk-form", then="choose_deferral")["Location"] == f"{page}?act=choose_deferral"
    nobody = take(clerk, number, "choose_deferral", way="query_code", signature="")
    assert "窗口不能替申请人选择" in nobody.content.decode()
    assert take(clerk, number, "choose_deferral", way="query_code", signature=code[1]).status_code == 302
    assert "确认容缺受理" in clerk.get(f"{page}?act=accept").content.decode()
    assert take(clerk, number, "accept").status_code == 302
    take(at_desk("zhaomin"), number, "examine", proposal="grant")
    take(at_desk("sunqiang"), number, "review")
    take(at_desk("chenli"), number, "grant")
    issuer = at_desk("liuyang")
    take(issuer, number, "issue")
    refused = take(issuer, number, "collect", collector_name="李强", collector_id_number=LIQIANG)
    assert "容缺的材料还没有补齐" in refused.content.decode()
    desk = issuer.get(f"{page}?act=collect").content.decode()
    panel = form(desk, "panel-form")
    assert "upload-layout_plan" in desk
    brought = {"file-layout_plan": scanned(issuer, "layout_plan")}
    taken = {"collector_name": "李强", "collector_id_number": LIQIANG, "collector_kind": "applicant"}
    assert issuer.post(panel.action, panel.filled() | taken | brought).status_code == 302
    assert Case.objects.get(number=number).status == "served"


@pytest.mark.req("R-039")
def test_a_no_needs_its_ground_and_keeps_what_was_typed(at_desk: AtDesk, received: Callable[..., Case]) -> None:
    clerk, case = at_desk("wangfang"), received()
    refused = take(clerk, case.number, "reject", fact="不属于市场监管部门的职权。", right_body="市卫生健康委员会")
    assert refused.status_code == 422
    page = refused.content.decode()
    assert "请填写“依据" in page
    assert form(page, "panel-form").values["fact"] == ["不属于市场监管部门的职权。"]
    answer = take(
        clerk, case.number, "reject", ground="行政许可法 第三十二条第一款第二项", fact="不属于市场监管部门的职权。"
    )
    assert answer.status_code == 302
    assert Entry.objects.filter(chain=case.chain, verb="reject").exists()


@pytest.mark.req("R-036")
def test_what_is_missing_is_put_right_at_the_window_before_any_notice(at_desk: AtDesk) -> None:
    clerk = at_desk("wangfang")
    number = received_at_the_window(clerk, "equipment_list", "safety_rules", "health_certificates")
    page = f"/workbench/cases/{number}"
    assert "?act=supply#m-layout_plan" in clerk.get(page).content.decode()
    panel = form(clerk.get(f"{page}?act=supply").content.decode(), "panel-form")
    refused = clerk.post(panel.action, panel.filled())
    assert refused.status_code == 422
    panel = form(refused.content.decode(), "panel-form")
    file = scanned(clerk, "layout_plan")
    assert clerk.post(panel.action, panel.filled() | {"file-layout_plan": file}).status_code == 302
    assert take(clerk, number, "accept").status_code == 302
    assert list(Entry.objects.filter(chain=f"case:{number}").order_by("seq").values_list("verb", flat=True)) == [
        "receive",
        "supply",
        "accept",
    ]
