"""The name of a file as it may be kept and shown (文件名)."""

import unicodedata

MAX_NAME = 120
_UNNAMED = "未命名"
# Control, surrogate, and format characters: a right-to-left override turns gpj.exe into exe.jpg on the screen.
_UNSEEN = {"Cc", "Cs", "Cf", "Zl", "Zp"}
_FORBIDDEN = set('<>:"|?*')


def clean_name(given: str) -> str:
    """The last part of a path, without unseen characters, at most 120 long, extension kept; idempotent."""
    last = unicodedata.normalize("NFC", given).replace("\\", "/").rsplit("/", 1)[-1]
    seen = "".join(each for each in last if unicodedata.category(each) not in _UNSEEN and each not in _FORBIDDEN)
    stem, dot, extension = " ".join(seen.split()).strip(". ").rpartition(".")
    if not dot:
        stem, extension = extension, ""
    ending = f".{extension[:10]}" if extension else ""
    return (stem[: MAX_NAME - len(ending)].strip(". ") or _UNNAMED) + ending.rstrip(". ")


def extension_of(name: str) -> str:
    """The extension in small letters without its dot, empty if there is none."""
    return name.rpartition(".")[2].lower() if "." in name else ""
