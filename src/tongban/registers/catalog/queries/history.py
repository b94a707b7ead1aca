"""The editions of one list (清单的历次版本): what each did, and the list's options as they stood in any of them."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count

from tongban.foundation.kernel.errors import NotFound
from tongban.registers.catalog.content import Option, decode
from tongban.registers.catalog.elements import Body, Carried
from tongban.registers.catalog.item import ItemDocument, VersionNote
from tongban.registers.catalog.lifecycle import ListState, Operation
from tongban.registers.catalog.models import ImplementationList, ListVersion, OptionVersion

MOST = 200


@dataclass(frozen=True, slots=True)
class EditionLine:
    """One edition of a list (版本一行); `has_content` is false where only the state changed."""

    number: int
    operation: Operation
    state: ListState
    name: str
    effective_on: date
    published_at: datetime
    reason: str
    legal_source: str
    template: str
    until_on: date | None
    drafts_until_on: date | None
    is_founding: bool
    has_content: bool


def list_of(code: str) -> ImplementationList:
    """The list with its item and body, or `NotFound` (one statement); what is in the catalogue is public."""
    found = ImplementationList.objects.select_related("basic", "agency").filter(code=code).first()
    if found is None:
        raise NotFound("没有找到这份清单，请核对实施编码。")
    return found


def lists_of_the_same(of: ImplementationList) -> list[ImplementationList]:
    """The lists of the same item that other bodies carry out (one statement)."""
    rows = ImplementationList.objects.filter(basic_id=of.basic_id).exclude(pk=of.pk)
    return list(rows.select_related("basic", "agency").order_by("agency__short_name", "code")[:MOST])


def editions_of(of: ImplementationList) -> tuple[EditionLine, ...]:
    """Every edition of a list, the newest first (one statement)."""
    rows = of.versions.annotate(count=Count("options")).order_by("-number")[:MOST]
    return tuple(
        EditionLine(
            number=each.number,
            operation=Operation(each.operation),
            state=ListState(each.state),
            name=each.name or of.basic.name,
            effective_on=each.effective_on,
            published_at=each.published_at,
            reason=each.reason,
            legal_source=each.legal_source,
            template=each.template,
            until_on=each.until_on,
            drafts_until_on=each.drafts_until_on,
            is_founding=each.is_founding,
            has_content=each.count > 0,
        )
        for each in rows
    )


def carried_in(of: ImplementationList, number: int) -> tuple[Carried, ...]:
    """The options of a list as they stood in an edition, with the content of the last one that has any.

    Three statements at most; `NotFound` for an edition that is not there.
    """
    edition = of.versions.filter(number=number).first()
    if edition is None:
        raise NotFound("没有这一版。")
    numbers = OptionVersion.objects.filter(edition__list=of, edition__number__lte=number)
    last = numbers.order_by("-edition__number").values_list("edition_id", flat=True).first()
    rows = OptionVersion.objects.filter(edition_id=last).select_related("option").order_by("option__code")
    options = {each.option.code[-2:]: decode(each.content) for each in rows}
    item = _item(of, edition, options)
    body = Body(of.agency.name, of.agency.uscc)
    where = f"{of.agency.short_name} 第{number}版"
    return tuple(Carried(item, option, key, body, where) for key, option in options.items())


def _item(of: ImplementationList, edition: ListVersion, options: dict[str, Option]) -> ItemDocument:
    note = VersionNote(
        number=edition.number,
        effective_on=edition.effective_on,
        reason=edition.reason,
        legal_source=edition.legal_source,
        operation=edition.operation,
        until_on=edition.until_on,
        drafts_until_on=edition.drafts_until_on,
    )
    return ItemDocument(
        basic_code=of.basic.code,
        name=edition.name or of.basic.name,
        kind=of.basic.kind,
        field=of.basic.field,
        agency=of.agency.key,
        level=of.level,
        version=note,
        options=options,
        department_code=of.basic.code[4:6],
        is_local_feature=edition.is_local_feature,
    )
