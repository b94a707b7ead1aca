"""Files of every kind, good and hostile, made on the spot: nothing dangerous lies in the repository."""

import io
import struct
import zipfile
import zlib

import pikepdf
from PIL import Image

TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
MACRO_TYPES = TYPES.replace("application/xml", "application/vnd.ms-word.macroEnabled.main+xml")
WORD = '<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="w"><w:body><w:p>申请书</w:p></w:body></w:document>'
RELATION = '<Relationships><Relationship Id="a" Type="{}" Target="{}" TargetMode="External"/></Relationships>'


def pdf(pages: int = 1, **saving) -> bytes:
    document = pikepdf.new()
    for _ in range(pages):
        document.add_blank_page()
    return saved(document, **saving)


def saved(document: pikepdf.Pdf, **saving) -> bytes:
    out = io.BytesIO()
    document.save(out, **saving)
    return out.getvalue()


def pdf_with(change) -> bytes:
    document = pikepdf.new()
    document.add_blank_page()
    change(document)
    return saved(document)


def scripted(document: pikepdf.Pdf) -> None:
    document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def launching(document: pikepdf.Pdf) -> None:
    document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="cmd.exe")


def calling_home(document: pikepdf.Pdf) -> None:
    document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.URI, URI="http://example.invalid")


def carrying(document: pikepdf.Pdf) -> None:
    document.attachments["hidden.exe"] = b"MZ"


def scripted_in_field(document: pikepdf.Pdf) -> None:
    action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="x()")
    field = pikepdf.Dictionary(T="a", AA=pikepdf.Dictionary(K=action))
    document.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([field]))


def scripted_deep_in_arrays(document: pikepdf.Pdf) -> None:
    inner = pikepdf.Array([pikepdf.Dictionary(S=pikepdf.Name("/JavaScript"), JS="x()")])
    document.Root.Deep = pikepdf.Array([pikepdf.Array([inner])])


def with_form_of_xml(document: pikepdf.Pdf) -> None:
    document.Root.AcroForm = pikepdf.Dictionary(XFA=document.make_stream(b"<xdp/>"))


def opening_on_a_page(document: pikepdf.Pdf) -> None:
    document.Root.OpenAction = pikepdf.Array([document.pages[0].obj, pikepdf.Name.Fit])


def picture(kind: str = "PNG", size: tuple[int, int] = (300, 240), mode: str = "RGB", **saving) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, 200 if mode in {"L", "P", "1"} else None).save(out, kind, **saving)
    return out.getvalue()


def photo_with_place() -> bytes:
    """A photo of 300 × 240 lying on its side (orientation 6) that tells where it was taken."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "SecretCamera"
    exif.get_ifd(0x8825)[2] = (39.0, 46.0, 0.0)
    return picture("JPEG", exif=exif, comment=b"hidden words")


def png_that_claims(width: int, height: int) -> bytes:
    """A small file whose header promises many pixels."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")


def archive(members: dict[str, bytes | str], *, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return out.getvalue()


def docx() -> bytes:
    return docx_with({})


def docx_with(members: dict[str, bytes | str]) -> bytes:
    return archive({"[Content_Types].xml": TYPES, "word/document.xml": WORD, **members})


def xlsx() -> bytes:
    return archive({"[Content_Types].xml": TYPES, "xl/workbook.xml": "<workbook/>"})


def ofd() -> bytes:
    return archive({"OFD.xml": "<OFD/>", "Doc_0/Document.xml": "<Document/>"})


def docx_with_link() -> bytes:
    out = io.BytesIO(docx())
    with zipfile.ZipFile(out, "a") as made:
        link = zipfile.ZipInfo("word/link.xml")
        link.create_system = 3
        link.external_attr = 0o120777 << 16
        made.writestr(link, "/etc/passwd")
    return out.getvalue()


def docx_said_to_be_encrypted() -> bytes:
    blob = bytearray(docx())
    at = blob.find(b"PK\x01\x02")
    blob[at + 8] |= 1
    return bytes(blob)


def docx_with_broken_sum() -> bytes:
    blob = bytearray(archive({"[Content_Types].xml": TYPES, "word/document.xml": WORD}, compression=0))
    blob[blob.find("申请书".encode())] ^= 1
    return bytes(blob)


def overlapping() -> bytes:
    """Two names in the directory for the same bytes: small to carry, endless to unpack."""
    blob = docx_with({f"word/{n:03}.xml": "<a/>" for n in range(3)})
    out = bytearray(blob)
    start = blob.find(b"PK\x01\x02", blob.find(b"PK\x01\x02") + 1)
    for _ in range(3):
        out[start + 20 : start + 24] = struct.pack("<I", len(blob))
        start = blob.find(b"PK\x01\x02", start + 1)
    return bytes(out)


def laughing() -> str:
    lines = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))
    return f'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY l0 "ha">{lines}]><l>&l8;</l>'


