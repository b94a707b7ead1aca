"""The announcement of an edition (清单公布公告): what it says of the list, its numbers and its hash; pure."""

from datetime import date

from tongban.registers.documents.rules.papers import Body, Line

from .comparing import Diff
from .editions import EditionName
from .kinds import Kind

READERS = "各有关单位、社会公众"


def announcement(
    kind: Kind,
    name: EditionName,
    *,
    agency: str,
    on: date,
    row_count: int,
    withheld: int,
    diff: Diff | None,
    digest: str,
    address: str,
) -> Body:
    """The body of the notice; `diff` is none for a first edition, `address` where the list is read."""
    counted = f"{row_count}项" + (f"，另有涉及国家秘密的{withheld}项不公开内容" if withheld else "")
    return Body(
        title=f"关于公布{kind.title}（{name.label}）的公告",
        addressee=READERS,
        agency=agency,
        signed_on=on,
        paragraphs=(
            f"根据{kind.clause}，现将{kind.title}（{name.label}）予以公布，自公布之日起按本版执行。",
            "清单全文、历次版本和每一版的变化，都可以在网上查看、下载。",
        ),
        lines=(
            Line("清单", kind.title),
            Line("版次", name.label),
            Line("条目", counted),
            Line("与上一版相比", _changes(diff)),
            Line("查看地址", address),
            Line("清单文件校验值", " ".join(digest[at : at + 16] for at in range(0, len(digest), 16))),
        ),
    )


def _changes(diff: Diff | None) -> str:
    if diff is None:
        return "首次公布"
    said = f"新增{len(diff.added)}项，取消{len(diff.removed)}项，修改{len(diff.changed)}项"
    if diff.withheld_before != diff.withheld_after:
        said += f"，不公开内容的由{diff.withheld_before}项变为{diff.withheld_after}项"
    return said
