"""亮码、亮证: the holder's telephone, the window's screen, a second window that comes too late, the holder's record."""

from collections.abc import Callable
from io import BytesIO

import pytest
import zxingcpp
from PIL import Image

from tongban.registers.codes.models import Scan

from .browsing import PHONE, Meet, Person, axe, policy_violations, until
from .codes import FACE, card_of
from .conftest import actor_of

LIQIANG = "620201199003070017"


def scanned(person: Person) -> str:
    """What a camera in front of the telephone reads."""
    picture = Image.open(BytesIO(person.page.locator("#live-code").screenshot(scale="css")))
    found = zxingcpp.read_barcodes(picture)
    assert found, "no code on the screen that a camera could read"
    return str(found[0].text)


def with_a_scanner(clerk: Person, text: str) -> None:
    """A scanner puts what it reads into the box and presses Enter."""
    clerk.open("/workbench")
    clerk.page.fill("#scan", text)
    clerk.page.press("#scan", "Enter")
    clerk.page.wait_for_load_state("domcontentloaded")


def sees_soon(person: Person, words: str) -> None:
    until(person.page, f"document.querySelector('main').innerText.includes('{words}')")


def is_clean(person: Person) -> None:
    assert axe(person.page) + policy_violations(person.page) + person.complaints == []


@pytest.mark.req("R-153")
def test_the_window_asks_the_holder_grants_a_part_and_the_code_is_used_up(meet: Meet) -> None:
    holder, clerk, second = meet("liqiang", width=PHONE), meet("wangfang"), meet("limin")
    holder.open("/")
    holder.click("link", "亮码")
    holder.click("button", "亮出我的码")
    is_clean(holder)
    assert LIQIANG not in holder.page.content()
    code = scanned(holder)
    with_a_scanner(clerk, code)
    assert "等对方同意" in clerk.text()
    assert "李强" not in clerk.text()
    is_clean(clerk)
    sees_soon(holder, "对方想看这些，同意吗")
    assert "王芳" not in holder.text(), "an office asks, by its post"
    is_clean(holder)
    holder.page.uncheck("[value=phone]")
    holder.click("button", "同意给看勾选的")
    sees_soon(clerk, LIQIANG)
    is_clean(clerk)
    assert "手机号" not in clerk.text()
    with_a_scanner(second, code)
    assert "已经用过一次" in second.text()
    assert LIQIANG not in second.text()
    is_clean(second)
    holder.open("/me/views")
    assert "窗口收件时核对身份" in holder.text()
    holder.page.go_back()
    holder.click("button", "收回，不再给看")
    clerk.page.reload()
    assert "对方收回了同意" in clerk.text()
    assert LIQIANG not in clerk.page.content()
    assert Scan.objects.latest("pk").granted == ["name", "id_number"]


@pytest.mark.req("R-155")
def test_a_licence_is_shown_by_code_to_the_window_with_the_chosen_fields_only(meet: Meet) -> None:
    card_of(actor_of("liqiang"))
    holder, clerk, visitor = meet("liqiang", width=PHONE), meet("wangfang"), meet()
    holder.open("/me/licenses")
    holder.click("link", "亮证")
    shown = holder.page.locator("section.card", has_text="居民身份证").first
    shown.locator("[name=license]").check()
    shown.locator("summary").click()
    for each in ("sex", "nation", "born_on"):
        shown.locator(f"[value='{each}']").set_checked(checked=False)
    is_clean(holder)
    holder.click("button", "生成亮证码")
    assert "谁扫谁能看到这些" in holder.text()
    code = scanned(holder)
    with_a_scanner(clerk, code)
    assert "真实有效" in clerk.text()
    assert "李强" in clerk.text()
    for each in ("id_number", "born_on", "address"):
        assert FACE[each] not in clerk.page.content()
    is_clean(clerk)
    sees_soon(holder, "对方看到了您亮出的证照")
    visitor.open(code)
    assert "已经用过一次" in visitor.text()
    holder.click("button", "收起")
    clerk.page.reload()
    assert "李强" not in clerk.page.content()
    holder.open("/me/views")
    assert "居民身份证的姓名" in holder.text()


@pytest.mark.req("R-153")
def test_without_scripts_it_works_as_well(meet: Meet) -> None:
    holder, other = meet("liqiang", width=PHONE, scripts=False), meet("zhouyou", width=PHONE, scripts=False)
    holder.open("/code")
    holder.click("button", "亮出我的码")
    other.open(scanned(holder))
    other.click("button", "请对方同意")
    holder.click("link", "换一个码")
    holder.click("button", "同意给看勾选的")
    other.click("link", "看同意了没有")
    assert "李强" in other.text()


@pytest.mark.req("R-153")
def test_by_keyboard_alone_the_holder_answers(meet: Meet) -> None:
    holder, other = meet("liqiang"), meet("zhouyou")
    holder.open("/code")
    _press(holder, "亮出我的码")
    other.open(scanned(holder))
    _press(other, "请对方同意")
    sees_soon(holder, "对方想看这些，同意吗")
    _press(holder, "不同意")
    sees_soon(other, "对方不同意")


def _press(person: Person, words: str) -> None:
    """Tab until the button has the focus, then Enter."""
    focus: Callable[[], str] = lambda: person.page.evaluate("document.activeElement.innerText || ''")  # noqa: E731
    for _ in range(80):
        person.page.keyboard.press("Tab")
        if focus().strip() == words:
            person.page.keyboard.press("Enter")
            person.page.wait_for_load_state("domcontentloaded")
            return
    raise AssertionError(f"no way to {words} by Tab on {person.page.url}")
