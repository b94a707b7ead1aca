"""The demo city's register of normative files (演示文件库): what the demo catalogue quotes, and one repealed sample."""

from datetime import datetime, timedelta
from pathlib import Path

from tongban.foundation.kernel.actors import SYSTEM
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.written import read_yaml
from tongban.registers.norms.commands.changing import repeal
from tongban.registers.norms.commands.cleaning import open_round, propose
from tongban.registers.norms.commands.keeping import read_files, register, set_limits
from tongban.registers.norms.models import Norm, NormChange, NormReview
from tongban.registers.norms.queries import own_files
from tongban.registers.norms.rules.titles import normal

from .contacts import _staff

FILE = "norms.yaml"


def load_norms(folder: Path, *, at: datetime) -> None:
    """Take over the file; the second time nothing changes."""
    data = read_yaml((folder / FILE).read_bytes())
    set_limits(data["answer_within"], by=SYSTEM, at=at)
    register(read_files(data["norms"]), by=SYSTEM, at=at)
    for row in data["changes"]:
        norm = Norm.objects.get(key=normal(row["title"]))
        if not NormChange.objects.filter(norm=norm, on=row["from"]).exists():
            instead = Norm.objects.get(key=normal(row["replaced_by"]))
            repeal(norm, on=row["from"], document=row["document"], replaced_by=instead, by=SYSTEM, at=at)


def load_cleanup(*, at: datetime) -> None:
    """The own files are being gone through; one body has said what it wants. Told after the cases, once with them."""
    if not own_files():
        return
    open_round("今年的规范性文件清理（样例）", due_on=local_day(at) + timedelta(days=30), by=_staff("linjing"), at=at)
    review = NormReview.objects.filter(agency__key="market-regulation").first()
    if review is not None:
        words = "第三条要求提交纸质证明，和现在的告知承诺制不一致（样例）。"
        propose(review, verdict="amend", ground="reform", reason=words, by=_staff("wutao"), at=at)
