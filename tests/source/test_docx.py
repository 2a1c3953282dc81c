from __future__ import annotations

import io
import zipfile

import docx as python_docx
import pytest
from samples import LETTERS, W, docx, p, packed

from chancery.source import limits, read_bytes
from chancery.source.model import Damaged, NoText, Source, TooLarge, Unsupported


def read(data: bytes) -> Source:
    return read_bytes(data, "letter.docx")


def texts(body: str, **parts: str) -> list[str]:
    return [line.text for line in read(docx(body, **parts)).lines]


def zoned(body: str, **parts: str) -> list[tuple[str, str]]:
    return [(line.zone, line.text) for line in read(docx(body, **parts)).lines]


def run(*content: str) -> str:
    return f"<w:p><w:r>{'</w:r><w:r>'.join(content)}</w:r></w:p>"


def t(text: str) -> str:
    return f'<w:t xml:space="preserve">{text}</w:t>'


@pytest.mark.parametrize("language", LETTERS)
def test_letters_made_by_another_library_are_read_paragraph_by_paragraph(language: str) -> None:
    document = python_docx.Document()
    for line in LETTERS[language].splitlines():
        document.add_paragraph(line)
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "(Signed) A", "(Signed) B"
    document.sections[0].header.paragraphs[0].text = "A/75/973"
    out = io.BytesIO()
    document.save(out)
    source = read(out.getvalue())
    expected = [
        ("header", "A/75/973"),
        *[("", x) for x in LETTERS[language].splitlines()],
        ("table", "(Signed) A"),
        ("table", "(Signed) B"),
    ]
    assert [(line.zone, line.text) for line in source.lines] == expected
    assert source.flow
    assert source.file.media_type.endswith("wordprocessingml.document")


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ([t("a"), "<w:tab/>", t("b")], "a\tb"),
        ([t("one"), "<w:br/>", t("line")], "one line"),
        ([t("State"), "<w:noBreakHyphen/>", t("owned")], "State\u2011owned"),
        ([t("repre"), "<w:softHyphen/>", t("sent")], "repre\u00adsent"),
        ([t("  kept  ")], "  kept  "),
        ([t("a &amp; b &lt;c&gt;")], "a & b <c>"),
        ([t("x"), '<w:sym w:font="Wingdings" w:char="F0A7"/>'], "x•"),
        ([t("x"), '<w:sym w:font="Times" w:char="2116"/>'], "x№"),
        (["<w:rPr><w:vanish/></w:rPr>" + t("hidden"), t("seen")], "seen"),
        (['<w:rPr><w:vanish w:val="0"/></w:rPr>' + t("not hidden")], "not hidden"),
        (
            [
                "<w:ruby><w:rt><w:r><w:t>zhong</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>中</w:t></w:r></w:rubyBase></w:ruby>"
            ],
            "中",
        ),
    ],
)
def test_what_a_run_prints(content: list[str], text: str) -> None:
    assert texts(run(*content)) == [text]


def test_tab_stops_are_no_tabulators() -> None:
    assert texts(p("text", "<w:tabs><w:tab w:val='left' w:pos='720'/></w:tabs>")) == ["text"]


def test_tracked_changes_are_read_as_accepted() -> None:
    body = (
        f"<w:p><w:r>{t('The ')}</w:r><w:del><w:r><w:delText>old</w:delText><w:tab/></w:r></w:del><w:ins><w:r>{t('new')}</w:r></w:ins>"
        f"<w:moveFrom><w:r>{t('gone')}</w:r></w:moveFrom><w:moveTo><w:r>{t(' text')}</w:r></w:moveTo></w:p>"
    )
    assert texts(body) == ["The new text"]


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    body = f"<w:p><w:pPr><w:rPr><w:del w:id='1'/></w:rPr></w:pPr><w:r>{t('The General ')}</w:r></w:p>" + p("Assembly,")
    assert texts(body) == ["The General Assembly,"]


