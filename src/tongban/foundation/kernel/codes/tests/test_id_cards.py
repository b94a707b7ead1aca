from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.foundation.kernel.codes import Sex, age, birth_date, check, id_cards, sex
from tongban.foundation.kernel.codes.regions import PROVINCES

VALID = ["620201199003070017", "620201198511120020"]

dates = st.dates(min_value=id_cards.EARLIEST_BIRTH, max_value=date(2026, 6, 30))


@st.composite
def numbers(draw) -> str:
    province = draw(st.sampled_from(sorted(PROVINCES)))
    body = f"{province}{draw(st.integers(0, 9999)):04d}{draw(dates):%Y%m%d}{draw(st.integers(0, 999)):03d}"
    return body + id_cards.check_digit(body)


def codes(value: str, **given_) -> list[str]:
    return [error.code for error in check("id_card", value, **given_).errors]


@pytest.mark.req("R-207")
@pytest.mark.parametrize("number", VALID)
def test_a_valid_number_passes_as_it_is(number):
    answer = check("id_card", number, on=date(2026, 1, 1))

    assert answer.valid
    assert answer.normalized == number
    assert answer.errors == ()


@pytest.mark.parametrize(
    "typed",
    [
        " 620201 19900307 0017 ",
        "620201-19900307-0017",
        "６２０２０１１９９００３０７００１７",
        "'620201199003070017",
        "620201199003070017\ufeff",
        "6202\u200b01199003070017\r\n",
        "620201.19900307.0017",
        "620201—19900307—0017",
        "620201\u00a019900307\u30000017",
    ],
)
def test_spaces_hyphens_width_and_invisible_characters_do_not_matter(typed):
    assert check("id_card", typed).normalized == VALID[0]
    assert check("id_card", typed).valid


def test_a_small_x_becomes_a_capital():
    body = next(b for n in range(100) if id_cards.check_digit(b := f"62020019990101{n:03d}") == "X")

    assert check("id_card", body + "x").valid
    assert check("id_card", body + "x").normalized == body + "X"
    assert check("id_card", body + "x").normalized == check("id_card", body + "ｘ").normalized


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("", ["empty"]),
        (" - ", ["empty"]),
        ("620201900307001", ["legacy_15"]),
        ("620201901307001", ["length"]),  # 13th month: not an old number but one with three digits missing
        ("62020119900307001", ["length"]),
        ("6202011990030700177", ["length"]),
        ("620201199003070018", ["check_digit"]),
        ("990201199003070017", ["region", "check_digit"]),
        ("620201199002300017", ["birth_date", "check_digit"]),
        ("620201184912310017", ["birth_date", "check_digit"]),
        ("62020119900307001A", ["character"]),
        ("62020119900307O017", ["character"]),
        ("99020119900230O017", ["character", "region", "birth_date"]),
        ("620201X99003070017", ["character"]),
        ("٦٢٠٢٠١١٩٩٠٠٣٠٧٠٠١٧", ["character", "character"]),
    ],
)
def test_each_defect_has_its_code_and_all_are_told_at_once(value, expected):
    assert codes(value) == expected


def test_messages_say_where_and_what_to_do():
    told = [e.message for e in check("id_card", "620201199003070018").errors]

    assert told == ["第18位校验码不对，按前17位应为7，请对照身份证逐位核对"]
    assert "少了1位" in check("id_card", "62020119900307001").errors[0].message
    assert "第15位“O”" in check("id_card", "62020119900307O017").errors[0].message
    assert "可能是数字0" in check("id_card", "62020119900307O017").errors[0].message


def test_nobody_is_born_after_the_day_of_the_check():
    body = "62020020260601001"
    number = body + id_cards.check_digit(body)

    assert codes(number, on=date(2026, 5, 31)) == ["birth_in_future"]
    assert codes(number, on=date(2026, 6, 1)) == []
    assert codes(number) == []


def test_a_number_tells_birth_date_and_sex():
    assert birth_date(VALID[0]) == date(1990, 3, 7)
    assert sex(VALID[0]) is Sex.MALE
    assert sex(VALID[1]) is Sex.FEMALE


@pytest.mark.parametrize(
    ("on", "years"), [(date(2008, 3, 6), 17), (date(2008, 3, 7), 18), (date(2008, 3, 8), 18), (date(1990, 3, 7), 0)]
)
def test_a_year_of_age_is_full_on_the_birthday(on, years):
    assert age(VALID[0], on=on) == years


def test_who_was_born_on_29_february_is_a_year_older_on_1_march():
    body = "62020020040229001"
    number = body + id_cards.check_digit(body)

    assert age(number, on=date(2022, 2, 28)) == 17
    assert age(number, on=date(2022, 3, 1)) == 18
    assert age(number, on=date(2024, 2, 29)) == 20


def test_an_unchecked_number_has_no_birth_date():
    with pytest.raises(AssertionError):
        birth_date("620201199003070018")


@pytest.mark.parametrize("prefix", ["810000", "820000", "830000", "962156"])
def test_residence_permits_with_the_same_structure_pass(prefix):
    body = prefix + "19900307001"

    assert check("id_card", body + id_cards.check_digit(body)).valid


@given(numbers())
def test_every_generated_number_is_valid_and_stays_as_it_is(number):
    answer = check("id_card", number)

    assert answer.valid
    assert answer.normalized == number


@pytest.mark.req("R-207")
@given(numbers())
def test_every_wrong_character_and_every_swap_of_neighbours_is_caught(number):
    for position, right in enumerate(number):
        for wrong in "0123456789X":
            if wrong != right:
                assert not check("id_card", number[:position] + wrong + number[position + 1 :]).valid
    for i in range(17):
        if number[i] != number[i + 1]:
            assert not check("id_card", number[:i] + number[i + 1] + number[i] + number[i + 2 :]).valid