GOOD: dict[str, bytes] = {
    "材料.pdf": pdf(2),
    "目录.pdf": pdf_with(opening_on_a_page),
    "照片.jpg": photo_with_place(),
    "照片.JPEG": picture("JPEG"),
    "灰度.jpg": picture("JPEG", mode="L"),
    "印刷.jpg": picture("JPEG", mode="CMYK"),
    "截图.png": picture(),
    "透明.png": picture(mode="RGBA"),
    "黑白.png": picture(mode="1"),
    "调色.png": picture(mode="P", transparency=3),
    "申请书.docx": docx(),
    "表.xlsx": xlsx(),
    "版式.ofd": ofd(),
}

BAD: dict[str, tuple[str, bytes, str]] = {
    "nothing at all": ("空.pdf", b"", "empty"),
    "one byte": ("一.pdf", b"%", "unknown_type"),
    "only a head": ("头.pdf", b"%PDF-1.7\n", "truncated"),
    "a head and an end": ("头尾.pdf", b"%PDF-1.7\n%%EOF\n", "unreadable"),
    "more than 20 MB": ("大.pdf", b"%PDF-" + bytes(20 * 1024 * 1024), "too_large"),
    "a truncated pdf": ("半.pdf", pdf(3)[:-40], "truncated"),
    "more than 200 pages": ("书.pdf", pdf(201), "too_many_pages"),
    "a pdf with a password": (
        "密.pdf",
        pdf(encryption=pikepdf.Encryption(user="a", owner="b")),
        "encrypted",
    ),
    "a pdf that may not be printed": (
        "限.pdf",
        pdf(encryption=pikepdf.Encryption(user="", owner="b")),
        "encrypted",
    ),
    "a pdf with a script": ("js.pdf", pdf_with(scripted), "active"),
    "a pdf that starts programs": ("launch.pdf", pdf_with(launching), "active"),
    "a pdf that calls home": ("uri.pdf", pdf_with(calling_home), "active"),
    "a pdf with an attachment": ("attach.pdf", pdf_with(carrying), "active"),
    "a pdf with a script in a field": ("field.pdf", pdf_with(scripted_in_field), "active"),
    "a pdf with a script in arrays": ("deep.pdf", pdf_with(scripted_deep_in_arrays), "active"),
    "a pdf with a form of xml": ("xfa.pdf", pdf_with(with_form_of_xml), "active"),
    "a web page before a pdf": ("前.pdf", b"<html><script>1</script>" + pdf(), "web_page"),
    "a web page in the head of a pdf": ("中.pdf", b"%PDF-1.7\n<script>1</script>\n" + pdf(), "polyglot"),
    "a web page behind a pdf": ("后.pdf", pdf() + b"<html>", "polyglot"),
    "an archive behind a pdf": ("尾.pdf", pdf() + archive({"a": "b"}), "polyglot"),
    "blanks before a pdf": ("空格.pdf", b"\n\n" + pdf(), "unknown_type"),
    "a png called jpg": ("错.jpg", picture(), "extension_disagrees"),
    "a pdf called png": ("错.png", pdf(), "extension_disagrees"),
    "a pdf without extension": ("没有后缀", pdf(), "extension_disagrees"),
    "a docx called xlsx": ("错.xlsx", docx(), "extension_disagrees"),
    "a pdf with two extensions": ("a.pdf.exe", pdf(), "extension_disagrees"),
    "an extension that reads backwards": ("a\u202efdp.exe", pdf(), "extension_disagrees"),
    "a promise of 10 gigapixels": ("炸.png", png_that_claims(100_000, 100_000), "too_many_pixels"),
    "a promise of 60 megapixels": ("大.png", png_that_claims(10_000, 6_000), "too_many_pixels"),
    "a stamp": ("小.png", picture(size=(100, 400)), "too_small"),
    "half a photo": ("半.jpg", picture("JPEG", (900, 900))[:-600], "unreadable"),
    "a jpeg head and noise": ("噪.jpg", b"\xff\xd8\xff\xe0" + bytes(range(256)) * 8, "unreadable"),
    "a png without pixels": ("缺.png", png_that_claims(300, 300), "unreadable"),
    "a gif": ("动.gif", picture("GIF"), "other_picture"),
    "a bmp": ("b.bmp", picture("BMP"), "other_picture"),
    "a tiff": ("t.tiff", picture("TIFF"), "other_picture"),
    "a webp called jpg": ("w.jpg", picture("WEBP"), "other_picture"),
    "a heic": ("照片.heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(100), "heic"),
    "a heic called jpg": ("照片.jpg", b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic" + bytes(100), "heic"),
    "a film": ("片.mp4", b"\0\0\0\x18ftypisom\0\0\0\0" + bytes(100), "unknown_type"),
    "a drawing with a script": ("图.svg", b"<svg onload='alert(1)'/>", "web_page"),
    "a drawing called png": ("图.png", b"\xef\xbb\xbf <?xml version='1.0'?><svg/>", "web_page"),
    "a program called pdf": ("程序.pdf", b"MZ\x90\0" + bytes(500), "program"),
    "a linux program": ("程序.docx", b"\x7fELF" + bytes(500), "program"),
    "a shell script": ("脚本.pdf", b"#!/bin/sh\nrm -rf /\n", "program"),
    "plain words": ("说明.txt", "我要办事".encode(), "unknown_type"),
    "words in GB 18030": ("说明.pdf", "我要办事".encode("gb18030"), "unknown_type"),
    "an old word file": ("老.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old_office"),
    "a rar": ("包.rar", b"Rar!\x1a\x07\0" + bytes(100), "plain_archive"),
    "a 7z": ("包.7z", b"7z\xbc\xaf\x27\x1c" + bytes(100), "plain_archive"),
    "a zip of photos": ("包.zip", archive({"a.jpg": picture("JPEG")}), "plain_archive"),
    "an empty zip": ("空.docx", archive({}), "plain_archive"),
    "a zip in a zip": ("嵌.docx", docx_with({"word/inner.zip": archive({"a": "b"})}), "nested"),
    "a zip under another name": ("嵌.docx", docx_with({"word/media/a.png": archive({"a": "b"})}), "nested"),
    "a program in a docx": ("嵌.docx", docx_with({"word/media/a.bin": b"MZ" + bytes(99)}), "nested"),
    "a bomb of 210 MB": ("炸.docx", docx_with({f"word/{n}.xml": bytes(42_000_000) for n in range(5)}), "bomb"),
    "a bomb by ratio": ("炸.xlsx", docx_with({"word/a.xml": bytes(20_000_000)}), "bomb"),
    "too many members": ("多.docx", docx_with({f"word/{n}.xml": "" for n in range(2001)}), "bomb"),
    "members that overlap": ("叠.docx", overlapping(), "bomb"),
    "entities that grow": ("笑.docx", docx_with({"word/a.xml": laughing()}), "bomb"),
    "a path that climbs": ("滑.docx", docx_with({"../../etc/cron.d/a": "x"}), "bad_path"),
    "a path from the root": ("滑.docx", docx_with({"/etc/passwd": "x"}), "bad_path"),
    "a path of another system": ("滑.docx", docx_with({"C:\\a.txt": "x"}), "bad_path"),
    "a link": ("链.docx", docx_with_link(), "link"),
    "an encrypted member": ("密.docx", docx_said_to_be_encrypted(), "encrypted"),
    "a broken sum": ("坏.docx", docx_with_broken_sum(), "unreadable"),
    "broken markup": ("坏.docx", docx_with({"word/a.xml": "<a><b></a>"}), "unreadable"),
    "a macro": ("宏.docx", docx_with({"word/vbaProject.bin": b"x"}), "macro"),
    "a macro under another name": (
        "宏.docx",
        archive(
            {
                "[Content_Types].xml": TYPES.replace(
                    "application/xml", "application/vnd.ms-word.macroEnabled.main+xml"
                ),
                "word/document.xml": WORD,
            }
        ),
        "macro",
    ),
    "a template from elsewhere": (
        "引.docx",
        docx_with({"word/_rels/a.rels": RELATION.format("http://x/attachedTemplate", "http://example.invalid/t.dotm")}),
        "fetches",
    ),
    "word and excel at once": ("双.docx", docx_with({"xl/workbook.xml": "<workbook/>"}), "polyglot"),
    "words behind a docx": ("尾.docx", docx() + b"tail", "polyglot"),
    "a zip cut in two": ("半.docx", docx()[:-30], "unreadable"),
}
