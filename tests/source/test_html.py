from __future__ import annotations

import pytest
from samples import LETTERS

from chancery.source import limits, read_bytes
from chancery.source.model import NoText, Source, TooLarge


def read(body: str) -> Source:
    return read_bytes(
        f"<!doctype html><html><head><title>Title</title></head><body>{body}</body></html>".encode(), "page.html"
    )


def texts(body: str) -> list[str]:
    return [line.text for line in read(body).lines]


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("<p>one</p><p>two</p>", ["one", "two"]),
        ("<p>a  b\n c</p>", ["a b c"]),
        ("<p>a<b>b</b> <i>c</i></p>", ["ab c"]),
        ("<p>United Nations<br>General Assembly<br/></p>", ["United Nations", "General Assembly"]),
        ("text before<p>in</p>text after", ["text before", "in", "text after"]),
        ("<div>outer<div>inner</div>tail</div>", ["outer", "inner", "tail"]),
        ("<p>&laquo;A&nbsp;&amp;&#160;B&raquo; &#x2116;&euro;</p>", ["«A\u00a0&\u00a0B» №€"]),
        ("<script>x=1</script><style>p{}</style><noscript>n</noscript><template>t</template><p>seen</p>", ["seen"]),
        ("<p hidden>no</p><p style='color:red; display : none'>no</p><p style='color:red'>yes</p>", ["yes"]),
        ("<p>a<!-- comment -->b</p>", ["ab"]),
        ("<ol><li>one<li>two</ol>", ["1. one", "2. two"]),
        ("<ol type=a start=3><li>one<li value=6>two<li><p>three</p></ol>", ["c. one", "f. two", "g. three"]),
        ("<ol type=I><li>one<ol><li>inner</ol><li>two</ol>", ["I. one", "1. inner", "II. two"]),
        ("<ul><li>one</ul>", ["• one"]),
        ("<pre>  two spaces\n\n    kept\n</pre>", ["  two spaces", "    kept"]),
        ("<p>x<sup>1</sup></p>", ["x1"]),
        ("<dl><dt>term<dd>meaning</dl>", ["term", "meaning"]),
        ("<h1>Head</h1>text", ["Head", "text"]),
        ("<p>unclosed <b>bold<p>next", ["unclosed bold", "next"]),
        ("<select><option>no</select><button>no</button><p>yes", ["yes"]),
    ],
)
def test_what_a_browser_prints(body: str, lines: list[str]) -> None:
    assert texts(body) == lines


def test_tables_are_read_cell_by_cell() -> None:
    source = read("<p>before</p><table><caption>Cap</caption><tr><th>A<th>B<tr><td>1<td>2<br>3</table><p>after")
    assert [(line.zone, line.text) for line in source.lines] == [
        ("", "before"),
        *[("table", text) for text in ("Cap", "A", "B", "1", "2", "3")],
        ("", "after"),
    ]


def test_a_table_that_lays_out_the_page_is_no_table() -> None:
    source = read("<table><tr><td>menu<td><p>letter</p><table><tr><td>cell</table></table>")
    assert [(line.zone, line.text) for line in source.lines] == [("", "menu"), ("", "letter"), ("table", "cell")]
    assert {line.zone for line in read(f"<table><tr><td>{'word ' * 300}</table>").lines} == {""}


def test_headers_and_footers_of_a_page() -> None:
    source = read("<header>Site</header><nav>Menu</nav><p>Letter</p><aside>Box</aside><footer>Contact</footer>")
    assert [(line.zone, line.text) for line in source.lines] == [
        ("header", "Site"),
        ("", "Letter"),
        ("box", "Box"),
        ("footer", "Contact"),
    ]


def test_paragraphs_are_a_flow_and_wrapped_text_is_none() -> None:
    assert read("<p>United Nations<br>General Assembly</p>" + "<p>A paragraph.</p>" * 5).flow
    line = "The Security Council recalls its resolution and\n"
    assert not read(f"<pre>{line * 20}</pre>").flow
    assert not read("<p>" + line.strip() * 1 + ("<br>" + line.strip()) * 20).flow


@pytest.mark.parametrize("language", LETTERS)
@pytest.mark.parametrize("declared", [True, False])
def test_letters_in_every_encoding(language: str, declared: bool) -> None:
    encodings = {"ar": "windows-1256", "ru": "windows-1251", "zh": "gb2312"}
    for name in ("utf-8", "utf-16", encodings.get(language, "iso-8859-1")):
        head = f"<meta http-equiv='Content-Type' content='text/html; charset={name}'>" if declared else ""
        page = f"<html><head>{head}</head><body>{LETTERS[language].replace(chr(10), '<p>')}</body></html>"
        codec = {"iso-8859-1": "cp1252", "gb2312": "gb18030"}.get(name, name)
        data = page.encode(codec, errors="ignore")
        expected = LETTERS[language].encode(codec, errors="ignore").decode(codec)
        assert [line.text for line in read_bytes(data, "x").lines] == [
            " ".join(x.split()) for x in expected.splitlines()
        ]


def test_a_wrong_declaration_is_not_believed() -> None:
    page = "<html><meta charset=iso-8859-1><p>Письмо Постоянного представителя</p></html>"
    assert read_bytes(page.encode(), "x").raw == "Письмо Постоянного представителя"
    page = "<html><meta charset=utf-8><p>Письмо Постоянного представителя при Организации Объединенных Наций</p></html>"
    assert read_bytes(page.encode("cp1251"), "x").raw.startswith("Письмо Постоянного")
    page = "<html><meta charset=rot13><p>Letter</p></html>"
    assert read_bytes(page.encode(), "x").raw == "Letter"


def test_a_page_without_text() -> None:
    with pytest.raises(NoText, match="browser"):
        read("<script>only()</script><img src=x>")


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 60_000,
        "<ul><li>" * 40_000,
        "<b></i>" * 40_000,
        "<x-y>" * 60_000,
        "<p " + " ".join(f"a{i}" for i in range(40_000)) + ">",
    ],
)
def test_markup_that_would_hold_the_parser_up_is_refused(body: str) -> None:
    with pytest.raises(TooLarge, match="browser"):
        read(body + "x")


def test_deep_but_small_pages_are_read() -> None:
    assert texts("<div>" * 3_000 + "deep") == ["deep"]


def test_many_paragraphs_without_end_tags_are_no_nesting() -> None:
    assert len(texts("<p>one" * 50_000)) == 50_000


def test_too_many_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LINES", 10)
    with pytest.raises(TooLarge, match="10 lines"):
        read("<p>x" * 11)
