from imoit.content.search.domain import pattern
from imoit.workflows.words.domain import query
from imoit.workflows.words.domain.text import spelled_words
from imoit.workflows.words.schema import Text
from imoit.workflows.words.storage import passing
from imoit.workflows.words.storage import postgresql
from pathlib import Path
from random import Random

import json
import pytest
import time
import unicodedata


SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "search.json"
DATA = json.loads(SAMPLES.read_text(encoding="utf-8"))
LETTERS, QUERIES = DATA["letters"], DATA["queries"]


def text_of(letter, form="NFC"):
    head = [letter[name] for name in ("symbol", "subject", "issuer", "signer")]
    body = [letter[name] for name in ("position", "date", "text")]
    parts = ("\n".join(part) for part in (head, body))
    return Text(*(unicodedata.normalize(form, part) for part in parts))


@pytest.fixture(scope="module", params=["file", "server"])
def filled(request):
    """Give a maker of stores that hold the letters, of each kind of store."""
    made = []

    def fill(form="NFC"):
        if request.param == "server":
            address = request.getfixturevalue("server").address
            store = postgresql.opened(address, f"graded{len(made)}")
        else:
            store = passing()
        with store.writing():
            for rid, letter in enumerate(LETTERS):
                store.put(rid, text_of(letter, form))
        made.append(store)
        return store

    yield fill
    for store in made:
        store.remove() if request.param == "server" else store.close()


@pytest.fixture(scope="module")
def store(filled):
    return filled()


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


def test_text_and_questions_in_pieces_are_the_same_as_composed_ones(store, filled):
    apart = filled("NFD")
    for asked in QUERIES:
        pieces = unicodedata.normalize("NFD", asked["text"])
        expected = found(store, asked["text"])
        assert found(store, pieces) == found(apart, pieces) == expected


@pytest.fixture(scope="module")
def large(filled):
    """The letters among two thousand of the same words."""
    made, dice = filled(), Random(24)  # noqa: S311 - the same each time
    words = " ".join(f"{x['subject']} {x['text']}" for x in LETTERS).split()
    with made.writing():
        for rid in range(len(LETTERS), 2000):
            symbol = f"{dice.randint(1, 7000)}/VPCP-TTĐT"
            head = f"{symbol} {' '.join(dice.choices(words, k=20))}"
            made.put(rid, Text(head, " ".join(dice.choices(words, k=40))))
    return made


@pytest.mark.parametrize(
    "typed", ["ket noi lien thong phan mem", "7816/vpcp-ttdt", "7816 vpcp"]
)
def test_among_many_the_letter_is_in_the_first_three_in_under_a_second(large, typed):
    begin = time.process_time()
    scores = large.find(query.read(pattern(typed)))
    took = time.process_time() - begin

    first = sorted(scores, key=lambda rid: -scores[rid])[:3]
    assert LETTERS.index(letter_of("7816/VPCP-TTĐT")) in first
    assert took < 1


def letter_of(symbol):
    return next(letter for letter in LETTERS if letter["symbol"] == symbol)


@pytest.mark.parametrize("typed", ["đạo", "Đào", "giá", "hoà", "Thuỷ", "số"])
def test_what_is_spelled_as_typed_comes_first(store, typed):
    letters = {letter["symbol"]: " ".join(letter.values()) for letter in LETTERS}
    word = spelled_words(typed)[0]

    spelled = [word in spelled_words(letters[s]) for s in found(store, typed)]

    assert spelled == sorted(spelled, reverse=True)
    assert any(spelled)
