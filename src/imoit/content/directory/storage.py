"""Where the directory lies, and the small indexes that answer quickly."""

from BTrees.Length import Length
from BTrees.OOBTree import OOBTree
from datetime import date
from imoit.content.directory import domain
from imoit.workflows.actors.domain import Delegation
from imoit.workflows.actors.domain import groups
from imoit.workflows.calendar import clock
from persistent import Persistent
from plone import api
from typing import Any
from typing import NamedTuple
from zlib import crc32
from zope.annotation.interfaces import IAnnotations
from zope.component.hooks import getSite


HOLDERS = "imoit.directory.holders"
AGENCIES = "imoit.directory.agencies"
SHELVES = 256
DELEGATIONS = "imoit.directory.delegations"
PARTS = ("units", "posts", "people", "agencies")


class Holders(Persistent):
    """login -> posts, and post -> (unit, function, serves): plain values.

    One object, so that asking for a person's groups loads one object.
    """

    def __init__(self):
        self.by_login: dict[str, tuple[str, ...]] = {}
        self.posts: dict[str, tuple[str, str, str]] = {}
        self.held_by: dict[str, str] = {}
        self.secretaries: dict[str, str] = {}
        self.heirs: dict[str, tuple[str, ...]] = {}

    def keep(self, post: str, unit: str, function: str, serves: str, login: str):
        """Write down one post as it stands."""
        self.forget(post)
        self.posts[post] = (unit, function, serves)
        if function == "secretary" and serves:
            self.secretaries[serves] = post
        if login:
            self.held_by[post] = login
            held = {*self.by_login.get(login, ()), post}
            self.by_login[login] = tuple(sorted(held))

    def groups_of(self, post: str) -> tuple[str, ...]:
        """Return the groups of *post*, those it inherited from closed units too."""
        unit, function, _serves = self.posts[post]
        found = list(groups(post, unit, function))
        for group in found:
            found += [old for old in self.heirs.get(group, ()) if old not in found]
        return tuple(found)

    def inherit(self, group: str, old: str) -> None:
        """Let *group* read what *old* left behind."""
        if old not in self.heirs.get(group, ()):
            self.heirs[group] = (*self.heirs.get(group, ()), old)
            self._p_changed = True

    def forget(self, post: str) -> None:
        """Strike out one post."""
        self._p_changed = True
        _unit, _function, serves = self.posts.pop(post, ("", "", ""))
        if self.secretaries.get(serves) == post:
            del self.secretaries[serves]
        login = self.held_by.pop(post, "")
        if login:
            left = tuple(other for other in self.by_login[login] if other != post)
            self.by_login[login] = left
            if not left:
                del self.by_login[login]


class Row(NamedTuple):
    """One agency on a shelf: its id here, its name, its codes, the own one first."""

    id: str
    name: str
    codes: tuple[str, ...]

    @property
    def folded(self) -> str:
        """Name and codes as a search compares them."""
        return domain.fold(f"{self.name} {' '.join(self.codes)}")


class Shelf(Persistent):
    """Some of the agencies as two texts with a line for each: told, and folded.

    A text is one value to load; as many values as agencies take a hundred times longer.
    """

    told = ""
    folded = ""

    def add(self, row: Row) -> None:
        """Write one agency more."""
        self.told += "\t".join((row.id, row.name, *row.codes)) + "\n"
        self.folded += f"{row.folded}\n"

    def row(self, agency: str) -> Row | None:
        """Return one agency, or None."""
        at = self._at(agency)
        return None if at < 0 else read_row(self.told[at : self.told.find("\n", at)])

    def drop(self, agency: str) -> None:
        """Strike out one agency that is here."""
        line = self.told.count("\n", 0, self._at(agency))
        for name in ("told", "folded"):
            lines = getattr(self, name).splitlines(keepends=True)
            setattr(self, name, "".join(lines[:line] + lines[line + 1 :]))

    def _at(self, agency: str) -> int:
        """Return where its line begins, -1 when there is none."""
        return f"\n{self.told}".find(f"\n{agency}\t")


def read_row(line: str) -> Row:
    """Return the agency of a line as it is told."""
    agency, name, *codes = line.split("\t")
    return Row(agency, name, tuple(codes))


