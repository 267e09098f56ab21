"""PDFs that nobody printed with asof: each is an attack on whoever reads it."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable
from io import BytesIO

import pikepdf

MEBI = 2**20


def written(objects: Iterable[bytes], root: int = 1, trailer: bytes = b"") -> bytes:
    """A PDF of objects as they are written, numbered from 1, with its table."""
    made, places = bytearray(b"%PDF-1.7\n"), []
    for number, each in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    start = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    made += b"".join(b"%010d 00000 n \n" % place for place in places)
    made += b"trailer\n<</Root %d 0 R/Size %d%s>>\n" % (root, len(places) + 1, trailer)
    return bytes(made + b"startxref\n%d\n%%%%EOF\n" % start)


def stream(content: bytes, about: bytes = b"") -> bytes:
    """A stream as an object is written."""
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(content), about, content)


PAGES = b"<</Type/Pages/Count 1/Kids[3 0 R]>>"
PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"


def attached(content: bytes, about: bytes = b"", copies: int = 1) -> bytes:
    """A page with a file of the record's name, once or often."""
    named = (
        b"(asof.json)5 0 R" if copies == 1 else b"".join(b"(%07d)5 0 R" % n for n in range(copies))
    )
    root = b"<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[%s]>>>>>>" % named
    file = b"<</Type/Filespec/F(asof.json)/UF(asof.json)/EF<</F 4 0 R>>>>"
    return written([root, PAGES, PAGE, stream(content, about), file])


def bomb(content: bytes, times: int) -> bytes:
    """A content so many times, packed; made at once, and not so many times."""
    packer = zlib.compressobj(9, wbits=-zlib.MAX_WBITS)
    block = packer.compress(content) + packer.flush(zlib.Z_FULL_FLUSH)
    return b"\x78\xda" + block * times + packer.flush()


def nested_filters() -> bytes:
    """Four gigabytes, packed three times."""
    packed = zlib.compress(zlib.compress(bomb(b"0" * MEBI, 4096), 9), 9)
    return attached(packed, b"/Type/EmbeddedFile/Filter[%s]" % (b"/FlateDecode" * 3))


def small_lists(size: int) -> bytes:
    """A record of many small lists: what is read of it takes twenty times its size."""
    content = b'{"facts":[' + b"[]," * (size // 3) + b"[]]}"
    return attached(zlib.compress(content, 9), b"/Type/EmbeddedFile/Filter/FlateDecode")


def many_records() -> bytes:
    """Files that are no record, each to be read to its end."""
    content = zlib.compress(b"[" + b"0," * MEBI + b"0]", 9)
    return attached(content, b"/Type/EmbeddedFile/Filter/FlateDecode", 20_000)


def many_objects() -> bytes:
    """A million objects of nothing."""
    return written([b"<</Type/Catalog/Pages 2 0 R>>", PAGES, PAGE, *[b"[]"] * 1_000_000])


def table_that_leads_to_itself() -> bytes:
    """A table of objects that names itself as the one before."""
    made = written([b"<</Type/Catalog/Pages 2 0 R>>", PAGES, PAGE])
    start = made.index(b"xref")
    return written([b"<</Type/Catalog/Pages 2 0 R>>", PAGES, PAGE], trailer=b"/Prev %d" % start)


def pages_in_a_circle() -> bytes:
    """A folder of pages that holds itself."""
    circle = b"<</Type/Pages/Parent 2 0 R/Count 9/Kids[2 0 R 2 0 R]>>"
    return written([b"<</Type/Catalog/Pages 2 0 R>>", circle])


def one_page_often() -> bytes:
    """Half a million pages that are one."""
    kids = b"<</Type/Pages/Count 500000/Kids[%s]>>" % (b"3 0 R " * 500_000)
    return written([b"<</Type/Catalog/Pages 2 0 R>>", kids, PAGE])


def page_of_words() -> bytes:
    """A page whose words are a gigabyte."""
    page = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R"
        b"/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>"
    )
    content = bomb(b"BT /F 9 Tf " + b"(words) Tj " * 95_000 + b"ET ", 1000)
    root = b"<</Type/Catalog/Pages 2 0 R>>"
    return written([root, PAGES, page, stream(content, b"/Filter/FlateDecode")])


def forms_in_forms() -> bytes:
    """Forms that each draw the next one ten times."""
    uses = b"/Resources<</XObject<</X %d 0 R>>>>"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R%s>>" % (uses % 5)
    form = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]"
    forms = [stream(b"/X Do " * 10, form + uses % number) for number in range(6, 18)]
    return written([b"<</Type/Catalog/Pages 2 0 R>>", PAGES, page, stream(b"/X Do " * 10), *forms])


def signed_by_nobody(contents: bytes, ranges: bytes = b"0 9 9 9", fields: int = 1) -> bytes:
    """Fields of signatures that are none."""
    form = b"<</Fields[%s]/SigFlags 3>>" % (b"5 0 R " * fields)
    root = b"<</Type/Catalog/Pages 2 0 R/AcroForm %s>>" % form
    kind = b"/Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached"
    value = b"<<%s/ByteRange[%s]/Contents<%s>>>" % (kind, ranges, contents)
    field = b"<</FT/Sig/T(S)/V 4 0 R>>"
    return written([root, PAGES, PAGE, value, field])


def signatures_in_a_circle() -> bytes:
    """A field that is its own child."""
    root = b"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[4 0 R]>>>>"
    return written([root, PAGES, PAGE, b"<</FT/Sig/T(S)/Kids[4 0 R 4 0 R]>>", b"[/ByteRange]"])


def locked() -> bytes:
    """A file that takes a password."""
    made, out = pikepdf.new(), BytesIO()
    made.add_blank_page()
    made.save(out, encryption=pikepdf.Encryption(owner="o", user="u"))
    return out.getvalue()


def with_record(text: str) -> bytes:
    """A page with a record of such a text."""
    return attached(text.encode(), b"/Type/EmbeddedFile")


HOSTILE: dict[str, Callable[[], bytes]] = {
    "nothing": lambda: b"",
    "not a PDF": lambda: b"\x7fELF" + bytes(9999),
    "zeros": lambda: bytes(MEBI),
    "a head alone": lambda: b"%PDF-1.7\n",
    "nested filters": nested_filters,
    "a record of small lists": lambda: small_lists(3 * MEBI),
    "a record of all too many": lambda: small_lists(60 * MEBI),
    "many records": many_records,
    "many objects": many_objects,
    "a table that leads to itself": table_that_leads_to_itself,
    "pages in a circle": pages_in_a_circle,
    "one page often": one_page_often,
    "a page of words": page_of_words,
    "forms in forms": forms_in_forms,
    "a signature of nothing": lambda: signed_by_nobody(b"00"),
    "a signature of depth": lambda: signed_by_nobody(b"3080" * MEBI),
    "a signature of the moon": lambda: signed_by_nobody(b"3000", b"0 99999999999999999999 -1 2"),
    "many signatures": lambda: signed_by_nobody(b"3000", fields=200_000),
    "signatures in a circle": signatures_in_a_circle,
    "a lock": locked,
}
