"""What people do on the pages, step by step, as the words on the buttons tell them."""

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import zxingcpp
from PIL import Image

from tongban.handling.cases.tests.applying import ANSWERS, LICENSE

from .browsing import Person, until

_FORM = (
    {
        "operator_name": "明月餐饮",
        "uscc": "91620200MA7D0001X9",
        "legal_representative": "李强",
    },
    {"premises": "嘉峪关市雄关街道样例路1号", "kitchen_area": "20"},
    {"manager_name": "李强", "manager_phone": "13893700001", "staff_count": "3"},
    {"copies_wanted": "window"},
)
FILES = {
    "equipment_list": "主要设备设施清单",
    "safety_rules": "食品安全管理制度目录清单",
    "health_certificates": "接触直接入口食品人员的健康证明",
}
MISSING = {"layout_plan": "经营场所布局图和操作流程图"}
LIQIANG = "620201199003070017"


def fill(person: Person, values: Mapping[str, Any], prefix: str = "") -> None:
    """Fill in fields by name: text is typed, a choice is ticked."""
    for code, value in values.items():
        name = f"[name='{prefix}{code}']"
        field = person.page.locator(name)
        if field.first.get_attribute("type") in ("radio", "checkbox"):
            for each in value if isinstance(value, list) else [value]:
                person.page.check(f"{name}[value='{each}']")
        else:
            field.first.fill(str(value))


def answer_questions(person: Person, answers: Mapping[str, Any]) -> None:
    """One question a page, until there is none."""
    for _ in range(20):
        asked = person.page.locator("[name=_asked]")
        if not asked.count():
            return
        code = asked.first.input_value()
        fill(person, {code: answers[code]})
        person.click("button", "继续")
    raise AssertionError("questions without end")


def find_the_restaurant(person: Person) -> None:
    """From plain words over the guide to the personal list: «开个小饭馆»."""
    person.open("/")
    person.page.fill("main input[name=q]", "开个小饭馆")
    person.page.press("main input[name=q]", "Enter")
    person.page.wait_for_url("**/search?**")
    person.click("link", "食品经营许可（新办）")
    person.click("link", "出我的清单")
    answer_questions(person, ANSWERS)
    assert person.page.get_by_role("heading", name="我的清单").count() == 1


def fill_form(person: Person) -> None:
    """The four pages of the application form."""
    person.click("link", "申请人信息")
    for values in _FORM:
        fill(person, values, "form-")
        person.click("button", "保存并继续")


def hand_in(person: Person, files: Mapping[str, Path]) -> None:
    """The licence by its number, three materials as files, the layout plan not."""
    person.click("link", "营业执照或其他主体资格证明")
    person.page.fill("[name=license]", LICENSE)
    person.click("button", "保存，返回清单")
    for place, name in enumerate(FILES.values()):
        person.click("link", name)
        choose_file(person, "[name=file]", files["document" if place else "picture"])
        person.click("button", "保存，返回清单")


def choose_file(person: Person, field: str, path: Path) -> None:
    """Choose a file; where scripts run it is sent at once, and stands in the list before the form is sent."""
    person.page.set_input_files(field, path)
    if person.scripts:
        until(person.page, f"document.querySelector(`{field}`).closest('.field').querySelector('.files li a') !== null")


def submit(person: Person) -> str:
    """Check and send; the number of the case."""
    person.click("link", "核对并提交")
    person.page.check("[name=agree]")
    person.click("button", "提交申请")
    assert person.page.get_by_role("heading", name="申请已提交").count() == 1, person.text()
    return person.page.url.split("/cases/")[1][:17]


def scan(person: Person, text: str) -> None:
    """The scan box of the workbench."""
    if not person.page.locator("#scan").count():
        person.open("/workbench")
    person.page.fill("#scan", text)
    with person.page.expect_navigation(wait_until="domcontentloaded"):
        person.page.press("#scan", "Enter")


def take_step(person: Person, number: str, **typed: str) -> None:
    """Open the case by its number, choose the step that is next, fill in what it asks, confirm."""
    scan(person, number)
    forward(person)
    fill(person, typed)
    forward(person)


def forward(person: Person) -> None:
    """The big button of the action bar."""
    person.click(person.page.locator("[data-key='Ctrl+Enter']"))


def read_qr(person: Person) -> str:
    """What the QR on the paper that is open says."""
    picture = Image.open(BytesIO(person.page.locator(".paper").first.screenshot(scale="css")))
    found = zxingcpp.read_barcodes(picture)
    assert found, "no QR on the paper that a phone could read"
    return found[0].text
