"""Taking a folder of lists into the catalogue (导入清单文稿): every defect of every file is told, with its path."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.errors import Declined, Fault, Invalid

from . import item as items
from .commands import load_synonyms, publish
from .content import content_hash
from .item import ItemDocument
from .models import HandlingOption, ListVersion
from .search.editing import load_frequent, unedited

LARGEST = 2_000_000
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a folder brought: lists published, lists that stood already, options in all, synonyms changed."""

    published: int
    unchanged: int
    options: int
    synonyms: int


def read_items(folder: Path) -> list[ItemDocument]:
    """The lists of a folder, in the order of their paths; `Invalid` names every defect of every file at once.

    Nothing is published by halves: the folder is sound as a whole, or it is told what is wrong with it.
    """
    found: list[ItemDocument] = []
    faults: list[Fault] = []
    for path in sorted(folder.rglob("*.yaml")):
        name = path.relative_to(folder).as_posix()
        read, defects = _read(path)
        faults += [Fault(f"{name}#{each.pointer}", each.code, each.message) for each in defects]
        if read is not None:
            found.append(read)
    if faults:
        raise Invalid(f"{folder.name} 里有{len(faults)}处需要改正。", faults=faults)
    return found


def load(folder: Path, *, by: Actor, at: datetime, template: str = "") -> Loaded:
    """Publish `items/` and take over `synonyms.yaml` of a city's folder (首次建库); doing it again changes nothing.

    A list that was changed since by compiling and review is left as it is: the folder is its beginning, not its truth.
    """
    documents = read_items(folder / "items")
    standing, grown = _standing(), _grown()
    fresh = [
        each for each in documents if _content(each) not in standing and (each.agency, each.basic_code) not in grown
    ]
    published = sum(publish(each, by=by, at=at, template=template).is_new for each in fresh)
    words = load_synonyms(unedited(read_synonyms(folder / "synonyms.yaml")))
    if (folder / "frequent.yaml").exists():
        load_frequent(read_frequent(folder / "frequent.yaml"))
    return Loaded(
        published=published,
        unchanged=len(documents) - published,
        options=sum(len(each.options) for each in documents),
        synonyms=words,
    )


def _standing() -> set[tuple[str, str, str, frozenset[str]]]:
    """What is in force, list by list (one statement): agency, basic code, name, and the hashes of its options."""
    rows = HandlingOption.objects.filter(current__isnull=False).values_list(
        "list__agency__key", "list__basic__code", "list__basic__name", "current__content_hash"
    )
    found: dict[tuple[str, str, str], set[str]] = {}
    for agency, basic, name, digest in rows:
        found.setdefault((agency, basic, name), set()).add(digest)
    return {(*key, frozenset(hashes)) for key, hashes in found.items()}


def _grown() -> set[tuple[str, str]]:
    """Agency and basic code of every list that has an edition of its own making (one statement)."""
    rows = ListVersion.objects.filter(is_founding=False).values_list("list__agency__key", "list__basic__code")
    return set(rows.distinct())


def _content(item: ItemDocument) -> tuple[str, str, str, frozenset[str]]:
    return item.agency, item.basic_code, item.name, frozenset(content_hash(each) for each in item.options.values())


def read_synonyms(path: Path) -> dict[str, str]:
    """The file maps what the catalogue says to the list of what people say; `Invalid` for a word said twice."""
    table, defects = _plain(path)
    if not defects and not _is_table(table):
        defects = [Fault("", "shape", "每行写成“规范说法: [俗话, 俗话]”。")]
    said: dict[str, str] = {}
    for meant, words in table.items() if not defects else ():
        for word in words:
            if word in said:
                defects.append(Fault(f"/{meant}", "twice", f"“{word}”写了两次，也写在“{said[word]}”下面。"))
            said[word] = meant
    if defects:
        raise Invalid(faults=[Fault(f"{path.name}#{each.pointer}", each.code, each.message) for each in defects])
    return said


def read_frequent(path: Path) -> list[str]:
    """The matters that most people come for, most first, as basic code and number; `Invalid` for anything else."""
    table, defects = _plain(path)
    listed = table.get("frequent") if isinstance(table, dict) else None
    if not defects and not (isinstance(listed, list) and all(isinstance(each, str) for each in listed)):
        defects = [Fault("", "shape", "写成“frequent:”下面一行一个编码。")]
    if defects:
        raise Invalid(faults=[Fault(f"{path.name}#{each.pointer}", each.code, each.message) for each in defects])
    return [each.replace("-", "") for each in listed or ()]


def _is_table(table: Any) -> bool:
    return isinstance(table, dict) and all(
        isinstance(meant, str) and isinstance(words, list) and all(isinstance(word, str) for word in words)
        for meant, words in table.items()
    )


def _read(path: Path) -> tuple[ItemDocument | None, Sequence[Fault]]:
    plain, defects = _plain(path)
    if defects:
        return None, defects
    if not isinstance(plain, dict):
        return None, [Fault("", "shape", "文件应是一份清单(键和值)。")]
    try:
        items.refuse_ex_officio(str(plain.get("kind", "")), str(plain.get("basic_code", "")))
    except Declined as error:
        return None, [Fault("/kind", error.reason_code, error.message)]
    defects = items.shape_faults(plain)
    if defects:
        return None, defects
    read = items.from_plain(items.dated(plain))
    return read, items.faults(read)


def _plain(path: Path) -> tuple[Any, list[Fault]]:
    try:
        blob = path.read_bytes()
        if len(blob) > LARGEST:
            return None, [Fault("", "too_large", f"文件太大，最多{LARGEST // 1_000_000}MB。")]
        loader = _Loader(blob)  # the safe one, in C where there is one; the file is read once
        root = loader.get_single_node()
        if twice := _said_twice(root):
            return None, [Fault(f"/{twice}", "twice", f"“{twice}”这一行写了两次，后面的会盖掉前面的，请合成一行。")]
        return None if root is None else loader.construct_document(root), []
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as error:
        where = getattr(error, "problem_mark", None)
        line = f"第{where.line + 1}行" if where is not None else "文件"
        return None, [Fault("", "yaml", f"{line}写法有误，请检查缩进、冒号和引号。")]


def _said_twice(root: yaml.Node | None) -> str:
    """A key of the file that stands there twice, of which a reader would take the last and lose the first."""
    keys = [str(key.value) for key, _ in root.value] if isinstance(root, yaml.MappingNode) else []
    return next((each for place, each in enumerate(keys) if each in keys[:place]), "")
