"""A few who asked (演示首问登记), by the same commands that people use; the words say that they are samples."""

from datetime import datetime, timedelta

from tongban.foundation.kernel.actors import Actor, Role
from tongban.handling.contacts.commands import answering, coaching, ending, handing, shifts
from tongban.handling.contacts.commands.opening import open_contact, report_unresolved
from tongban.handling.contacts.models import FirstContact
from tongban.registers.agencies.models import Staff
from tongban.registers.catalog.queries import current_guides
from tongban.registers.parties.models import Account

from .filling import first_situation

WINDOW = "综合窗口3号（样例）"


def load_contacts(*, at: datetime) -> int:
    """One of each kind, told once: a city that has contacts already gets none; the number told."""
    if FirstContact.objects.exists():
        return 0
    wangfang, limin = _staff("wangfang"), _staff("limin")
    food = next(each for each in current_guides() if each.option_code.endswith("01") and each.option.questions)
    said = first_situation(food.option)
    day = timedelta(days=1)
    shifts.sign_on(WINDOW, by=limin, at=at - 2 * day)
    shifts.sign_off(note="样例：3号窗口的高拍仪要重启一下再用", by=limin, at=at - 2 * day + timedelta(hours=1))
    first = open_contact(
        kind="enquiry", channel="phone", question="样例：办这件事要带什么？", name="张建军", phone="13900000001",
        option_code=food.option_code, by=wangfang, at=at - 2 * day,
    )  # fmt: skip
    answering.answer(first, food.option_code, said, by=wangfang, at=at - 2 * day)
    ending.close(first, result="answered", by=wangfang, at=at - 2 * day)
    again = open_contact(
        kind="enquiry", channel="phone", question="样例：复印件要不要？", name="张建军", phone="13900000001",
        option_code=food.option_code, by=limin, at=at - day,
    )  # fmt: skip
    answering.answer(again, food.option_code, said, by=limin, at=at - day)
    coaching.coach(again, words="样例：复印件不用带，窗口现场扫描", by=limin, at=at - day)
    handing.offer(again, to="JY0001", reason="样例：上次是您接待的", by=limin, at=at - day)
    away = open_contact(
        kind="enquiry", channel="window", question="样例：公积金怎么提取？", name="王淑兰", by=wangfang, at=at - day
    )
    ending.close(away, result="referred", body="二楼公积金窗口（样例）", by=wangfang, at=at - day)
    report_unresolved("样例：去了两次都让回去等，没有说等到哪天", by=_citizen("maxiuying"), at=at)
    return 4


def _staff(login: str) -> Actor:
    person = Staff.objects.select_related("agency", "account").get(account__login=login)
    return Actor(
        name=person.name,
        roles=frozenset(Role(each) for each in person.roles),
        account_id=person.account_id,
        staff_id=person.pk,
        agency_id=person.agency_id,
        agency=person.agency.short_name,
        venue_id=person.venue_id,
        post=person.post,
    )


def _citizen(login: str) -> Actor:
    account = Account.objects.select_related("person").get(login=login)
    assert account.person is not None, "the cast are natural persons"
    return Actor(
        name=account.person.name,
        roles=frozenset({Role.APPLICANT}),
        account_id=account.pk,
        party_id=account.person_id,
        acting_for=account.person_id,
    )
