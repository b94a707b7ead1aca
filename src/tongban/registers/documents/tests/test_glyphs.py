"""Which characters papers can show: read from the fonts' own maps, the same as what typst finds."""

from tongban.registers.documents.rendering.glyphs import printable, unprintable


def test_the_bundled_fonts_print_chinese_and_not_everything():
    assert len(printable()) > 7000
    assert unprintable("嘉峪关市：办事，（样例）—“五”0123456789ABCxyz\n\t") == ""
    assert unprintable("好𠮷😀好𠮷㎡") == "𠮷😀㎡"
    assert unprintable("") == ""
