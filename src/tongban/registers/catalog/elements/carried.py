"""An option as one body carries it out (同一事项在一个地方的实施): what an element template is read from; pure."""

from dataclasses import dataclass

from tongban.registers.catalog.content import Option
from tongban.registers.catalog.guides import Guide
from tongban.registers.catalog.item import ItemDocument, VersionNote


@dataclass(frozen=True, slots=True)
class Body:
    """The body that carries it out (实施主体), as the registers know it."""

    name: str = ""
    uscc: str = ""


@dataclass(frozen=True, slots=True)
class Carried:
    """One option of one list, with its body and how the place is called in a comparison (`where`)."""

    item: ItemDocument
    option: Option
    number: str = ""
    body: Body = Body()
    where: str = ""

    @classmethod
    def of(cls, guide: Guide, where: str = "", *, is_local_feature: bool = False) -> "Carried":
        """What a guide in force says."""
        number = guide.option_code[-2:]
        note = VersionNote(
            number=guide.version,
            effective_on=guide.effective_on,
            reason=guide.reason,
            legal_source=guide.legal_source,
        )
        item = ItemDocument(
            basic_code=guide.basic_code,
            name=guide.item_name,
            kind=guide.kind.value,
            field=guide.field,
            agency=guide.agency_key,
            level=guide.level,
            version=note,
            options={number: guide.option},
            is_local_feature=is_local_feature,
        )
        body = Body(guide.agency_name, guide.implementation_code[:18])
        return cls(item, guide.option, number, body, where or guide.agency_short_name)

    @property
    def agency_name(self) -> str:
        return self.body.name

    @property
    def uscc(self) -> str:
        return self.body.uscc

    @property
    def implementation_code(self) -> str:
        """18 + 1 + 12 characters, or nothing while the body is not known."""
        return f"{self.body.uscc}{self.item.level}{self.item.basic_code}" if self.body.uscc else ""

    @property
    def option_code(self) -> str:
        return f"{self.implementation_code}{self.number}" if self.body.uscc and self.number else ""
