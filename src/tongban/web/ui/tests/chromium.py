"""Chromium for the tests (测试用浏览器): where it is, how it is started, and what its pages are asked."""

from pathlib import Path

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
AXE = (Path(__file__).parents[5] / "tests" / "assets" / "axe.min.js").read_text("utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
FIND = """([rules, iframes]) => axe.run(document, {runOnly: rules, iframes, resultTypes: ['violations']}).then(
  found => found.violations.map(each => [each.id, each.nodes.map(node => node.html.slice(0, 160))]))"""
"""Every violation in full; what was found to be right is not described, which takes longer than finding it."""
WATCH = "window.broken = []; addEventListener('securitypolicyviolation', e => broken.push(e.violatedDirective), true)"
