"""The arithmetic of books."""

from collections.abc import Iterable
from datetime import date
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import Sentence
from typing import NamedTuple


# Letters of the last days of December reach the registry after the New Year holiday,
# with Tết sometimes right behind: two weeks of January still belong to last year.
GRACE = (1, 15)


class Book(NamedTuple):
    """A book of one year as it stands: the last number given, and whether it is shut.

    The current year is open; last year too, until it is closed and at most until
    15 January; a year to come never is.
    """

    year: int
    last: int = 0
    closed: bool = False

    def is_open(self, today: date) -> bool:
        """Tell whether numbers of this year are given on *today*."""
        return not self.why_shut(today)

    def why_shut(self, today: date) -> Sentence | None:
        """Return the sentence why no number is given on *today*, or None."""
        if self.year > today.year:
            return _("The book of ${year} is not open yet.", year=self.year)
        in_grace = (today.month, today.day) <= GRACE
        last_year = self.year == today.year - 1 and in_grace
        if self.closed or not (self.year == today.year or last_year):
            return _("The book of ${year} is closed.", year=self.year)
        return None

    def take(self, today: date, field: str = "arrival_date") -> "Book":
        """Return the book after its next number was taken; else 422 at *field*.

        Numbers run from 1 without gaps and begin anew each year (NĐ 30/2020).
        """
        shut = self.why_shut(today)
        if shut:
            raise BadValue(shut, field=field, code="book_closed")
        return self._replace(last=self.last + 1)


# The columns of Phụ lục IV of NĐ 30/2020, in its order.
INCOMING = (
    _("Date of arrival"),
    _("Arrival number"),
    _("Author"),
    _("Number and symbol of the document"),
    _("Date of the document"),
    _("Type and abstract of the document"),
    _("Unit or person that receives"),
    _("Date handed over"),
    _("Signed for"),
    _("Notes"),
)
OUTGOING = (
    _("Number and symbol of the document"),
    _("Date of the document"),
    _("Type and abstract of the document"),
    _("Signer"),
    _("Recipients of the document"),
    _("Unit or person that keeps the file copy"),
    _("Number of copies"),
    _("Date handed over"),
    _("Signed for"),
    _("Notes"),
)
TITLES = {
    "incoming": _("Register of incoming documents"),
    "outgoing": _("Register of outgoing documents"),
}
ARRIVALS = "arrivals-"
# Who keeps or leads a unit looks into its own book of arrivals.
KEEPERS = ("registry", "head")


def title(book: str) -> Sentence:
    """Return the title of *book*, that of a named type with its abbreviation."""
    if book in TITLES:
        return TITLES[book]
    if book.startswith(ARRIVALS):
        unit = book.removeprefix(ARRIVALS).upper()
        return _("Arrivals of unit ${unit}", unit=unit)
    kind = book.removeprefix("outgoing-").upper()
    return _("Register of outgoing documents, ${kind}", kind=kind)


def described(type_name: str, subject: str) -> str:
    """Return type and abstract as a book writes them; no type is said twice."""
    if subject.casefold().startswith(type_name.casefold()):
        return subject
    if subject.startswith("V/v "):
        subject = f"v/v {subject[4:]}"
    return f"{type_name} {subject}".strip()


def short(printed: str, year: int) -> str:
    """Return a day dd/MM/yyyy without its year when that is *year*."""
    return printed.removesuffix(f"/{year}")


def open_books(
    groups: Iterable[str],
    everything: bool,
    begun: Iterable[tuple[str, int]],
    year: int,
) -> list[tuple[str, int]]:
    """Return which books (and years) somebody with *groups* may look into.

    *everything*: all books of the Ministry; else the arrivals of one's own unit. The
    books of this *year* are there before their first number.
    """
    own = {
        f"{ARRIVALS}{unit}"
        for unit, function in (group.split(".")[1:3] for group in groups)
        if function in KEEPERS
    }
    offered = {(book, year) for book in own}
    if everything:
        offered |= {(book, year) for book in TITLES}
    offered |= {(book, of) for book, of in begun if everything or book in own}
    first = {book: place for place, book in enumerate(TITLES)}
    return sorted(offered, key=lambda b: (-b[1], first.get(b[0], len(first)), b[0]))


class Entry(NamedTuple):
    """A row of a book: its number, the document, the day, and why it is void."""

    number: int
    uid: str
    date: str
    void: str = ""

    def voided(self, reason: str) -> "Entry":
        """Return the row as void: its number is kept and never given again."""
        if not reason.strip():
            raise BadValue(_("Give the reason."), field="reason", code="required")
        if self.void:
            raise BadValue(
                _("Number ${number} is void already.", number=self.number),
                field="number",
                code="void",
            )
        return self._replace(void=reason.strip())
