"""What the words cost: `bench_words.py [--letters 10000]` fills a store, then asks it.

Letters and questions are mixed from those of `tests/samples/search.json`. Times are of
the processor, so that what else the machine does makes no difference.
"""

from imoit.content.search.domain import pattern
from imoit.workflows.words.domain import query
from imoit.workflows.words.schema import Text
from imoit.workflows.words.storage.embedded import Embedded
from pathlib import Path
from random import Random

import argparse
import json
import tempfile
import time


SAMPLES = Path(__file__).resolve().parent.parent / "tests" / "samples" / "search.json"


def texts(letters: list[dict], count: int):
    """Yield the sample letters, then as many others of the same words as asked for."""
    dice = Random(1)  # noqa: S311 - the same each time
    words = " ".join(f"{x['subject']} {x['text']}" for x in letters).split()
    for letter in letters:
        names = ("symbol", "subject", "issuer", "signer")
        body = (letter[name] for name in ("position", "date", "text"))
        yield Text("\n".join(letter[name] for name in names), "\n".join(body))
    for _n in range(count - len(letters)):
        letter = dice.choice(letters)
        symbol = f"{dice.randint(1, 9000)}/{letter['symbol'].partition('/')[2]}"
        subject = " ".join(dice.choices(words, k=18))
        head = (symbol, subject, letter["issuer"], letter["signer"])
        yield Text("\n".join(head), " ".join(dice.choices(words, k=40)))


def filled(path: Path, letters: list[dict], count: int) -> Embedded:
    """Return a store with so many letters; print what each cost."""
    store = Embedded(str(path))
    begin = time.process_time()
    with store.writing():
        for rid, text in enumerate(texts(letters, count)):
            store.put(rid, text)
    took = time.process_time() - begin
    size = sum(file.stat().st_size for file in path.parent.iterdir())
    print(f"  {count} letters: {took / count * 1000:.2f} ms to put one in", end=", ")
    print(f"{size / count / 1000:.1f} kB each")
    return store


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--letters", type=int, default=10_000)
    options = parser.parse_args()
    samples = json.loads(SAMPLES.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory(prefix="imoit-words-") as folder:
        path = Path(folder) / "words.sqlite"
        store = filled(path, samples["letters"], options.letters)
        times = []
        for asked in samples["queries"]:
            begin = time.process_time()
            store.find(query.read(pattern(asked["text"])))
            times.append((time.process_time() - begin) * 1000)
        times.sort()
        store.close()
    p50, p95 = times[len(times) // 2], times[int(len(times) * 0.95) - 1]
    print(f"  p50 {p50:.0f} ms, p95 {p95:.0f} ms, slowest {times[-1]:.0f} ms")


if __name__ == "__main__":
    main()
