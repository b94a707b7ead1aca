"""Which list of known weaknesses counts here, and what of it is installed (依赖包漏洞核对). R-199."""

import hashlib
import importlib.metadata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tongban.foundation.kernel.vault.place import key_folder
from tongban.foundation.ledger.models import Entry
from tongban.oversight.standards.rules.advisories import SHIPPED, Advisories, normal, read, weaknesses

CHAIN = "advisories"


@dataclass(frozen=True, slots=True)
class Standing:
    """The list that counts (现行漏洞清单): the one that was brought in last, else the one that is shipped.

    `defect` says why the one that was brought in cannot be used.
    """

    advisories: Advisories
    defect: str = ""


def brought_in() -> Path:
    """Where the list lies that was brought in: in the data folder, beside the keys."""
    return key_folder().parent / "advisories.json"


def standing() -> Standing:
    """The list that counts now; one that is not what the ledger says was brought in does not (one statement)."""
    last = Entry.objects.filter(chain=CHAIN).order_by("-seq").first()
    if last is None:
        return Standing(read(SHIPPED.read_bytes()))
    file = brought_in()
    content = file.read_bytes() if file.is_file() else b""
    if hashlib.sha256(content).hexdigest() != last.facts["sha256"]:
        return Standing(read(SHIPPED.read_bytes()), "导入的漏洞清单不见了或者被改过，请重新导入")
    return Standing(read(content))


@cache
def installed() -> Mapping[str, str]:
    """What is installed here, and stays so while the process runs: name as the index writes it → version."""
    return {normal(each.metadata["Name"]): each.version for each in importlib.metadata.distributions()}


def weak_here(found: Advisories) -> list[str]:
    """What is installed here and has a known weakness."""
    return sorted(weaknesses(found.rows, installed()))
