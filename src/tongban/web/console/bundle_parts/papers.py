"""A paper that members call differently and that is one (共用材料)."""

from collections.abc import Iterator

from django.http import QueryDict

from tongban.foundation.kernel.errors import Fault
from tongban.registers.bundles.rules.content import Content, PaperPlace, SharedPaper
from tongban.registers.bundles.rules.editing import with_paper, without_paper

from .boxes import Box, Editing, Part, Section, refuse, said


def _here(editing: Editing) -> SharedPaper | None:
    return next((each for each in editing.content.papers if each.name == editing.key), None)


def _sections(editing: Editing) -> list[Section]:
    found = _here(editing) or SharedPaper(name="", places=())
    standing = {each.member: each.material for each in found.places}
    boxes = [Box("name", "这份材料叫什么", found.name, most=101)]
    for key, guide in editing.guides.items():
        choices = [("", "不要"), *((each.code, each.name) for each in guide.option.materials)]
        boxes.append(
            Box(
                f"place.{key}",
                f"“{editing.title(key)}”里的",
                standing.get(key, ""),
                "select",
                choices,
                is_optional=True,
            )
        )
    return [Section("共用材料", tuple(boxes), "名称一样的材料本来就只交一次，这里只写名称不同、其实是同一份的。")]


def _read(editing: Editing, post: QueryDict) -> Content:
    name, places = said(post, "name", 101), []
    for key, guide in editing.guides.items():
        code = said(post, f"place.{key}")
        if guide.option.material(code) is not None:
            places.append(PaperPlace(member=key, material=code))
    refuse(_faults(editing, name, len(places)))
    return with_paper(editing.content, SharedPaper(name=name, places=tuple(places)), was=editing.key)


def _faults(editing: Editing, name: str, count: int) -> Iterator[Fault]:
    if not name or len(name) > 100:
        yield Fault("/name", "blank", "请写明这份材料叫什么，不超过100个字。")
    elif name != editing.key and name in {each.name for each in editing.content.papers}:
        yield Fault("/name", "twice", "已经有这个名称的共用材料，请换一个。")
    if count < 2:
        yield Fault("/places", "few", "至少要选两个事项里的材料。")


PART = Part(
    name="paper",
    label="共用材料",
    is_there=lambda editing: _here(editing) is not None,
    heading=lambda editing: editing.key or "加一份共用材料",
    sections=_sections,
    read=_read,
    without=without_paper,
)
