"""`fill_letters.py LETTERS`: registered letters, each with a text of its own, in VAR.

Letters are received and registered as clerks do; their files are stored past the
inspector and their texts past the reading job, which would take hours. The words are
those of `tests/samples/search.json`, mixed. `fill_letters.py stock` puts Plone's own
index of words in the place of ours. Never do either to a site that matters.
"""

from bench_words import SAMPLES
from imoit.content.files import domain as files
from imoit.content.files import storage as texts
from imoit.content.incoming import operations as incoming
from imoit.policy.instance import domain
from imoit.policy.instance import storage as places
from imoit.policy.instance.operations.make import open_zope
from imoit.policy.instance.operations.make import SITE
from imoit.policy.setup.demo_letters import acting
from imoit.workflows.calendar import clock
from imoit.workflows.reading.domain import Line
from imoit.workflows.reading.domain import ReadPage
from imoit.workflows.reading.domain import Word
from imoit.workflows.words import setup
from plone.dexterity.utils import createContent
from plone.namedfile.file import NamedBlobFile
from random import Random
from typing import Any
from zope.component.hooks import setSite

import json
import os
import sys
import transaction
import Zope2


BATCH = 50  # letters in one transaction
LINES, WORDS = 22, 11  # of a page
FIRST = 100_000  # number of the first letter


class Filler:
    """Letters alike to the samples; the same ones in every run."""

    def __init__(self, portal: Any):
        self.portal = portal
        self.letters = json.loads(SAMPLES.read_text(encoding="utf-8"))["letters"]
        found = (f"{one['subject']} {one['text']}" for one in self.letters)
        self.words = " ".join(found).split()

    def fill(self, many: int) -> None:
        """Add letters up to *many*."""
        for n in range(len(self.portal["incoming"]), many):
            self.add(n, Random(n))  # noqa: S311 - no secret
            if n % BATCH == BATCH - 1 or n == many - 1:
                transaction.commit()
                self.portal._p_jar.cacheGC()

    def add(self, n: int, chance: Random) -> None:
        like = chance.choice(self.letters)
        values = {
            "code_number": str(FIRST + n),
            "code_notation": like["symbol"].partition("/")[2],
            "issued_date": clock.today(),
            "type_name": "Công văn",
            "subject": " ".join(chance.choices(self.words, k=18)),
            "issuer": {"organ_id": "", "name": like["issuer"]},
            "signer": {"name": like["signer"], "position": like["position"]},
            "secrecy": "normal",
            "pages": 1,
        }
        with acting(self.portal, "vanthu.bo") as clerk:
            letter = incoming.receive(self.portal["incoming"], values, clerk)
            self.attach(letter, n, chance)
            incoming.register(letter, clerk)

    def attach(self, letter: Any, n: int, chance: Random) -> None:
        """Store a file with its text."""
        lines = (chance.choices(self.words, k=WORDS) for _line in range(LINES))
        page = ReadPage(
            1, 595, 842, tuple(Line(tuple(map(word, line))) for line in lines)
        )
        data = f"{n} {page.text}".encode()
        file = createContent("Attachment", id=f"f{n:011d}", title="cong-van.pdf")
        file.file = NamedBlobFile(data, "application/pdf", "cong-van.pdf")
        file.role, file.secrecy, file.pages = "main", "normal", 1
        file.sha256, file.checks = files.checksum(data), ()
        texts.keep_text(file.sha256, 1, [page])
        letter._setObject(file.id, file)


def word(text: str) -> Word:
    return Word(text, 72.0, 72.0, 100.0, 84.0)


def main(asked: str) -> None:
    wish = domain.wish(domain.DEMO, os.environ)
    where = places.place(wish)
    guard = places.lock(where)
    portal = open_zope(where, where.data, wish)[SITE]
    setSite(portal)
    if asked == "stock":
        setup.uninstall(portal)
        transaction.commit()
    else:
        Filler(portal).fill(int(asked))
    Zope2.DB.pack()
    Zope2.DB.close()
    guard.close()


if __name__ == "__main__":
    main(sys.argv[1])