def test_fields_show_their_result_and_not_their_code() -> None:
    body = (
        f"<w:p><w:r>{t('page ')}</w:r><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText> PAGE </w:instrText>{t('NO')}</w:r>"
        f"<w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r>{t('7')}</w:r><w:r><w:fldChar w:fldCharType='end'/></w:r>"
        f"<w:fldSimple w:instr=' X '><w:r>{t(' of 9')}</w:r></w:fldSimple></w:p>"
    )
    assert texts(body) == ["page 7 of 9"]


def test_a_field_that_never_ends_swallows_no_paragraphs() -> None:
    body = f"<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r>{t('code')}</w:r></w:p>" + p("The text goes on.")
    assert texts(body) == ["The text goes on."]


def test_a_link_a_control_and_a_formula_are_part_of_their_paragraph() -> None:
    body = (
        f"<w:p><w:hyperlink><w:r>{t('A/75/973')}</w:r></w:hyperlink><w:sdt><w:sdtContent><w:r>{t(' of ')}</w:r></w:sdtContent></w:sdt>"
        "<m:oMath><m:r><m:t>x=2</m:t></m:r></m:oMath></w:p>"
    )
    assert texts(body) == ["A/75/973 of x=2"]


def test_a_block_control_holds_paragraphs() -> None:
    assert texts(f"<w:sdt><w:sdtContent>{p('one')}{p('two')}</w:sdtContent></w:sdt>") == ["one", "two"]


FOOTNOTES = (
    "<w:footnote w:id='-1' w:type='separator'><w:p><w:r><w:separator/></w:r></w:p></w:footnote>"
    f"<w:footnote w:id='5'><w:p><w:r><w:footnoteRef/></w:r><w:r>{t(' See S/2021/678.')}</w:r></w:p></w:footnote>"
    f"<w:footnote w:id='6'>{p('Resolution 57/145.')}{p('Second paragraph.')}</w:footnote>"
    f"<w:footnote w:id='7'><w:p><w:r>{t(' Reissued.')}</w:r></w:p></w:footnote>"
    f"<w:footnote w:id='8'>{p('Nobody refers to this.')}</w:footnote>"
)


def note(identifier: int, custom: str = "") -> str:
    mark = f" w:customMarkFollows='1'/>{t(custom)}" if custom else "/>"
    return f"<w:r><w:footnoteReference w:id='{identifier}'{mark}</w:r>"


def test_footnotes_are_numbered_and_stand_at_the_end_without_their_marks_in_the_text() -> None:
    body = (
        f"<w:p><w:r>{t('A/78/50')}</w:r>{note(7, '*')}<w:r>{t(' item')}</w:r></w:p>"
        f"<w:p><w:r>{t('First')}</w:r>{note(6)}<w:r>{t(', second')}</w:r>{note(5)}</w:p>"
    )
    assert zoned(body, footnotes=FOOTNOTES) == [
        ("", "A/78/50 item"),
        ("", "First, second"),
        ("note", "* Reissued."),
        ("note", "1 Resolution 57/145."),
        ("note", "Second paragraph."),
        ("note", "2 See S/2021/678."),
    ]


def test_endnotes_and_their_number_format() -> None:
    body = f"<w:p><w:r>{t('Text')}</w:r><w:r><w:endnoteReference w:id='2'/></w:r></w:p>"
    notes = f"<w:endnote w:id='2'>{p('An endnote.')}</w:endnote>"
    assert zoned(body, endnotes=notes)[-1] == ("note", "i An endnote.")
    settings = "<w:endnotePr><w:numFmt w:val='decimal'/></w:endnotePr>"
    assert zoned(body, endnotes=notes, settings=settings)[-1] == ("note", "1 An endnote.")


SECTION = "<w:sectPr>{}<w:headerReference w:type='{}' r:id='header_1'/><w:footerReference w:type='default' r:id='footer_1'/></w:sectPr>"


