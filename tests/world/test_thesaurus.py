"""A thesaurus goes in whole or not at all, and its concepts are found beside the topics; hostile files are refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from chancery.lang.fold import fold
from chancery.world import thesaurus_import
from chancery.world.thesaurus import FILE, ThesaurusError, data_folder, load
from chancery.world.thesaurus_import import import_thesaurus, read_thesaurus, short_id
from chancery.world.vocabulary import built_in, vocabulary

LABELS = {
    "en": "FOG HARVESTING",
    "fr": "RECOLTE DU BROUILLARD",
    "es": "CAPTACION DE NIEBLA",
    "ru": "Сбор тумана",
    "ar": "حصاد الضباب",
    "zh": "雾水收集法",
}
UNBIS = {
    "topics": [
        {"url": "http://metadata.un.org/thesaurus/77", "identifier": "77", "labels": LABELS, "related": ["78"]},
        {
            "url": "http://metadata.un.org/thesaurus/78",
            "identifier": "78",
            "labels": {"en": "REFUGEES", "fr": "REFUGIES"},
        },
        {"url": "http://metadata.un.org/thesaurus/79", "identifier": "79", "labels": {"en": "MARCH"}},
        {"url": "http://metadata.un.org/thesaurus/80", "identifier": "80", "labels": {"en": "SRI LANKA"}},
    ]
}
TURTLE = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<http://example.org/fog> a skos:Concept ; skos:prefLabel "fog harvesting"@en-GB, "сбор тумана"@ru ;
  skos:altLabel "mist collection"@en ; skos:broader <http://example.org/water> .
"""
RDF = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE rdf:RDF [<!ENTITY skos "http://www.w3.org/2004/02/skos/core#">{more}]>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:skos="http://www.w3.org/2004/02/skos/core#">
<skos:Concept rdf:about="http://example.org/fog"><skos:prefLabel xml:lang="en">{name}</skos:prefLabel></skos:Concept>
</rdf:RDF>"""


def given(folder: Path, text: str, name: str = "thesaurus") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def test_unbis_in_json(tmp_path: Path) -> None:
    kept = import_thesaurus(given(tmp_path, json.dumps(UNBIS)), tmp_path / "data")
    assert kept == load(tmp_path / "data")
    assert [c.id for c in kept.concepts] == ["unbis:77", "unbis:78", "unbis:79", "unbis:80"]
    assert kept.concepts[0].names["zh"] == ["雾水收集法"]
    assert kept.concepts[0].related == ["unbis:78"]
    assert kept.source == "thesaurus"


def test_skos_in_turtle(tmp_path: Path) -> None:
    pytest.importorskip("pyoxigraph")
    (concept,) = read_thesaurus(given(tmp_path, TURTLE)).concepts
    assert concept.id == concept.uri == "http://example.org/fog"
    assert concept.names == {"en": ["fog harvesting", "mist collection"], "ru": ["сбор тумана"]}
    assert concept.broader == ["http://example.org/water"]


def test_skos_in_rdf_xml_with_the_entities_of_namespaces(tmp_path: Path) -> None:
    pytest.importorskip("pyoxigraph")
    (concept,) = read_thesaurus(given(tmp_path, RDF.format(more="", name="fog\n harvesting"))).concepts
    assert concept.names == {"en": ["fog harvesting"]}


@pytest.mark.parametrize("language", LABELS)
def test_concepts_are_found_as_topics(language: str, tmp_path: Path) -> None:
    import_thesaurus(given(tmp_path, json.dumps(UNBIS)), tmp_path)
    name = LABELS[language].lower()
    own = vocabulary(tmp_path)
    assert own.find(fold(name), language, name) == [(0, len(name), "unbis:77")]
    assert own.identify(name, language) == "unbis:77"
    topic = own.topic("unbis:77")
    assert topic and topic.name(language) == LABELS[language]


def test_a_concept_that_is_a_topic_keeps_the_id_of_the_topic_and_common_words_are_none(tmp_path: Path) -> None:
    import_thesaurus(given(tmp_path, json.dumps(UNBIS)), tmp_path)
    own = vocabulary(tmp_path)
    text = "Refugees came from Sri Lanka in March."
    assert own.find(fold(text), "en", text) == [(0, 8, "refugees")]
    topic, concept = own.topic("refugees"), own.concept("refugees")
    assert topic and concept and concept.id == "unbis:78"
    assert topic.name("en") == "refugees" and "REFUGEES" in topic.names["en"]
    assert own.same == 1


def test_without_a_thesaurus_there_are_the_topics(tmp_path: Path) -> None:
    assert load(tmp_path / "nowhere") is None
    assert vocabulary(tmp_path / "nowhere") is built_in()
    assert built_in().topic("terrorism") and built_in().topic("unbis:77") is None


def test_an_import_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    path = given(tmp_path, json.dumps(UNBIS))
    import_thesaurus(path, tmp_path / "data")
    assert vocabulary(tmp_path / "data").topic("unbis:77")
    import_thesaurus(given(tmp_path, json.dumps({"topics": UNBIS["topics"][1:]})), tmp_path / "data")
    assert vocabulary(tmp_path / "data").topic("unbis:77") is None
    assert [p.name for p in (tmp_path / "data").iterdir()] == [FILE]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "neither UNBIS in JSON nor SKOS"),
        ("a letter of 3 May", "neither UNBIS in JSON nor SKOS"),
        ('{"topics": [{"url": 3}]}', "no UNBIS Thesaurus in JSON: Expected `str`, got `int` - at `$.topics[0].url`"),
        ('{"concepts": []}', "missing required field `topics`"),
        ('{"topics": []}', "holds no concepts"),
        ('{"topics": [', "no UNBIS Thesaurus in JSON"),
        ("[" * 100_000, "no UNBIS Thesaurus in JSON"),
        ("@prefix skos: <http", "cannot be read as TURTLE"),
        ("@prefix x: <http://x/> . x:a x:b x:c .", "holds no concepts"),
        ("<?xml version='1.0'?><rdf:RDF", "cannot be read as RDF/XML"),
        (RDF.format(more='<!ENTITY x SYSTEM "file:///etc/passwd">', name="&x;"), "declares an entity"),
        (RDF.format(more='<!ENTITY % x "y">', name="x"), "declares an entity"),
        (RDF.format(more='<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">', name="&b;"), "declares an entity"),
        (RDF.format(more=f'<!ENTITY a "{"a" * 500}">', name="&a;" * 9), "declares an entity"),
    ],
)
def test_what_is_no_thesaurus_is_refused_and_the_old_one_stays(text: str, says: str, tmp_path: Path) -> None:
    pytest.importorskip("pyoxigraph")
    before = import_thesaurus(given(tmp_path, json.dumps(UNBIS)), tmp_path / "data")
    with pytest.raises(ThesaurusError) as error:
        import_thesaurus(given(tmp_path, text, "bad"), tmp_path / "data")
    assert says in str(error.value) and "bad" in str(error.value)
    assert load(tmp_path / "data") == before


def test_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = given(tmp_path, json.dumps(UNBIS))
    monkeypatch.setattr(thesaurus_import, "CONCEPTS", 2)
    with pytest.raises(ThesaurusError, match="more than 2 concepts"):
        read_thesaurus(path)
    monkeypatch.setattr(thesaurus_import, "BYTES", 2)
    with pytest.raises(ThesaurusError, match="more than the 2 that are read"):
        read_thesaurus(path)
    monkeypatch.setattr(thesaurus_import, "TRIPLES", 1)
    monkeypatch.undo()
    long = {"topics": [{"url": "http://x/1", "identifier": "1", "labels": {"en": "a" * 5000}}]}
    with pytest.raises(ThesaurusError, match="no concepts"):
        read_thesaurus(given(tmp_path, json.dumps(long)))


def test_a_damaged_store_and_a_folder_that_cannot_be_written_are_named(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("{", "utf-8")
    with pytest.raises(ThesaurusError, match="is damaged"):
        load(tmp_path)
    (tmp_path / "file").write_text("x", "utf-8")
    with pytest.raises(ThesaurusError, match="CHANCERY_DATA"):
        import_thesaurus(given(tmp_path, json.dumps(UNBIS)), tmp_path / "file")
    with pytest.raises(ThesaurusError, match="No such file"):
        import_thesaurus(tmp_path / "none.json", tmp_path)


def test_the_data_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CHANCERY_DATA", str(tmp_path))
    assert data_folder() == tmp_path
    monkeypatch.delenv("CHANCERY_DATA")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert data_folder() == tmp_path / "chancery"
    monkeypatch.delenv("XDG_DATA_HOME")
    monkeypatch.delenv("LOCALAPPDATA", raising=False)
    assert data_folder() == Path.home() / ".local" / "share" / "chancery"


def test_ids() -> None:
    assert short_id("https://metadata.un.org/thesaurus/010203") == "unbis:010203"
    assert short_id("http://example.org/1") == "http://example.org/1"


def test_the_real_thesaurus(shared, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    kept = import_thesaurus(shared("thesaurus/unbis.json"), tmp_path)
    assert len(kept.concepts) > 7000
    assert len({c.id for c in kept.concepts}) == len(kept.concepts)
    assert vocabulary(tmp_path).same > 200
