import pytest

from tongban.foundation.kernel.codes import check, phones


@pytest.mark.parametrize(
    ("typed", "normalized"),
    [
        ("13812345678", "13812345678"),
        ("138 1234 5678", "13812345678"),
        ("138-1234-5678", "13812345678"),
        ("+86 138 1234 5678", "13812345678"),
        ("008613812345678", "13812345678"),
        ("8613812345678", "13812345678"),
        ("１３８１２３４５６７８", "13812345678"),
        ("0937-6220000", "09376220000"),
        ("(0937) 6220000", "09376220000"),
        ("(0937)6220000", "09376220000"),
        ("+86 937 622 0000", "09376220000"),
        ("+86 10 6552 0000", "01065520000"),
        ("010-65520000", "01065520000"),
        ("0931-88880000", "093188880000"),
    ],
)
def test_mobile_and_landline_numbers_become_digits(typed, normalized):
    assert check("phone", typed).valid
    assert check("phone", typed).normalized == normalized
    assert phones.is_mobile(normalized) is normalized.startswith("1")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", ["empty"]),
        ("1381234567", ["length"]),
        ("138123456789", ["length"]),
        ("12812345678", ["prefix"]),
        ("12345", ["length", "prefix"]),
        ("6220000", ["area_code"]),
        ("62200001", ["area_code"]),
        ("223", ["prefix"]),
        ("0937-622000", ["length"]),
        ("0937-0220000", ["prefix"]),
        ("0037-02200000000", ["area_code", "length", "prefix"]),
        ("1381234567a", ["character"]),
        ("+86 1381234567", ["length"]),
        ("013-81234567", ["area_code"]),
        ("+86", ["empty"]),
        ("打电话", ["character", "prefix"]),
    ],
)
def test_each_defect_has_its_code(typed, expected):
    assert [error.code for error in check("phone", typed).errors] == expected


def test_a_local_number_asks_for_the_area_code():
    assert check("phone", "6220000").errors[0].message == "座机号码请在前面加上区号，例如0937"
