"""What a bundle is called, for whom, how long it takes, on what basis (基本情况)."""

from django.http import QueryDict
from msgspec.structs import replace

from tongban.foundation.kernel.errors import Fault
from tongban.registers.bundles.rules.content import Content
from tongban.registers.catalog.content import Basis, Span

from .boxes import Box, Editing, Part, Section, refuse, said

AUDIENCES = (("person", "个人"), ("enterprise", "企业"))
UNITS = (("workday", "工作日"), ("day", "天(自然日)"), ("on_the_spot", "当场"))
_HELD = "一起送达的：先办好的最多等到送达期限前一个工作日，申请人也可以先领，或者改成分别送达"
_CORE = "目标时限，例如企业开办五步；没有就不填"
TOGETHER = (("yes", "全部办完以后一起送达"), ("no", "办好一项送达一项"))


def _yes_no(content: Content) -> str:
    return "yes" if content.is_ended_together else "no"


def _together(content: Content) -> str:
    return "yes" if content.is_ended_together else "no"


def _sections(editing: Editing) -> list[Section]:
    content = editing.content
    core = content.core_limit
    limit, basis = content.promised_limit, content.basis or Basis(law="")
    return [
        Section(
            "基本情况",
            (
                Box("title", "这件一件事叫什么", content.title, most=101),
                Box("summary", "一句话说明", content.summary, "textarea", is_optional=True),
                Box("audience", "办给谁", content.audience, "checks", AUDIENCES),
                Box("together", "怎么送达", _together(content), "select", TOGETHER, hint=_HELD),
            ),
        ),
        Section(
            "总时限",
            (
                Box("limit", "承诺的总时限", str(limit.value) if limit else "", "number", is_optional=True, most=6),
                Box("unit", "单位", limit.unit if limit else "workday", "select", UNITS),
                Box("note", "说明", limit.note if limit else "", is_optional=True),
                Box("core", "必办的几步几个工作日办完", str(core.value) if core else "", "number", (), _CORE, True, 6),
            ),
            "整件事的承诺，不是各事项里最长的那个。",
        ),
        Section(
            "依据",
            (
                Box("law", "依据的文件或者法规", basis.law, is_optional=True),
                Box("article", "文号或者第几条", basis.article, is_optional=True),
                Box("gist", "说的是什么", basis.gist, is_optional=True),
            ),
        ),
    ]


def _read(editing: Editing, post: QueryDict) -> Content:
    limit, unit, law = said(post, "limit", 6), said(post, "unit"), said(post, "law")
    core = said(post, "core", 6)
    faults = []
    for name, typed in (("limit", limit), ("core", core)):
        if typed and not (typed.isascii() and typed.isdigit()):
            faults.append(Fault(f"/{name}", "limit", "时限填整数，例如3。"))
    if unit not in dict(UNITS):
        faults.append(Fault("/unit", "unit", "请选择时限的单位。"))
    refuse(faults)
    is_limited = bool(limit) or unit == "on_the_spot"
    return replace(
        editing.content,
        title=said(post, "title", 101),
        summary=said(post, "summary"),
        audience=tuple(each for each, _ in AUDIENCES if each in post.getlist("audience")),
        is_ended_together=said(post, "together") != "no",
        promised_limit=Span(value=int(limit or 0), unit=unit, note=said(post, "note")) if is_limited else None,
        core_limit=_core(editing.content.core_limit, core),
        basis=Basis(law=law, article=said(post, "article"), gist=said(post, "gist")) if law else None,
    )


def _core(before: Span | None, typed: str) -> Span | None:
    """The target as typed; what is said beside it stays."""
    if not typed:
        return None
    return replace(before or Span(), value=int(typed), unit="workday")


PART = Part(
    name="basics",
    label="基本情况",
    is_there=lambda editing: True,
    heading=lambda editing: "基本情况",
    sections=_sections,
    read=_read,
)
