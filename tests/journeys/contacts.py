"""First contacts for the pages to show: answered, asked again, on the way to a colleague, told by a citizen."""

from collections.abc import Callable
from typing import Any

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import now
from tongban.handling.cases.tests.applying import ANSWERS, food_code
from tongban.handling.contacts.commands import answering, coaching, handing, shifts
from tongban.handling.contacts.commands.opening import open_contact, report_unresolved


def people_the_contacts(cast: Callable[[str], Actor]) -> dict[str, str]:
    """What the addresses need of them."""
    wangfang, limin = cast("wangfang"), cast("limin")
    call: dict[str, Any] = {"kind": "enquiry", "channel": "phone", "name": "张建军", "phone": "13993700001"}
    shifts.sign_on("综合窗口3号", by=wangfang, at=now())
    shifts.sign_off(note="打印机缺纸，张先生明天来取表", by=wangfang, at=now())
    shifts.sign_on("综合窗口3号", by=wangfang, at=now())
    asked = open_contact(**call, question="开个小饭馆要带什么？", option_code=food_code(), by=wangfang, at=now())
    made = answering.answer(asked, food_code(), ANSWERS, by=wangfang, at=now())
    answering.text_answer(made, address_of=lambda code: f"/checklists/{code}", by=wangfang, at=now())
    answering.give_slip(made, by=wangfang, at=now())
    coaching.coach(asked, words="平面图要标出洗消间", by=wangfang, at=now())
    offered = open_contact(**call, question="上次没听清", option_code=food_code(), by=limin, at=now())
    handing.offer(offered, to="JY0001", reason="上次是您接待的", by=limin, at=now())
    told = report_unresolved("去了两次都让回去等", option_code=food_code(), by=cast("liqiang"), at=now())
    return {
        "contact": str(asked.code),
        "contact_answer": str(made.pk),
        "contact_offered": str(offered.code),
        "contact_told": str(told.code),
    }
