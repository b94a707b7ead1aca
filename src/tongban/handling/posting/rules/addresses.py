"""Where a result is sent (收件信息): checked as typed, and what of it a list may show."""

import re
from dataclasses import dataclass

from tongban.foundation.kernel.errors import Fault, Invalid
from tongban.foundation.kernel.masks import mask_address, mask_name, mask_phone

LONGEST_NAME, LONGEST_ADDRESS = 60, 120
SHORTEST_ADDRESS = 8
_PHONE = re.compile(r"1[3-9]\d{9}")


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who takes the parcel in, and where (收件人)."""

    name: str
    phone: str
    address: str

    @property
    def masked(self) -> "Recipient":
        return Recipient(mask_name(self.name), mask_phone(self.phone), mask_address(self.address)[:LONGEST_ADDRESS])


def recipient_from(name: str, phone: str, address: str) -> Recipient:
    """The recipient as typed; `Invalid` with everything that is wrong."""
    said = Recipient(_plain(name), _plain(phone).replace(" ", ""), _plain(address))
    faults = []
    if not said.name or len(said.name) > LONGEST_NAME:
        faults.append(Fault("/name", "missing", f"请写收件人姓名，最多{LONGEST_NAME}个字。"))
    if not _PHONE.fullmatch(said.phone):
        faults.append(Fault("/phone", "phone", "请写11位手机号，快递员要打电话。"))
    if not SHORTEST_ADDRESS <= len(said.address) <= LONGEST_ADDRESS:
        sentence = f"请写全收件地址：省、市、区县、街道、门牌号，最多{LONGEST_ADDRESS}个字。"
        faults.append(Fault("/address", "address", sentence))
    if faults:
        raise Invalid(faults=faults)
    return said


def _plain(typed: str) -> str:
    return "".join(each for each in typed if each.isprintable()).strip()
