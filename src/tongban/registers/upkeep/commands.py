"""Keeping guides right (维护指南): name who answers, say that it is right, point out an error, settle it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

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

from .models import GuideCheck, GuideFlaw, GuideOwner, Report
from .queries import default_owner, forget, require_keeper, seen_on
from .rules.flaws import Flaw, FlawKind
from .rules.flow import BASIS, FLOW, KEEPERS
from .rules.freshness import DEFAULT_POLICY, Freshness, ReviewPolicy
from .rules.reports import WORKDAYS, faults_of, new_report_code, plain_words, report_index, words_fault
from .rules.states import OPEN, ReportStatus, Section

PHONE = "report.phone"
CHECK_BASIS = "实施方案 二(二) 补充完善要素信息"
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


@transaction.atomic
def note_flaws(found: Mapping[int, Sequence[Flaw]], *, at: datetime) -> GuideCheck:
    """巡检: what is broken tonight, by option; what stood there and is no more is mended, and goes. On record by guide.

    `found` has a key for every guide that was looked at. Looking again on the same day tells the newest state.
    """
    today, mended = local_day(at), 0
    standing: dict[int, dict[tuple[str, str], GuideFlaw]] = {}
    for row in GuideFlaw.objects.select_for_update():
        standing.setdefault(row.option_id, {})[row.kind, row.pointer] = row
    codes = dict(HandlingOption.objects.filter(pk__in={*found, *standing}).values_list("pk", "code"))
    for option_id in sorted({*found, *standing}):
        before = standing.get(option_id, {})
        now = {(each.kind.value, each.pointer): each for each in found.get(option_id, ())}
        gone = [row for key, row in before.items() if key not in now]
        new = [each for key, each in now.items() if key not in before]
        reworded = [row for key, row in before.items() if key in now and row.words != now[key].words]
        GuideFlaw.objects.filter(pk__in=[row.pk for row in gone]).delete() if gone else None
        for row in reworded:
            GuideFlaw.objects.filter(pk=row.pk).update(words=now[row.kind, row.pointer].words)
        GuideFlaw.objects.bulk_create(_flaw_row(option_id, each, today) for each in new)
        mended += len(gone)
        if new or gone:
            facts = {"found": [_said(each) for each in new], "mended": [_said(row) for row in gone]}
            chain = f"guide:{codes[option_id]}"
            record(chain, "check_guide", by=SYSTEM, at=at, basis=CHECK_BASIS, facts=facts)
    counts = {"guides": len(found), "flaws": sum(map(len, found.values())), "mended": mended, "at": at}
    return GuideCheck.objects.update_or_create(on=today, defaults=counts)[0]


def _flaw_row(option_id: int, flaw: Flaw, today: date) -> GuideFlaw:
    return GuideFlaw(
        option_id=option_id, kind=flaw.kind, pointer=flaw.pointer[:300], words=flaw.words[:400], found_on=today
    )


def _said(flaw: Flaw | GuideFlaw) -> str:
    return f"{FlawKind(flaw.kind).value} {flaw.pointer}"


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
