"""A face to seal, and a seal provider on keys of its own."""

from datetime import datetime

from tongban.foundation.kernel.clock import LOCAL
from tongban.foundation.kernel.signing import Suite
from tongban.registers.documents.sealing.face import FacePage
from tongban.registers.documents.sealing.ofd import write_ofd
from tongban.registers.documents.sealing.pdf import write_pdf
from tongban.registers.documents.sealing.provider import TestProvider

AT = datetime(2026, 11, 23, 10, 0, tzinfo=LOCAL)
IDENTIFIER = "1.2.156.3005.2.11100000000013338W011.11620200013961011C.20260000001.001.W"
VERIFY_URL = f"https://example.invalid/verify/license?identifier={IDENTIFIER}"
PAGE = FacePage(
    title="食品经营许可证",
    identifier=IDENTIFIER,
    number="JY26202000000017",
    lines=(("经营者名称", "明月餐饮"), ("住所", "嘉峪关市雄关街道样例路1号" * 4), ("法定代表人", "李强㙍䶮<&>")),
    issuer="嘉峪关市市场监督管理局",
    issued_on="2026年11月23日",
    term="2026年11月23日至2031年11月22日",
    verify_url=VERIFY_URL,
    made_at=AT,
)


def pdf(page: FacePage = PAGE) -> bytes:
    provider = TestProvider()
    return write_pdf(page, picture=provider.picture(), by=provider.signer(Suite.INTL, at=AT))


def ofd(page: FacePage = PAGE) -> bytes:
    provider = TestProvider()
    return write_ofd(page, seal=provider.seal(at=AT), by=provider.signer(Suite.GUOMI, at=AT), at=AT)
