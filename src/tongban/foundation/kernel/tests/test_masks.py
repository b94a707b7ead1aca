import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.foundation.kernel.masks import mask_address, mask_id, mask_name, mask_phone

ALL = [mask_id, mask_name, mask_phone, mask_address]


@pytest.mark.req("R-199")
@pytest.mark.parametrize(
    ("mask", "value", "shown"),
    [
        (mask_id, "620201199003070017", "6202**********0017"),
        (mask_id, "620201900307001", "6202*******7001"),
        (mask_id, "E12345678", "E*******8"),
        (mask_id, "", ""),
        (mask_name, "王小峰", "王*峰"),
        (mask_name, "李强", "李*"),
        (mask_name, "欧阳小峰", "欧**峰"),
        (mask_name, "王", "*"),
        (mask_name, "", ""),
        (mask_phone, "13812345678", "138****5678"),
        (mask_phone, "09376220012", "0937*****12"),
        (mask_phone, "6220012", "*****12"),
        (mask_phone, "12", "**"),
        (mask_phone, "09376220", "********"),
        (mask_phone, "093762200", "0937***00"),
        (mask_phone, "", ""),
        (mask_address, "甘肃省嘉峪关市雄关街道福民社区12号楼3单元501室", "甘肃省嘉峪关市雄关街道****"),
        (mask_address, "嘉峪关市新城镇中沟村3组", "嘉峪关市新城镇****"),
        (mask_address, "嘉峪关市新华中路12号", "嘉峪关市新华中路****"),
        (mask_address, "嘉峪关市12号楼", "嘉峪关市****"),
        (mask_address, "12号楼在雄关街道", "****"),
        (mask_address, "不详", "****"),
        (mask_address, "", ""),
    ],
)
def test_a_mask_leaves_only_what_is_needed_to_recognise(mask, value, shown):
    assert mask(value) == shown


@pytest.mark.parametrize("mask", ALL)
@given(text=st.text(max_size=60) | st.text("0123456789*王峰市区县路街道镇乡X", max_size=60))
def test_a_mask_is_idempotent_and_never_shows_more(mask, text):
    masked = mask(text)

    assert mask(masked) == masked
    visible = masked.rstrip("*") if mask is mask_address else masked
    if mask is mask_address:
        assert text.startswith(visible)
        assert not any(c.isdecimal() for c in visible)
    else:
        assert len(masked) == len(text)
        assert all(shown in (original, "*") for shown, original in zip(masked, text, strict=True))
        assert not text or "*" in masked


@given(st.text("0123456789", min_size=15, max_size=18))
def test_the_birthday_and_the_sequence_of_an_identity_number_stay_hidden(number):
    assert set(mask_id(number)[4:-4]) == {"*"}