@pytest.mark.parametrize(
    ("kind", "title", "settings", "printed"),
    [
        ("default", "", "", True),
        ("first", "<w:titlePg/>", "", True),
        ("first", "", "", False),
        ("first", "<w:titlePg w:val='0'/>", "", False),
        ("even", "", "<w:evenAndOddHeaders/>", True),
        ("even", "", "", False),
    ],
)
def test_only_headers_that_are_printed_are_read(kind: str, title: str, settings: str, printed: bool) -> None:
    body = p("Body") + SECTION.format(title, kind)
    found = zoned(body, header_1=p("United Nations"), footer_1=p("21-10344"), settings=settings)
    assert found == [*([("header", "United Nations")] if printed else []), ("", "Body"), ("footer", "21-10344")]


def test_tables_are_read_cell_by_cell() -> None:
    def row(*cells: str) -> str:
        return f"<w:tr>{''.join(f'<w:tc>{c}</w:tc>' for c in cells)}</w:tr>"

    inner = f"<w:tbl>{row(p('inner'))}</w:tbl>"
    deleted = f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{p('gone')}</w:tc></w:tr>"
    body = p("before") + f"<w:tbl>{row(p('a') + p('b'), p('c'))}{deleted}{row(inner + p('d'))}</w:tbl>" + p("after")
    assert zoned(body) == [("", "before"), *[("table", x) for x in ("a", "b", "c", "inner", "d")], ("", "after")]


