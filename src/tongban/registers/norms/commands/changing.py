"""A file changes (废止、修改、暂停适用): every list that quotes it lights up, with its body and a deadline; R-194."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db import transaction

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Declined, Fault, Invalid, NotYours
from tongban.foundation.ledger.commands import record
from tongban.foundation.worktime.queries import calendar
from tongban.foundation.worktime.rules import add_workdays
from tongban.registers.catalog.models import ImplementationList
from tongban.registers.norms.models import AnswerLimit, Norm, NormAlert, NormChange
from tongban.registers.norms.queries import citing
from tongban.registers.norms.rules.citations import Citation
from tongban.registers.norms.rules.flow import BASIS
from tongban.registers.norms.rules.states import ChangeKind, Standing, Status

from .keeping import KEEPERS

DEFAULT_WORKDAYS = 20


class AlreadyRepealed(Declined):
    """The file is repealed already (已经废止); nothing happens to it any more."""

    code = "already_repealed"
    sentence = "这个文件已经登记为废止，不能再登记变动。"


@transaction.atomic
def repeal(
    norm: Norm,
    *,
    on: date,
    document: str,
    replaced_by: Norm | None = None,
    words: str = "",
    by: Actor,
    at: datetime,
) -> NormChange:
    """废止: it does not apply from `on`; whoever quotes it has to change or to say why not, within the limit."""
    changes = {"repealed_on": on, "replaced_by": replaced_by}
    return _change(norm, ChangeKind.REPEAL, on, document, words, changes, by, at)


@transaction.atomic
def amend(norm: Norm, *, on: date, document: str, words: str = "", by: Actor, at: datetime) -> NormChange:
    """修改: it applies in another wording from `on`; whoever quotes it has to look at their lists."""
    return _change(norm, ChangeKind.AMEND, on, document, words, {}, by, at)


@transaction.atomic
def suspend(norm: Norm, *, on: date, document: str, words: str = "", by: Actor, at: datetime) -> NormChange:
    """暂停适用: it does not apply for a time."""
    return _change(norm, ChangeKind.SUSPEND, on, document, words, {}, by, at)


def _change(
    norm: Norm,
    kind: ChangeKind,
    on: date,
    document: str,
    words: str,
    columns: Mapping[str, object],
    by: Actor,
    at: datetime,
) -> NormChange:
    if not KEEPERS & by.roles:
        raise NotYours("登记法规变动由事项审核岗办理。")
    if not document.strip():
        raise Invalid(faults=[Fault("/document", "document", "请写明依据哪个文件，例如文号或者公告。")])
    locked = Norm.objects.select_for_update().get(pk=norm.pk)
    if locked.status == Standing.REPEALED:
        raise AlreadyRepealed(f"《{locked.title}》已经登记为废止，不能再登记变动。")
    if NormChange.objects.filter(norm=locked, kind=kind, on=on).exists():
        raise Invalid(faults=[Fault("/on", "twice", "同一天的这种变动已经登记过了。")])
    change = NormChange.objects.create(norm=locked, kind=kind, on=on, document=document, words=words, recorded_at=at)
    Norm.objects.filter(pk=locked.pk).update(status=kind.leaves, **columns)
    norm.refresh_from_db()
    alerted = _alert(change, citing(locked), at)
    facts = {"kind": kind.value, "on": on.isoformat(), "document": document, "alerts": alerted}
    record(f"norm:{locked.pk}", kind.value, by=by, at=at, basis=BASIS, facts=facts)
    return change


def _alert(change: NormChange, cited: Iterable[Citation], at: datetime) -> int:
    """One alert for each list, naming every clause; the number of lists."""
    by_list: dict[str, list[Citation]] = {}
    for each in cited:
        by_list.setdefault(each.implementation_code, []).append(each)
    lists = {each.code: each for each in ImplementationList.objects.filter(code__in=by_list)}
    due_on = _due_on(ChangeKind(change.kind), max(change.on, local_day(at)))
    NormAlert.objects.bulk_create(
        NormAlert(
            status=Status.OPEN,
            change=change,
            list=lists[code],
            agency_id=lists[code].agency_id,
            clauses=[_plain(each) for each in found],
            due_on=due_on,
            created_at=at,
        )
        for code, found in sorted(by_list.items())
    )
    return len(by_list)


def _plain(citation: Citation) -> dict[str, str]:
    clause = citation.clause
    return {
        "option_code": citation.option_code,
        "option": citation.option_name,
        "pointer": clause.pointer,
        "where": clause.where,
        "law": clause.law,
        "article": clause.article,
    }


def _due_on(kind: ChangeKind, since: date) -> date:
    days = AnswerLimit.objects.filter(kind=kind).values_list("workdays", flat=True).first() or DEFAULT_WORKDAYS
    return add_workdays(since, days, calendar=calendar())
