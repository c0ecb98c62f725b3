"""What is wanted, and the words of a text, told to PostgreSQL.

A text is told as two vectors, of its plain and of its spelled words. Head and body lie
in one vector, the words of the head with the weight A, and with a gap between, which no
phrase crosses. Before the head stands a sign, so that what leads it is a phrase too.
"""

from imoit.workflows.words.domain.query import Node
from imoit.workflows.words.domain.query import Some
from imoit.workflows.words.domain.query import Term
from imoit.workflows.words.domain.query import Want
from itertools import islice


LEAD = "^"
GAP = 8
# PostgreSQL counts no further; words beyond are found, phrases there are not.
LAST = 16_383
PLACES = 255  # of one word that it keeps
LONGEST = 500  # letters of a word: 2 kB are the most


def told(want: Want) -> str:
    """Return the query that a row fits which has what is wanted."""
    if isinstance(want.node, Term):
        words = [LEAD] * want.leads + want.words(want.node)
        return _phrase(words, want.starts(want.node), ":A" if want.leads else "")
    return _told(want, want.node)


def _told(want: Want, node: Node) -> str:
    match node:
        case Term():
            return _phrase(want.words(node), want.starts(node), "")
        case Some(parts):
            return " | ".join(f"({_told(want, part)})" for part in parts)
    wanted = " & ".join(f"({_told(want, part)})" for part in node.parts)
    return wanted + "".join(f" & !({_told(want, part)})" for part in node.but)


def _phrase(words: list[str], starts: bool, weight: str) -> str:
    """Return words side by side; they hold letters and digits only."""
    found = [f"'{word[:LONGEST]}'{weight}" for word in words]
    if starts:
        found[-1] += "*" if weight else ":*"
    return " <-> ".join(found)


def vector(head: list[str], body: list[str]) -> str:
    """Return the words of a text as a vector, in PostgreSQL's own writing."""
    places: dict[str, list[str]] = {}
    for at, word in enumerate((LEAD, *head), 1):
        places.setdefault(word[:LONGEST], []).append(f"{min(at, LAST)}A")
    for at, word in enumerate(body, len(head) + 1 + GAP):
        places.setdefault(word[:LONGEST], []).append(str(min(at, LAST)))
    return " ".join(
        f"'{word}':{','.join(islice(dict.fromkeys(found), PLACES))}"
        for word, found in places.items()
    )
