"""Keeping guides right (维护指南): name who answers, say that it is right, point out an error, settle it."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from tongban.foundation.kernel.actors import SYSTEM, Actor
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.codes import check
from tongban.foundation.kernel.errors import Declined, Invalid, NotFound, NotYours, TooMany
from tongban.foundation.kernel.flow import Step
from tongban.foundation.kernel.vault import vault
from tongban.foundation.ledger.commands import advance, record, record_read
from tongban.foundation.ledger.models import Entry
from tongban.foundation.worktime.queries import calendar
from tongban.foundation.worktime.rules import Limit, Unit, due
from tongban.registers.agencies.models import Staff
from tongban.registers.catalog.models import HandlingOption

from .models import GuideOwner, Report
from .queries import default_owner, forget, require_keeper, seen_on
from .rules.flow import BASIS, FLOW, KEEPERS
from .rules.freshness import DEFAULT_POLICY, Freshness, ReviewPolicy
from .rules.reports import WORKDAYS, faults_of, new_report_code, plain_words, report_index, words_fault
from .rules.states import OPEN, ReportStatus, Section

PHONE = "report.phone"
MOST_OPEN = 30
_LIMIT = Limit(WORKDAYS, Unit.WORKDAY)


class NotFixedYet(Declined):
    """There is no newer edition in force than the one that was reported (还没有改正的版本)."""

    code = "not_fixed_yet"
    sentence = "现行的还是群众看到的那一版。请先编制并发布改正的版本，生效后再点“已改正”；不用改清单的，请直接答复。"


@dataclass(frozen=True, slots=True)
class Reported:
    """A report that was taken down, and the code for its answer; the code is told once."""

    report: Report
    code: str


@transaction.atomic
def assign_owner(option_code: str, staff: Staff, *, by: Actor, at: datetime) -> GuideOwner:
    """指定责任人: a keeper of the same agency answers for this guide from now on."""
    option = _option(option_code)
    require_keeper(by, option.list.agency_id)
    if staff.agency_id != option.list.agency_id or not {each.value for each in KEEPERS} & set(staff.roles):
        raise Invalid("责任人应当是实施部门的事项编制岗或承办岗，请另选一位。")
    row, _ = GuideOwner.objects.update_or_create(option=option, defaults={"staff": staff})
    record(f"guide:{option.code}", "assign_owner", by=by, at=at, basis=BASIS, facts={"staff": staff.pk})
    return row


@transaction.atomic
def review_guide(option_code: str, *, by: Actor, at: datetime) -> GuideOwner:
    """核对指南: a keeper says that the guide in force is right today; the light turns green."""
    option = _option(option_code)
    if option.current is None:
        raise NotFound("这个事项现在没有生效的指南，不用核对。")
    keeper, today = require_keeper(by, option.list.agency_id), local_day(at)
    seen = {"reviewed_on": today, "reviewed_by": keeper, "light": Freshness.FRESH, "light_since": today}
    row, _ = GuideOwner.objects.update_or_create(
        option=option, defaults=seen, create_defaults={**seen, "staff": keeper}
    )
    facts = {"edition": option.current.edition_id, "content_hash": option.current.content_hash}
    record(f"guide:{option.code}", "review_guide", by=by, at=at, basis=BASIS, facts=facts)
    forget()
    return row


@transaction.atomic
def report_error(
    option_code: str, *, section: Section, words: str, phone: str = "", by: Actor, at: datetime
) -> Reported:
    """指错: anybody says what is wrong in a guide; its owner has three working days. Raises `Invalid`, `TooMany`."""
    option = _option(option_code)
    if option.current is None:
        raise NotFound("这个事项现在没有生效的指南。有问题请拨打12345。")
    said, number = plain_words(words), check("phone", phone).normalized if phone.strip() else ""
    if found := faults_of(said, phone.strip()):
        raise Invalid("还有地方要改一下。", faults=found)
    if Report.objects.filter(option=option, status__in=OPEN).count() >= MOST_OPEN:
        raise TooMany("这份指南已经有很多人指出问题，正在处理。着急的话，请拨打12345。")
    code = new_report_code()
    index = report_index(code)
    report = Report(
        option=option,
        seen=option.current,
        section=section,
        words=said,
        phone_sealed=vault().seal(number, purpose=PHONE, owner=index.hex()) if number else None,
        code_index=index,
        status=ReportStatus.REPORTED,
        reported_at=at,
        due_on=due(at, _LIMIT, calendar=calendar()).due_on,
    )
    report.save(force_insert=True)
    facts = {"option": option.code, "section": section.value, "due_on": report.due_on.isoformat()}
    record(f"reports:{option.code}", "report_error", by=by, at=at, basis=BASIS, facts=facts | {"report": report.pk})
    return Reported(report, code)


@transaction.atomic
def uphold(report: Report, *, by: Actor, at: datetime) -> Entry:
    """属实: the guide says at once, under itself, that this section is being put right."""
    taken = _take("uphold", report, by)
    entry = advance(report, taken, by=by, at=at)
    forget()
    return entry


@transaction.atomic
def dismiss(report: Report, *, reason: str, by: Actor, at: datetime) -> Entry:
    """没有写错: with the reason, which whoever reported it reads."""
    return _settle("dismiss", report, reason, "/reason", by, at)


@transaction.atomic
def answer(report: Report, *, words: str, by: Actor, at: datetime) -> Entry:
    """答复: something to say, nothing to change in the list."""
    return _settle("answer", report, words, "/words", by, at)


@transaction.atomic
def fix(report: Report, *, words: str, by: Actor, at: datetime) -> Entry:
    """已改正: by the edition that is in force now, which has to be newer than the one that was read."""
    option = HandlingOption.objects.select_related("current__edition").get(pk=report.option_id)
    newer = option.current
    if newer is None or newer.pk == report.seen_id:
        raise NotFixedYet()
    return _settle("fix", report, words, "/words", by, at, fixed_by=newer)


def open_phone(report: Report, *, by: Actor, at: datetime) -> str:
    """The number that somebody left for a call back; on record before it is shown."""
    require_keeper(by, report.option.list.agency_id)
    if report.phone_sealed is None:
        return ""
    record_read(f"report:{report.pk}", by=by, at=at, purpose="核实群众指错", fields=["phone"])
    return vault().open(report.phone_sealed, purpose=PHONE, owner=bytes(report.code_index).hex())


@transaction.atomic
def look_after(option: HandlingOption, *, policy: ReviewPolicy = DEFAULT_POLICY, at: datetime) -> bool:
    """The light of one guide as of today, with an owner if it has none; gives whether it got worse."""
    row, is_new = GuideOwner.objects.select_related("option__current__edition").get_or_create(
        option=option, defaults={"staff": default_owner(option.list.agency_id)}
    )
    light, today = policy.light(seen_on(row), on=local_day(at)), local_day(at)
    if light == row.light and not is_new:
        return False
    row.light, row.light_since = light, today
    row.save(update_fields=["light", "light_since"])
    if light is Freshness.FRESH:
        return False
    facts = {"light": light.value, "seen_on": seen_on(row).isoformat(), "owner": row.staff_id}
    record(f"guide:{option.code}", "go_stale", by=SYSTEM, at=at, basis=BASIS, facts=facts)
    return True


def _settle(verb: str, report: Report, words: str, pointer: str, by: Actor, at: datetime, **more: object) -> Entry:
    """A step that ends a report: the public sentence is kept with it."""
    taken, said = _take(verb, report, by), plain_words(words)
    if found := words_fault(pointer, said):
        raise Invalid("还有地方要改一下。", faults=found)
    changes = {"answer": said, "settled_at": at, "settled_by_id": by.staff_id, **more}
    facts = {"answer": said, "is_late": local_day(at) > report.due_on}
    if (edition := more.get("fixed_by")) is not None:
        facts["fixed_by"] = getattr(edition, "content_hash", "")
    entry = advance(report, taken, by=by, at=at, facts=facts, changes=changes)
    forget()
    return entry


def _take(verb: str, report: Report, by: Actor) -> Step:
    taken = FLOW.take(verb, report, by=by)
    require_keeper(by, report.option.list.agency_id)
    if by.staff_id is None:
        raise NotYours()
    return taken


def _option(code: str) -> HandlingOption:
    found = HandlingOption.objects.select_related("list", "current__edition").filter(code=code).first()
    if found is None:
        raise NotFound("没有找到这个事项。请核对编码，或者搜索事项名称。")
    return found
