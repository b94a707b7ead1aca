"""What is left visible of personal data (脱敏显示): pure functions from a text to a text.

Each is idempotent, keeps the length except for addresses, and shows less, never more, when the text is not of the
expected form. They hide; they do not protect: who may see the value at all is decided before.
"""

import re

HIDDEN = "*"
_REST_OF_ADDRESS = HIDDEN * 4

# The first of these that fits decides how much of an address stays: township, else road, else division.
# No digit and no mask may come before the cut: what follows a digit is a house, a flat or a phone number.
_ADDRESS_CUTS = tuple(
    re.compile(rf"[^\d*]{{1,40}}?(?:{ends})") for ends in ("街道|苏木|镇|乡", "大道|路|街|巷", "自治县|区|县|市|州|省")
)


def mask_id(number: str) -> str:
    """An identity number (证件号码脱敏): four and four of a citizen's number, first and last of another."""
    return _keep(number, 4, 4) if len(number) >= 15 else _keep(number, 1, 1)


def mask_name(name: str) -> str:
    """A person's name (姓名脱敏): first and last character; of two characters the first; of one nothing."""
    return _keep(name, 1, 1 if len(name) > 2 else 0)


def mask_phone(number: str) -> str:
    """A telephone number in normalised form (电话脱敏): 3 and 4 digits of a mobile, area code and 2 of a landline."""
    if len(number) == 11 and number.startswith("1"):
        return _keep(number, 3, 4)
    if number.startswith("0"):
        return _keep(number, 4, 2)
    return _keep(number, 0, 2)


def mask_address(address: str) -> str:
    """An address down to the township or the road (地址脱敏), never the house."""
    if not address:
        return ""
    found = (cut.match(address) for cut in _ADDRESS_CUTS)
    kept = next((match.group() for match in found if match), "")
    return kept + _REST_OF_ADDRESS


def _keep(text: str, first: int, last: int) -> str:
    """Both ends of a text; stars alone when too little would be hidden: nothing, or under three of a number."""
    hidden = len(text) - first - last
    if hidden < 1 or (first + last > 2 and hidden < 3):
        return HIDDEN * len(text)
    return text[:first] + HIDDEN * hidden + text[len(text) - last :]
