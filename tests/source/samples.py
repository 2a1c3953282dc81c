"""Makes the files that the tests of `chancery.source` read: every byte of them is written here."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Sequence

LETTERS = {
    "ar": (
        "أتشرف بأن أحيل طيه رسالة من وزير خارجية بلدي بشأن الحالة في المنطقة. وأرجو ممتنا تعميم هذه الرسالة ومرفقها باعتبارهما "
        "وثيقة من وثائق الجمعية العامة، في إطار البند ٣٩ من جدول الأعمال، ومن وثائق مجلس الأمن.\n"
        "وقد أكدت الدول الأعضاء في الإعلان المشترك التزامها بمبادئ ميثاق الأمم المتحدة، ودعت إلى تسوية النزاعات بالوسائل "
        "السلمية، وأعربت عن قلقها البالغ إزاء تدهور الأوضاع الإنسانية.\n"
    ),
    "en": (
        "I have the honour to transmit herewith a letter from the Minister for Foreign Affairs of my country on the situation in "
        "the region – “a matter of concern to all”. I should be grateful if the present letter and its annex could be circulated "
        "as a document of the General Assembly, under the Council’s agenda item 39, and of the Security Council.\n"
        "In the declaration the parties reaffirmed their commitment to the Charter’s principles and called for restraint.\n"
    ),
    "es": (
        "Tengo el honor de transmitirle adjunta una carta del Ministro de Relaciones Exteriores de mi país sobre la situación en la "
        "región. Le agradecería que tuviera a bien hacer distribuir la presente carta y su anexo como documento de la Asamblea "
        "General, en relación con el tema 39 del programa, y del Consejo de Seguridad.\n"
        "En la declaración, los países reafirmaron su adhesión a los principios de la Carta y expresaron preocupación.\n"
    ),
    "fr": (
        "J’ai l’honneur de vous faire tenir ci-joint une lettre du Ministre des affaires étrangères de mon pays sur la situation "
        "dans la région. Je vous serais obligé de bien vouloir faire distribuer la présente lettre et son annexe comme document de "
        "l’Assemblée générale, au titre du point 39 de l’ordre du jour, et du Conseil de sécurité.\n"
        "Dans la déclaration, les États ont réaffirmé leur attachement à la Charte et exprimé leur préoccupation.\n"
    ),
    "ru": (
        "Имею честь настоящим препроводить письмо министра иностранных дел моей страны о положении в регионе. Буду признателен за "
        "распространение настоящего письма и приложения к нему в качестве документа Генеральной Ассамблеи по пункту 39 повестки "
        "дня и документа Совета Безопасности.\n"
        "В заявлении государства подтвердили приверженность принципам Устава и выразили глубокую обеспокоенность.\n"
    ),
    "zh": (
        "谨随函转递我国外交部长关于该地区局势的信。请将本函及其附件作为大会议程项目39的文件和安全理事会的文件分发为荷。\n"
        "各国在声明中重申恪守《联合国宪章》的宗旨和原则，呼吁通过对话和平解决争端，并对人道主义局势恶化表示严重关切。与会者强调，"
        "必须尊重各国的主权、独立和领土完整，不干涉内政，加强在打击恐怖主义和跨国有组织犯罪方面的合作。各方商定继续就这些问题进行磋商，"
        "并欢迎国际组织为促进该地区的稳定与发展所作的努力。大会主席和秘书长出席了会议。\n"
    ),
}
"""The same short letter in the six languages."""


# -- PDF --------------------------------------------------------------------------------------------------------------

Placed = tuple[float, float, str] | tuple[float, float, str, float]
"""Left edge and base line in points from the page's top left corner, text, and size."""


def pdf(
    pages: Sequence[Iterable[Placed]],
    *,
    font: bytes = b"",
    rotate: int = 0,
    extra: Iterable[bytes] = (),
    trailer: bytes = b"",
    packed: bool = False,
    size: tuple[int, int] = (595, 842),
) -> bytes:
    """Give a PDF file with printed lines of Helvetica, or of the font object `font`."""
    contents = []
    for page in pages:
        operators = []
        for left, base, text, *rest in page:
            encoded = (
                text.encode("cp1252", errors="replace")
                .replace(b"\\", b"\\\\")
                .replace(b"(", b"\\(")
                .replace(b")", b"\\)")
            )
            place = b"/F1 %.1f Tf 1 0 0 1 %.2f %.2f Tm" % (rest[0] if rest else 11.0, left, size[1] - base)
            operators.append(b"BT %b (%b) Tj ET" % (place, encoded))
        contents.append(b"\n".join(operators))
    return pdf_of(contents, font=font, rotate=rotate, extra=extra, trailer=trailer, packed=packed, size=size)


