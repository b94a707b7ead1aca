"""`tongban sbom FILE`: what the house is made of (软件物料清单), as CycloneDX 1.6, from the hash-pinned lock (R-200).

The same lock gives the same bytes: no clock and no chance goes into it, so that two builds can be compared.
"""

import hashlib
import json
import re
import tomllib
import uuid
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tongban.running.folder import DataFolder, project_root
from tongban.running.refusal import CannotRun

LOCK = "requirements.lock"
VENDOR = Path("src/tongban/web/ui/static/ui/vendor")
_PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s\\;]+)")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_SPACE = uuid.UUID("6f1c2f0a-2f57-5d0e-9f43-0d6f1a4c7b11")


def sbom(asked: Namespace, _folder: DataFolder) -> int:
    """Write the list and say how many parts there are."""
    root = project_root()
    if root is None:
        raise CannotRun("这条命令要在通办的源码目录里运行。")
    made = bill(root)
    Path(asked.file).write_text(json.dumps(made, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(f"已写 {asked.file}：{len(made['components'])} 个组成部分。")
    return 0


def bill(root: Path) -> dict[str, Any]:
    """The bill of materials of a checkout."""
    lock = (root / LOCK).read_text(encoding="utf-8")
    components = [*_pinned(lock), *_vendored(root)]
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(_SPACE, json.dumps(components, sort_keys=True))}",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": "tongban", "version": _version(root)}},
        "components": components,
    }


def _version(root: Path) -> str:
    return str(tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"])


def _pinned(lock: str) -> Iterator[dict[str, Any]]:
    """Each pinned package with the hashes of the files that may be installed for it."""
    for block in re.split(r"\n(?=[A-Za-z0-9])", lock):
        found = _PIN.match(block)
        if found is None:
            continue
        name, number = found[1].lower().replace("_", "-"), found[2]
        purl = f"pkg:pypi/{name}@{number}"
        yield {
            "type": "library",
            "bom-ref": purl,
            "name": name,
            "version": number,
            "purl": purl,
            "properties": [{"name": "tongban:file-sha256", "value": each} for each in _HASH.findall(block)],
        }


def _vendored(root: Path) -> Iterator[dict[str, Any]]:
    """What lies in the repository itself: scripts of others, by their bytes."""
    for path in sorted((root / VENDOR).glob("*.js")):
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        yield {
            "type": "library",
            "bom-ref": f"file:{path.name}",
            "name": path.name,
            "hashes": [{"alg": "SHA-256", "content": digest}],
        }