def test_a_text_box_is_read_once() -> None:
    box = f"<w:txbxContent>{p('In the box')}</w:txbxContent>"
    body = (
        f"<w:p><w:r>{t('Anchor')}</w:r><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert zoned(body) == [("", "Anchor"), ("box", "In the box")]
    old = f"<w:p><w:r><w:pict><v:textbox>{box}</v:textbox></w:pict></w:r><w:r>{t('Anchor')}</w:r></w:p>"
    assert zoned(old) == [("", "Anchor"), ("box", "In the box")]


def numbered(text: str, number: int = 1, level: int = 0) -> str:
    return p(text, f"<w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{number}'/></w:numPr>")


def level(place: int, form: str, text: str, extra: str = "") -> str:
    return f"<w:lvl w:ilvl='{place}'><w:start w:val='1'/><w:numFmt w:val='{form}'/><w:lvlText w:val='{text}'/>{extra}</w:lvl>"


def numbering(*levels: str, nums: str = "") -> str:
    return f"<w:abstractNum w:abstractNumId='0'>{''.join(levels)}</w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>{nums}"


def test_automatic_numbers_are_printed() -> None:
    parts = numbering(level(0, "decimal", "%1."), level(1, "lowerLetter", "(%2)"), level(2, "lowerRoman", "(%3)"))
    body = "".join(
        [
            numbered("Decides"),
            numbered("to meet", level=1),
            numbered("in Dushanbe", level=2),
            numbered("in Bishkek", level=2),
            numbered("to report", level=1),
            p("unnumbered"),
            numbered("Requests"),
            numbered("a report", level=1),
        ]
    )
    assert texts(body, numbering=parts) == [
        "1.\tDecides",
        "(a)\tto meet",
        "(i)\tin Dushanbe",
        "(ii)\tin Bishkek",
        "(b)\tto report",
        "unnumbered",
        "2.\tRequests",
        "(a)\ta report",
    ]


def test_numbers_of_several_levels_and_what_follows_them() -> None:
    parts = numbering(
        level(0, "upperRoman", "%1.", "<w:suff w:val='space'/>"),
        level(1, "decimal", "%1.%2", "<w:isLgl/><w:suff w:val='nothing'/>"),
    )
    body = numbered("One") + numbered(" and", level=1) + numbered("Two") + numbered(" more", level=1)
    assert texts(body, numbering=parts) == ["I. One", "1.1 and", "II. Two", "2.1 more"]


def test_lists_that_share_a_definition_count_on_unless_restarted() -> None:
    nums = (
        "<w:num w:numId='2'><w:abstractNumId w:val='0'/></w:num>"
        "<w:num w:numId='3'><w:abstractNumId w:val='0'/><w:lvlOverride w:ilvl='0'><w:startOverride w:val='1'/></w:lvlOverride></w:num>"
    )
    parts = numbering(level(0, "decimal", "%1."), nums=nums)
    body = numbered("a") + numbered("b", 2) + numbered("c", 3) + numbered("d", 3)
    assert texts(body, numbering=parts) == ["1.\ta", "2.\tb", "1.\tc", "2.\td"]


def test_bullets() -> None:
    symbol = "<w:rPr><w:rFonts w:ascii='Symbol' w:hAnsi='Symbol'/></w:rPr>"
    parts = numbering(level(0, "bullet", "\uf0b7", symbol), level(1, "bullet", "–"), level(2, "none", ""))
    body = numbered("one") + numbered("two", level=1) + numbered("three", level=2)
    assert texts(body, numbering=parts) == ["•\tone", "–\ttwo", "three"]


def test_numbers_that_come_with_the_style() -> None:
    styles = (
        "<w:style w:type='paragraph' w:default='1' w:styleId='Normal'><w:name w:val='Normal'/></w:style>"
        "<w:style w:type='paragraph' w:styleId='Para'><w:basedOn w:val='Normal'/><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr>"
        "<w:rPr><w:b/></w:rPr></w:style>"
        "<w:style w:type='paragraph' w:styleId='Sub'><w:basedOn w:val='Para'/><w:pPr><w:numPr><w:ilvl w:val='1'/></w:numPr></w:pPr></w:style>"
    )
    parts = numbering(level(0, "decimal", "%1."), level(1, "lowerLetter", "(%2)"))
    body = p("one", "<w:pStyle w:val='Para'/>") + p("two", "<w:pStyle w:val='Sub'/>") + p("three")
    body += p("four", "<w:pStyle w:val='Para'/><w:numPr><w:numId w:val='0'/></w:numPr>") + p(
        "five", "<w:pStyle w:val='Para'/>"
    )
    assert texts(body, styles=styles, numbering=parts) == ["1.\tone", "(a)\ttwo", "three", "four", "2.\tfive"]


def test_the_strict_form_of_the_standard() -> None:
    plain = docx(p("Strict text"))
    with zipfile.ZipFile(io.BytesIO(plain)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members["word/document.xml"] = members["word/document.xml"].replace(
        W.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    )
    assert [line.text for line in read(packed(members)).lines] == ["Strict text"]


def test_a_damaged_part_that_the_text_can_do_without_is_told() -> None:
    source = read(docx(p("Text"), numbering="<w:num"))
    assert [line.text for line in source.lines] == ["Text"]
    assert source.losses == ["The part word/numbering.xml of the DOCX file is damaged and was not read."]


@pytest.mark.parametrize(
    ("members", "words"),
    [
        ({"xl/workbook.xml": "<x/>"}, "Excel"),
        ({"ppt/presentation.xml": "<x/>"}, "PowerPoint"),
        ({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"}, "OpenDocument"),
        ({"META-INF/container.xml": "<x/>"}, "electronic book"),
        ({"letter.txt": "text"}, "Unpack it"),
    ],
)
def test_other_zip_files_are_refused_with_what_to_do(members: dict[str, str], words: str) -> None:
    with pytest.raises(Unsupported, match=words):
        read(packed(members))


def test_a_document_of_pictures() -> None:
    with pytest.raises(NoText, match="pictures"):
        read(docx("<w:p><w:r><w:drawing/></w:r></w:p>"))


def test_a_document_that_is_cut_off() -> None:
    with pytest.raises(Damaged, match="cut off"):
        read(docx(p("Text" * 1000))[:-30])


def test_a_document_that_is_no_xml() -> None:
    with pytest.raises(Damaged, match="not well-formed"):
        read(docx("<w:p>"))


def test_tables_nested_too_deep() -> None:
    depth = limits.XML_DEPTH
    body = "<w:tbl><w:tr><w:tc>" * depth + p("deep") + "</w:tc></w:tr></w:tbl>" * depth
    with pytest.raises((TooLarge, Damaged)):
        read(docx(body))