def pdf_of(
    contents: Sequence[bytes],
    *,
    font: bytes = b"",
    rotate: int = 0,
    extra: Iterable[bytes] = (),
    resources: bytes = b"",
    trailer: bytes = b"",
    packed: bool = False,
    size: tuple[int, int] = (595, 842),
) -> bytes:
    """Give a PDF file with one page for each content stream; `extra` objects are numbered from 4 on."""
    font = font or b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    extras = list(extra)
    first = 4 + len(extras)
    kids = b" ".join(b"%d 0 R" % (first + 2 * i) for i in range(len(contents)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%b] /Count %d >>" % (kids, len(contents)),
        font,
        *extras,
    ]
    for number, content in enumerate(contents):
        at = first + 2 * number
        page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Rotate %d /Contents %d 0 R " % (
            *size,
            rotate,
            at + 1,
        )
        objects.append(page + b"/Resources << /Font << /F1 3 0 R >> %b >> >>" % resources)
        objects.append(stream(content, packed=packed))
    return pdf_file(objects, trailer)


def stream(content: bytes, entries: bytes = b"", *, packed: bool = False) -> bytes:
    """Give a stream object."""
    if packed:
        content = zlib.compress(content)
        entries += b" /Filter /FlateDecode"
    return b"<< /Length %d %b >>\nstream\n%b\nendstream" % (len(content), entries, content)


def pdf_file(objects: Iterable[bytes], trailer: bytes = b"") -> bytes:
    """Give a PDF file of numbered objects, the first being the catalogue."""
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R %b >>\nstartxref\n%d\n%%%%EOF\n" % (len(places) + 1, trailer, table)
    return bytes(out)


def glyph_font(meanings: dict[int, str], width: int = 500) -> bytes:
    """Give a Type 3 font whose codes stand for the given characters, to be followed by `glyph_objects` as `extra`."""
    first, last = min(meanings), max(meanings)
    names = b" ".join(b"/g%d" % code for code in range(first, last + 1))
    widths = b" ".join(b"%d" % (width if code in meanings else 0) for code in range(first, last + 1))
    shapes = b" ".join(b"/g%d 4 0 R" % code for code in range(first, last + 1))
    return (
        b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1000 1000] /FontMatrix [0.001 0 0 0.001 0 0] /FirstChar %d /LastChar %d "
        b"/Widths [%b] /CharProcs << %b >> /Encoding << /Type /Encoding /Differences [%d %b] >> /ToUnicode 5 0 R >>"
        % (first, last, widths, shapes, first, names)
    )


def glyph_objects(meanings: dict[int, str], width: int = 500) -> list[bytes]:
    """Give the shape of the glyphs of `glyph_font` and the map from its codes to characters."""
    shape = b"%d 0 0 0 %d 700 d1 0 0 %d 700 re f" % (width, width - 20, width - 20)
    lines = b"\n".join(
        b"<%02X> <%b>" % (code, text.encode("utf-16-be").hex().encode()) for code, text in meanings.items()
    )
    chars = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /M def /CMapType 2 def\n"
        b"1 begincodespacerange <00> <FF> endcodespacerange\n%d beginbfchar\n%b\nendbfchar\nendcmap end end"
        % (len(meanings), lines)
    )
    return [stream(shape), stream(chars)]


def picture_pdf(width: int, height: int, grey: bytes, *, dots: float = 300.0) -> bytes:
    """Give a PDF file whose only page is a grey picture."""
    image = stream(
        grey,
        b"/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent 8"
        % (width, height),
        packed=True,
    )
    points = (round(width * 72 / dots), round(height * 72 / dots))
    content = b"q %d 0 0 %d 0 0 cm /I Do Q" % points
    return pdf_of([content], extra=[image], resources=b"/XObject << /I 4 0 R >>", size=points)


# -- DOCX -------------------------------------------------------------------------------------------------------------

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMES = (
    f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def docx(body: str, **parts: str) -> bytes:
    """Give a DOCX file.

    `body` is the content of ``w:body``; `parts` are the contents of further parts by kind: ``styles``, ``numbering``,
    ``footnotes``, ``endnotes``, ``settings``, ``header_1`` (relation id ``header_1``) and so on.
    """
    members = {
        "[Content_Types].xml": _content_types(parts),
        "_rels/.rels": _relations([("rId1", "officeDocument", "word/document.xml")]),
        "word/document.xml": f"<w:document {_NAMES}><w:body>{body}</w:body></w:document>",
    }
    relations = []
    roots = {"header": "hdr", "footer": "ftr"}
    for name, content in parts.items():
        kind = name.partition("_")[0]
        root = roots.get(kind, kind)
        relations.append((name, kind, f"{name}.xml"))
        members[f"word/{name}.xml"] = f"<w:{root} {_NAMES}>{content}</w:{root}>"
    members["word/_rels/document.xml.rels"] = _relations(relations)
    return packed(members)


def _content_types(parts: Iterable[str]) -> str:
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml."
    kinds = [("document", "document.main"), *((name, name.partition("_")[0]) for name in parts)]
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{main}{kind}+xml"/>' for name, kind in kinds
    )
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
        f'ContentType="application/xml"/>{overrides}</Types>'
    )


