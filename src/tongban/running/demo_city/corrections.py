"""A face that is wrong (演示纠错): one request that waits, told once with the cases."""

from datetime import datetime

from tongban.registers.licenses.commands import ask_to_correct
from tongban.registers.licenses.models import License

from .contacts import _citizen


def load_corrections(*, at: datetime) -> None:
    """李强 says that the address on his identity card is not whole."""
    asker = _citizen("liqiang")
    held = License.objects.filter(holder_id=asker.party_id, type__key="id_card").first()
    if held is not None:
        ask_to_correct(
            held,
            field="address",
            wrong="门牌号后面少了单元和房号（样例）",
            right="嘉峪关市雄关街道样例路3号1单元201室（样例）",
            by=asker,
            at=at,
        )
