from imoit.content.search.domain import pattern
from imoit.workflows.words.domain import query
from imoit.workflows.words.domain.text import spelled_words
from imoit.workflows.words.schema import Text
from imoit.workflows.words.storage import passing
from pathlib import Path

import json
import pytest
import unicodedata


SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "search.json"
DATA = json.loads(SAMPLES.read_text(encoding="utf-8"))
LETTERS, QUERIES = DATA["letters"], DATA["queries"]


def text_of(letter, form="NFC"):
    head = [letter[name] for name in ("symbol", "subject", "issuer", "signer")]
    body = [letter[name] for name in ("position", "date", "text")]
    parts = ("\n".join(part) for part in (head, body))
    return Text(*(unicodedata.normalize(form, part) for part in parts))


def filled(form="NFC"):
    made = passing()
    for rid, letter in enumerate(LETTERS):
        made.put(rid, text_of(letter, form))
    return made


@pytest.fixture(scope="module")
def store():
    made = filled()
    yield made
    made.close()


def found(store, typed):
    scores = store.find(query.read(pattern(typed)))
    order = sorted(scores, key=lambda rid: -scores[rid])
    return [LETTERS[rid]["symbol"] for rid in order]


def test_there_are_a_hundred_questions():
    assert len({asked["text"] for asked in QUERIES}) == 100


@pytest.mark.parametrize("asked", QUERIES, ids=[asked["text"] for asked in QUERIES])
def test_what_one_remembers_finds_the_letter(store, asked):
    first = found(store, asked["text"])[: asked["within"]]

    assert set(asked["expected"]) == set(first)


def test_text_and_questions_in_pieces_are_the_same_as_composed_ones(store):
    apart = filled("NFD")
    for asked in QUERIES:
        pieces = unicodedata.normalize("NFD", asked["text"])
        expected = found(store, asked["text"])
        assert found(store, pieces) == found(apart, pieces) == expected
    apart.close()


@pytest.mark.parametrize("typed", ["đạo", "Đào", "giá", "hoà", "Thuỷ", "số"])
def test_what_is_spelled_as_typed_comes_first(store, typed):
    letters = {letter["symbol"]: " ".join(letter.values()) for letter in LETTERS}
    word = spelled_words(typed)[0]

    spelled = [word in spelled_words(letters[s]) for s in found(store, typed)]

    assert spelled == sorted(spelled, reverse=True)
    assert any(spelled)
