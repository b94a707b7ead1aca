"""Which administrative divisions can stand in a code (GB/T 2260 行政区划代码).

Only the two digits of the province are judged: counties come and go, and a card keeps the code of the day it was made.
"""

PROVINCES = frozenset(
    {"11", "12", "13", "14", "15", "21", "22", "23"}  # 京 津 冀 晋 蒙 辽 吉 黑
    | {"31", "32", "33", "34", "35", "36", "37"}  # 沪 苏 浙 皖 闽 赣 鲁
    | {"41", "42", "43", "44", "45", "46"}  # 豫 鄂 湘 粤 桂 琼
    | {"50", "51", "52", "53", "54"}  # 渝 川 黔 滇 藏
    | {"61", "62", "63", "64", "65"}  # 陕 甘 青 宁 新
    | {"71", "81", "82"}  # 台 港 澳
)
NATION = "100000"  # bodies registered by the State itself

# Residence permits for people of Taiwan are numbered under 83, of Hong Kong and Macao under 81 and 82.
_PERSON_PREFIXES = PROVINCES | {"83"}


def is_division(code: str) -> bool:
    """Whether six digits can be a division of China, or the nation as a whole (行政区划代码)."""
    return code == NATION or code[:2] in PROVINCES


def may_number_persons(code: str) -> bool:
    """Whether six digits can begin the number of a person (公民身份号码地址码).

    A leading 9 marks the permanent residence card of a foreigner; the province follows it.
    """
    return code[:2] in _PERSON_PREFIXES or (code[:1] == "9" and code[1:3] in PROVINCES)
