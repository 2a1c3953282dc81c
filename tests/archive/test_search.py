"""Searching an index of composed documents: words, names, fields, languages, snippets, and what is learned."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from chancery.archive.index import Index
from chancery.archive.index_fields import Entry, documents
from chancery.archive.learn import learn
from chancery.archive.query import And, Dates, Not, Or, Phrase, QueryError, Value, Word, parse
from chancery.archive.search import Results, Search
from chancery.archive.search_archive import parallel
from chancery.record.model import Letter, Masthead, Paragraph, Record, Sender

TEXTS = {
    "en": "Tajikistan condemns the attack on the border post.\n\nThe ministers discussed cotton exports.",
    "fr": "Le Tadjikistan condamne l’attaque contre le poste frontière.\n\nLes ministres ont examiné les exportations de coton.",
    "es": "Tayikistán condena el ataque contra el puesto fronterizo.\n\nLos ministros examinaron las exportaciones de algodón.",
    "ru": "Таджикистан осуждает нападение на пограничный пост.\n\nМинистры обсудили экспорт хлопка.",
    "ar": "تدين طاجيكستان الهجوم على المركز الحدودي.\n\nوناقش الوزراء صادرات القطن.",
    "zh": "塔吉克斯坦谴责对边境哨所的袭击。\n\n部长们讨论了棉花出口。",
}
OTHER = "Nigeria welcomes the dialogue on fisheries and invites Niger to the conference in Geneva."


def record(language: str, text: str, symbol: str = "", date: str = "1997-05-13", state: str = "TJK") -> Record:
    at, paragraphs = 0, []
    for number, part in enumerate(text.split("\n\n")):
        paragraphs.append(Paragraph(id=f"letter/p{number}", part="letter", text=part, span=(at, at + len(part))))
        at += len(part) + 2
    letter = Letter(kind="letter", date=date, senders=[Sender(state=state, office="permanent-representative")])
    return Record(
        id=symbol,
        kind="communication",
        language=language,
        masthead=Masthead(symbols=[symbol] if symbol else []),
        letter=letter,
        paragraphs=paragraphs,
        text=text,
    )


def entries() -> Iterator[Entry]:
    for language, text in TEXTS.items():
        yield documents("1", f"1-{language}", record(language, text, "S/1997/150"))
    yield documents("2", "2-en", record("en", OTHER, "S/2003/7", "2003-01-20", "NGA"))


@pytest.fixture(scope="module")
def search(tmp_path_factory: pytest.TempPathFactory) -> Search:
    index = Index(tmp_path_factory.mktemp("search") / "index")
    index.add(entries())
    index.commit()
    index.close()
    return Search(index)


def works(results: Results) -> list[str]:
    return [hit.work for hit in results.hits]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("condemned", ["1"]),
        ("exporting", ["1"]),
        ("exports cotton", ["1"]),
        ('"border post"', ["1"]),
        ('"post border"', []),
        ('"cotton ministers"~1', []),
        ('"ministers exports"~3', ["1"]),
        ("fisher*", ["2"]),
        ("dialogue OR cotton", ["1", "2"]),
        ("NOT cotton from:NGA", ["2"]),
        ("from:TJK", ["1"]),
        ("from:Tajikistan date:1997", ["1"]),
        ("date:2000..", ["2"]),
        ("symbol:S/1997/150", ["1"]),
        ("symbol:s/1997/*", ["1"]),
        ("mentions:Niger", ["2"]),
        ("the former Yugoslav Republic of Macedonia", []),
        ("lang:ru хлопок", ["1"]),
        ("осуждают", ["1"]),
        ("صادرات", ["1"]),
        ("棉花", ["1"]),
        ("(dialogue OR cotton) -fisheries", ["1"]),
        ("title:tajikistan", ["1"]),
    ],
)
def test_queries(search: Search, query: str, expected: list[str]) -> None:
    assert sorted(works(search.search(query))) == expected


@pytest.mark.parametrize(
    "name", ["Tajikistan", "le Tadjikistan", "Tayikistán", "Таджикистана", "لطاجيكستان", "塔吉克斯坦", "TJK"]
)
def test_a_name_in_any_language_finds_the_documents_in_all(search: Search, name: str) -> None:
    (hit,) = search.search(name).hits
    assert {version.language for version in hit.versions} == set(TEXTS)
    assert hit.work == "1"


def test_without_other_languages_only_the_word_itself_is_found(search: Search) -> None:
    (hit,) = search.search("Tadjikistan", across=False).hits
    assert [version.language for version in hit.versions] == ["fr"]


def test_a_misspelt_name_is_found_and_said(search: Search) -> None:
    results = search.search("Tajikistann")
    assert works(results) == ["1"]
    assert results.notes == ["Tajikistann: searched for tajikistan"]


def test_names_that_begin_alike_are_apart(search: Search) -> None:
    assert works(search.search("Nigeria")) == ["2"]
    assert works(search.search("mentions:NER")) == ["2"]
    assert works(search.search("mentions:NER -dialogue")) == []
    assert works(search.search("Mali")) == []


@pytest.mark.parametrize(
    ("query", "language", "expected"),
    [
        ("condemn", "en", "condemns"),
        ("attaques", "fr", "attaque"),
        ("ataques", "es", "ataque"),
        ("хлопок", "ru", "хлопка"),
        ("وزير", "ar", "الوزراء"),
        ("袭击", "zh", "袭击"),
    ],
)
def test_highlights_are_the_words_as_printed(search: Search, query: str, language: str, expected: str) -> None:
    (hit,) = search.search(f"{query} lang:{language}", across=False).hits
    assert hit.snippet
    shown = [hit.snippet.text[start:end] for start, end in hit.snippet.highlights]
    assert shown == [expected]
    paragraph = TEXTS[language].split("\n\n")[hit.snippet.paragraph]
    assert paragraph[hit.snippet.start :].startswith(hit.snippet.text)


def test_facets_count_versions(search: Search) -> None:
    results = search.search("from:TJK", facets=["language", "year", "kind"])
    assert results.facets == {
        "language": dict.fromkeys(TEXTS, 1),
        "year": {"1997": 6},
        "kind": {"communication": 6},
    }


def test_sorting(search: Search) -> None:
    assert works(search.search("kind:communication", sort="newest")) == ["2", "1"]
    assert works(search.search("kind:communication", sort="oldest")) == ["1", "2"]


def test_words_that_are_not_all_there_are_looked_for_one_by_one(search: Search) -> None:
    results = search.search("cotton fisheries")
    assert sorted(works(results)) == ["1", "2"]
    assert results.notes == ["no document holds all of the words; these hold some of them"]


def test_a_passage_finds_the_document_it_stands_in(search: Search) -> None:
    assert works(search.search("discussed with the ministers how cotton was exported", plain=True))[0] == "1"


def test_adding_again_changes_nothing_and_removing_removes(tmp_path: Path) -> None:
    index = Index(tmp_path / "index")
    for _ in range(2):
        index.add(entries())
        index.commit()
    assert len(index) == len(TEXTS) + 1
    index.remove(["2-en", "not there"])
    index.commit()
    index.close()
    assert index.versions() == {f"1-{language}" for language in TEXTS}
    assert works(Search(index).search("fisheries")) == []


def test_what_was_not_committed_is_not_there(tmp_path: Path) -> None:
    index = Index(tmp_path / "index")
    index.add(entries())
    index.close()
    assert len(Index(tmp_path / "index")) == 0


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("a OR b c", Or((Word("a"), And((Word("b"), Word("c")), True)))),
        ("-a", Not(Word("a"))),
        ("“a b”~4", Phrase("a b", 4)),
        ("date:1999-02", Dates(19990200, 19990228)),
        ("from:RUS,KAZ", Or((Value("sender", "RUS"), Value("sender", "KAZ")))),
    ],
)
def test_trees(query: str, tree: object) -> None:
    assert parse(query) == tree


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("", "the query is empty"),
        ("(a", "this bracket is not closed"),
        ("a)", "a bracket is closed that was never opened"),
        ('"a', 'the quotation mark " is not closed'),
        ("colour:red", "there is no field 'colour'"),
        ("date:soon", "'soon' is no date"),
        ("date:2003..1997", "ends before it begins"),
        ("date:1999-02-30", "there is no day 1999-02-30"),
        ("a AND", "AND needs something on both sides"),
        ("f*x", "a star may only stand at the end"),
        ("from:", "from: needs a value behind it"),
    ],
)
def test_errors_say_what_and_where(query: str, message: str) -> None:
    with pytest.raises(QueryError) as raised:
        parse(query)
    assert message in str(raised.value)
    assert "^" in str(raised.value)


NOUNS = [
    ("wheat", "blé"),
    ("water", "eau"),
    ("bridge", "pont"),
    ("school", "école"),
    ("river", "fleuve"),
    ("harbour", "port"),
]
VERBS = [
    ("protects", "protège"),
    ("repairs", "répare"),
    ("needs", "nécessite"),
    ("crosses", "traverse"),
    ("feeds", "nourrit"),
]


def test_translations_are_learned_from_versions_and_used(tmp_path: Path) -> None:
    index = Index(tmp_path / "index")
    pairs = [(a, v, b) for a in NOUNS for v in VERBS for b in NOUNS if a != b]
    for number, (a, v, b) in enumerate(pairs):
        index.add([documents(f"{number}", f"{number}-en", record("en", f"The {a[0]} {v[0]} the {b[0]}."))])
        index.add([documents(f"{number}", f"{number}-fr", record("fr", f"Le {a[1]} {v[1]} le {b[1]}."))])
    index.add([documents("x", "x-fr", record("fr", "Une nouvelle école ouvre près du lac."))])
    index.commit()
    index.close()
    search = Search(index)
    assert "x" not in works(search.search("school", limit=1000))
    rows = learn(parallel(search))
    best = {term: max(found, key=lambda one: one[2])[1] for (source, term), found in rows.items() if source == "en"}
    assert {
        "wheat": "ble",
        "water": "eau",
        "bridge": "pont",
        "school": "ecole",
        "river": "fleuve",
    }.items() <= best.items()
    search.lexicon.learn(rows)
    search.refresh()
    found = {hit.work: hit for hit in search.search("school", limit=1000).hits}
    assert found["x"].why == ["school = ecole"]
