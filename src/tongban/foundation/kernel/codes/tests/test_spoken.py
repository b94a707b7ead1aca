"""Codes that are drawn by lot."""

from tongban.foundation.kernel.codes.spoken import ALPHABET, drawn


def test_a_drawn_code_has_its_length_and_only_characters_that_are_told_apart():
    codes = [drawn(8) for _ in range(300)]
    assert {len(code) for code in codes} == {8}
    assert set("".join(codes)) == set(ALPHABET)
    assert len(set(codes)) == len(codes)
