"""What `script/screenshots` does: starts a demo city, walks to the pages with a real browser, keeps palette PNGs.

picturing.py            from a demo city of its own
picturing.py ADDRESS    from one that is running, such as http://127.0.0.1:8000
"""

import io
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "img"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
PASSWORD = "Tongban#2026"  # of the demo city, printed at every start
COLOURS = 128
DESK, PHONE = (1280, 860), (390, 844)
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
GUIDE = "000131024000"


@dataclass(frozen=True)
class Picture:
    """One picture: its name, who looks, where they click to, in which window and display."""

    name: str
    address: str
    login: str = ""
    size: tuple[int, int] = DESK
    elder: bool = False
    click: str = ""


ALL = (
    Picture("home", "/"),
    Picture("guide", "/search?q=开个小饭馆", click=f"main a[href*='{GUIDE}']"),
    Picture("case", "/cases", "liqiang", click="main a[href^='/cases/']:has-text('食品经营许可')"),
    Picture("workbench", "/workbench", "wangfang"),
    Picture("elder", "/", elder=True),
    Picture("mobile", "/", size=PHONE),
)


def main(arguments: list[str]) -> int:
    browser = os.environ.get("TONGBAN_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        print("没有找到 Chromium。可用 TONGBAN_CHROMIUM 指定，或 apt install chromium。", file=sys.stderr)
        return 1
    PICTURES.mkdir(parents=True, exist_ok=True)
    with city(arguments) as address, sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=browser, args=FLAGS)
        for each in ALL:
            take(opened, address, each)
    return 0


@contextmanager
def city(arguments: list[str]) -> Iterator[str]:
    """The address of a demo city, started here unless one was named."""
    if arguments:
        yield arguments[0].rstrip("/")
        return
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        port = free_port()
        command = [ROOT / "script" / "demo", "--port", str(port), "--data", f"{folder}/data"]
        demo = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        try:
            assert demo.stdout is not None
            if not any("Ctrl-C" in line for line in demo.stdout):
                raise SystemExit("演示城市没有启动成功。")
            yield f"http://127.0.0.1:{port}"
        finally:
            demo.terminate()
            demo.wait(30)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def take(browser: Browser, address: str, picture: Picture) -> None:
    width, height = picture.size
    context = browser.new_context(viewport={"width": width, "height": height}, locale="zh-CN", reduced_motion="reduce")
    page = context.new_page()
    if picture.elder:
        page.goto(f"{address}/display?mode=elder")
    if picture.login:
        sign_in(page, address, picture.login)
    page.goto(address + picture.address)
    if picture.click:
        page.locator(picture.click).first.click()
    page.wait_for_load_state("networkidle")
    path = PICTURES / f"{picture.name}.png"
    save(page.screenshot(), path)
    print(f"{path.relative_to(ROOT)} {path.stat().st_size // 1024} KB  {page.url.removeprefix(address)}")
    context.close()


def sign_in(page: Page, address: str, login: str) -> None:
    page.goto(f"{address}/sign-in")
    page.fill("#login", login)
    page.fill("#password", PASSWORD)
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url(lambda url: not url.endswith("/sign-in"))


def save(shot: bytes, path: Path) -> None:
    Image.open(io.BytesIO(shot)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