class Agencies(Persistent):
    """Code or alias -> agency; and names on shelves, which are read as a whole.

    A hundred thousand names in a tree are thousands of objects to load before the
    first search; on shelves they are some hundred. A new agency writes one shelf.
    `changes` tells those who keep the names in memory that they are old.
    """

    def __init__(self):
        self.by_code = OOBTree()
        self.shelves = tuple(Shelf() for _n in range(SHELVES))
        self.changes = Length()

    def keep(self, agency: str, name: str, codes: tuple[str, ...]) -> None:
        """Write down one agency; a code that another one has stays there."""
        self.forget(agency)
        shelf = self._shelf(agency)
        row = Row(agency, " ".join(name.split()), tuple(codes))
        shelf.add(row)
        for code in codes:
            self.by_code.setdefault(code.upper(), agency)
        self.changes.change(1)

    def forget(self, agency: str) -> None:
        """Strike out one agency."""
        found = self.row(agency)
        if found is None:
            return
        shelf = self._shelf(agency)
        shelf.drop(agency)
        for code in found.codes:
            if self.by_code.get(code.upper()) == agency:
                del self.by_code[code.upper()]
        self.changes.change(1)

    def row(self, agency: str) -> Row | None:
        """Return one agency, or None."""
        return self._shelf(agency).row(agency)

    def _shelf(self, agency: str) -> Shelf:
        return self.shelves[crc32(agency.encode()) % SHELVES]


class Delegations(Persistent):
    """id -> delegation as plain values; who gave, post and who holds -> ids."""

    def __init__(self):
        self.by_id = OOBTree()
        self.by_delegate = OOBTree()
        self.by_post = OOBTree()

    def keep(self, delegation: Delegation) -> None:
        """Write down a delegation, or what became of it."""
        new = delegation.id not in self.by_id
        self.by_id[delegation.id] = delegation._asdict()
        if new:
            for index, key in (
                (self.by_delegate, delegation.to_person),
                (self.by_post, delegation.post),
            ):
                index[key] = (*index.get(key, ()), delegation.id)

    def get(self, name: str) -> Delegation | None:
        """Return the delegation with this id, or None."""
        found = self.by_id.get(name)
        return Delegation(**found) if found is not None else None

    def of(self, index: OOBTree, key: str) -> list[Delegation]:
        """Return the delegations that *index* has under *key*, oldest first."""
        return [Delegation(**self.by_id[name]) for name in index.get(key, ())]


def root() -> Any | None:
    """Return the directory of this site, or None."""
    site = getSite()
    return site.get("directory") if site is not None else None


def folder(part: str) -> Any:
    """Return one of the four folders."""
    return api.portal.get()["directory"][part]


def holders() -> Holders | None:
    """Return the index of holders, or None before the install."""
    directory = root()
    return IAnnotations(directory).get(HOLDERS) if directory is not None else None


def agencies() -> Agencies | None:
    """Return the index of agencies, or None before the install."""
    directory = root()
    return IAnnotations(directory).get(AGENCIES) if directory is not None else None


def delegations() -> Delegations:
    """Return every delegation there was, made at its first use."""
    notes = IAnnotations(root())
    if DELEGATIONS not in notes:
        notes[DELEGATIONS] = Delegations()
    return notes[DELEGATIONS]


def delegations_to(login: str) -> list[Delegation]:
    """Return the delegations to *login*; asked in every request, writes nothing."""
    directory = root()
    notes = IAnnotations(directory) if directory is not None else {}
    index = notes.get(DELEGATIONS)
    return index.of(index.by_delegate, login) if index is not None else []


def is_open(unit: Any, today: date | None = None) -> bool:
    """Tell whether *unit* works: nobody has taken it over, its days hold."""
    day = today or clock.today()
    begun = unit.valid_from is None or unit.valid_from <= day
    return not unit.successor and begun and (unit.valid_to or day) >= day


def keep_post(post: Any) -> None:
    """Write down who holds *post* now."""
    index = holders()
    if index is not None:
        index.keep(
            post.getId(), post.unit, post.function, post.serves or "", post.holder or ""
        )


def note_change() -> None:
    """Tell those who keep names in memory that a unit or a person is another now.

    A post tells it itself, being in the index.
    """
    index = holders()
    if index is not None:
        index._p_changed = True


def forget_post(post: str) -> None:
    """Strike *post* out."""
    index = holders()
    if index is not None:
        index.forget(post)


def keep_agency(agency: Any) -> None:
    """Write down name and codes of *agency*."""
    index = agencies()
    if index is not None:
        codes = (agency.organ_id, *(agency.aliases or ()))
        index.keep(agency.getId(), agency.title, codes)


def forget_agency(agency: str) -> None:
    """Strike *agency* out."""
    index = agencies()
    if index is not None:
        index.forget(agency)


def rebuild() -> None:
    """Write both indexes anew from the entries as they stand."""
    directory = root()
    if directory is None or "posts" not in directory:
        return
    notes = IAnnotations(directory)
    heirs = notes[HOLDERS].heirs if HOLDERS in notes else {}
    notes[HOLDERS], notes[AGENCIES] = Holders(), Agencies()
    notes[HOLDERS].heirs = heirs
    for post in directory["posts"].objectValues():
        keep_post(post)
    for agency in directory["agencies"].objectValues():
        keep_agency(agency)
