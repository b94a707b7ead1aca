"""What the six ones lack (六个“一”), as errors: such a bundle is neither sent to review nor published. R-123."""

from collections.abc import Iterator, Mapping

from tongban.registers.bundles.rules.content import Content
from tongban.registers.bundles.rules.six import proofs
from tongban.registers.catalog.findings import Finding
from tongban.registers.catalog.guides import Guide

from .told import SIX, error


def six(content: Content, guides: Mapping[str, Guide]) -> Iterator[Finding]:
    """Everything that one of the six lacks."""
    for proof in proofs(content, guides):
        for said in proof.lacks:
            yield error(f"six_{proof.one}", "/members", f"没有做到“{proof.one.label}”：{said}", SIX)