def _relations(relations: Iterable[tuple[str, str, str]]) -> str:
    entries = "".join(
        f'<Relationship Id="{i}" Type="{_TYPE}{kind}" Target="{target}"/>' for i, kind, target in relations
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{entries}</Relationships>'
    )


def packed(members: dict[str, str | bytes] | dict[str, str]) -> bytes:
    """Give a zip file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def p(text: str, properties: str = "") -> str:
    """Give a paragraph of one run."""
    return f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


# -- legacy Word ------------------------------------------------------------------------------------------------------


def doc(text: str, *, encrypted: bool = False, stream_name: str = "WordDocument") -> bytes:
    """Give a Word 97 file whose text stream holds the paragraphs of `text` in UTF-16, in one piece.

    As in real files, more follows the text in its stream: catdoc leaves out the last 256 bytes of a stream.
    """
    characters = text.replace("\n", "\r").encode("utf-16-le")
    start = 1024
    fib = bytearray(start)
    struct.pack_into("<HHHHHH", fib, 0, 0xA5EC, 0xC1, 0, 0x0409, 0, 0x1000 | (0x0100 if encrypted else 0))
    struct.pack_into("<II", fib, 0x18, start, start + len(characters))
    content = bytes(fib) + characters
    content += bytes(1024 + -len(content) % 512)
    content += bytes(max(0, 4096 - len(content)))
    sectors = len(content) // 512
    chain = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, sectors + 2), 0xFFFFFFFE]
    chain += [0xFFFFFFFF] * (128 - len(chain))
    header = struct.pack(
        "<8s16sHHHHHHIIIIIIIII",
        *(
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            bytes(16),
            0x3E,
            3,
            0xFFFE,
            9,
            6,
            0,
            0,
            0,
            1,
            1,
            0,
            4096,
            0xFFFFFFFE,
            0,
            0xFFFFFFFE,
        ),
    )
    header += struct.pack("<I", 0) + struct.pack("<109I", 0, *([0xFFFFFFFF] * 108))
    directory = _entry("Root Entry", 5, 1, 0xFFFFFFFE, 0) + _entry(stream_name, 2, 0xFFFFFFFF, 2, len(content))
    return header + struct.pack("<128I", *chain[:128]) + directory.ljust(512, b"\0") + content


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    encoded = (name + "\0").encode("utf-16-le")
    free = 0xFFFFFFFF
    return struct.pack(
        "<64sHBBIII16sIQQIQ", encoded, len(encoded), kind, 1, free, free, child, bytes(16), 0, 0, 0, start, size
    )


# -- images -----------------------------------------------------------------------------------------------------------


def png(width: int, height: int, grey: bytes, *, dots: float = 300.0) -> bytes:
    """Give a grey PNG image."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    rows = b"".join(b"\0" + grey[at : at + width] for at in range(0, len(grey), width or 1))
    metres = round(dots / 0.0254)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
        + chunk(b"pHYs", struct.pack(">IIB", metres, metres, 1))
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def tiff(pages: Sequence[tuple[int, int, bytes]], *, dots: int = 300, order: str = "<") -> bytes:
    """Give a grey TIFF file, not compressed, of several pages."""
    out = bytearray(b"II*\0" if order == "<" else b"MM\0*") + bytes(4)
    link = 4
    for width, height, grey in pages:
        picture = len(out)
        out += grey + b"\0" * (len(grey) % 2)
        fraction = len(out)
        out += struct.pack(order + "II", dots, 1)
        struct.pack_into(order + "I", out, link, len(out))
        fields = [
            *((256, 4, width), (257, 4, height), (258, 3, 8), (259, 3, 1), (262, 3, 1), (273, 4, picture), (277, 3, 1)),
            *((278, 4, height), (279, 4, len(grey)), (282, 5, fraction), (283, 5, fraction), (296, 3, 2)),
        ]
        out += struct.pack(order + "H", len(fields))
        for tag, kind, value in fields:
            short = struct.pack(order + "HH", value, 0) if kind == 3 else struct.pack(order + "I", value)
            out += struct.pack(order + "HHI", tag, kind, 1) + short
        link = len(out)
        out += bytes(4)
    return bytes(out)


# -- Akoma Ntoso ------------------------------------------------------------------------------------------------------


def akn(body: str, *, meta: str = "", language: str = "eng", root: str = "statement") -> bytes:
    """Give an Akoma Ntoso file; `body` follows ``meta`` in the statement."""
    return (
        '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0">'
        f'<{root} name="resolution"><meta><identification source="#x"><FRBRWork><FRBRdate date="2023-12-07" name="adoption"/>'
        f'</FRBRWork><FRBRExpression><FRBRlanguage language="{language}"/></FRBRExpression></identification>{meta}</meta>'
        f"{body}</{root}></akomaNtoso>"
    ).encode()
