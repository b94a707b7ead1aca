"""What reading a material is in every kind of guide (申请材料的读法): the names of the fields are data."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .conditions import Prose, draft
from .situations import Situations
from .taking import Taken
from .words import says_nothing

MOST_POINTS = 60
_CATCH_ALL = re.compile(
    r"(?:其他|其它|有关|相关|法律.{0,12}规定的|转移|变更)[^，。]{0,20}材料$|(?:其他|其它)(?:材料|资料|文件)|相关文件[。]?$"
)
One = Callable[[Taken, Prose, str, str], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Fields:
    """Under which names a kind of guide says what every material has; `required` are its words for 必要."""

    code: str
    name: str
    must: str
    basis: str
    hint: str
    standard: str
    prose: tuple[str, ...]
    known: frozenset[str]
    attachment: frozenset[str]
    attachment_code: str
    attachment_content: tuple[str, ...]
    blank_form: str
    necessities: Mapping[str, str]
    required: tuple[str, ...]

    def read(
        self, root: Taken, records: Sequence[Taken], base: str, situations: Situations, one: One
    ) -> tuple[list[dict[str, Any]], list[Prose]]:
        """The materials as plain data, in their order, and the pages of prose that they were read from."""
        codes = self._codes(records)
        pages = [self._prose(each, own, base) for each, own in zip(records, codes, strict=True)]
        for page in pages:
            situations.note(page.drafted)
        read = []
        for record, page, own in zip(records, pages, codes, strict=True):
            record.tell_unknown(self.known)
            read.append(one(record, page, own, draft(page, situations, record.remarks)))
        if not read:
            root.remarks.add(
                "materials_missing",
                root.at("materialList"),
                "没有申请材料。",
                pointer=f"{base}/materials",
                assumed="没有材料",
            )
        return read, pages

    def head(self, record: Taken, page: Prose, own: str, required_when: str) -> dict[str, Any]:
        """Code, name and necessity; what is always wanted yet has a condition, or could be anything, is told."""
        pointer, remarks = page.pointer, record.remarks
        necessity = record.word(self.must, self.necessities, "required", f"{pointer}/necessity")
        if page.is_required and page.is_conditional:
            message = f"“{page.name[:30]}”标为必要，说明里却写了条件，不是人人都要。"
            assumed = f"按条件提交：{required_when}" if required_when else "仍按人人都要"
            remarks.add(
                "material_always_required",
                record.at(self.must),
                message,
                pointer=f"{pointer}/necessity",
                assumed=assumed,
            )
        if required_when and necessity == "optional":
            necessity = "required"
        read: dict[str, Any] = {"code": own, "name": record.text(self.name, place=True), "necessity": necessity}
        if not read["name"]:
            remarks.add(
                "name_missing", record.at(self.name), "材料没有名称。", pointer=f"{pointer}/name", assumed="留空"
            )
        elif _CATCH_ALL.search(read["name"][:200]):
            message = f"“{page.name[:40]}”没有说清是哪些材料。"
            remarks.add(
                "catch_all_material", record.at(self.name), message, pointer=f"{pointer}/name", assumed="照来源"
            )
        return read | ({"required_when": required_when} if required_when else {})

    def points(self, record: Taken, pointer: str, hint: str) -> dict[str, Any]:
        """What to mind (填报须知、受理标准), line by line; `hint` as it reads after mending."""
        if hint and says_nothing(record.text(self.hint)):
            record.remarks.add(
                "hint_empty",
                record.at(self.hint),
                f"填报须知只有“{hint}”，等于没有说明。",
                pointer=f"{pointer}/points",
                assumed="不采用",
            )
        texts = (hint, record.text(self.standard))
        lines = [line.strip() for text in texts if not says_nothing(text) for line in text.splitlines()]
        points = list(dict.fromkeys(line for line in lines if line))
        return {"points": points[:MOST_POINTS]} if points else {}

    def kinds_attached(self, record: Taken, pointer: str, *, empty: str) -> set[str]:
        """The kinds of the files that hang on it; one without name and file is told of and passed over."""
        kinds = set()
        for each in record.entries("attachList"):
            each.tell_unknown(self.attachment)
            if any(each.has(name) for name in self.attachment_content):
                kinds.add(each.text(self.attachment_code))
            else:
                record.remarks.add("empty_attachment", each.path, empty, pointer=pointer, assumed="跳过")
        return kinds

    def blank(self, kinds: set[str]) -> dict[str, Any]:
        return {"has_blank_form": True} if self.blank_form in kinds else {}

    def _codes(self, records: Sequence[Taken]) -> list[str]:
        """The material codes; one that is missing or stands twice gets a number of its own."""
        codes: list[str] = []
        for place, each in enumerate(records, 1):
            said = each.text(self.code)[:64]
            if not said or said in codes:
                message = f"材料编码“{said}”重复。" if said else "没有材料编码。"
                each.remarks.add("code_shape", each.at(self.code), message, assumed=f"m{place:02}")
                said = f"m{place:02}"
            codes.append(said)
        return codes

    def _prose(self, record: Taken, own: str, base: str) -> Prose:
        return Prose(
            name=record.text(self.name),
            path=record.path,
            pointer=f"{base}/materials/{own}",
            texts={field: record.text(field) for field in self.prose},
            title_field=self.name,
            basis_field=self.basis,
            is_required=record.text(self.must) in self.required,
        )
