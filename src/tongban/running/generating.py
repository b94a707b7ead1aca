"""`tongban docs`: writes what is made from the code (生成的文档): diagrams, the index of legal bases, the routes."""

from argparse import Namespace
from importlib import import_module
from pathlib import Path

from tongban.running.folder import DataFolder, project_root
from tongban.running.opening import As, opened
from tongban.running.refusal import CannotRun


def docs(_asked: Namespace, folder: DataFolder) -> int:
    """Write those that are not current and name them."""
    root = project_root()
    if root is None:
        raise CannotRun("这条命令要在通办的源码目录里运行。")
    with opened(folder, As.WEB):
        # By name, because lines and views can be imported only now that Django is ready.
        drawings = import_module("tongban.running.drawings")
        written = [*drawings.write(root / "docs"), *_write_routes(root / "docs")]
    print("\n".join(f"已写 {path.relative_to(root)}" for path in written) or "文档都是最新的。")
    return 0


def _write_routes(docs: Path) -> list[Path]:
    routes = import_module("tongban.running.routes")
    path: Path = docs / routes.TABLE
    text: str = routes.table(routes.routes())
    if path.exists() and path.read_text(encoding="utf-8") == text:
        return []
    path.write_text(text, encoding="utf-8")
    return [path]
