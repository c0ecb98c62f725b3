from imoit.content.correspondence.operations import change
from imoit.content.registers import storage
from imoit.content.registers.domain.ledger import Number
from imoit.content.registers.domain.sieve import Sieve
from imoit.content.registers.operations import rows
from imoit.workflows.calendar import clock
from tests.rooms import ministry

import itertools
import pytest
import transaction


TODAY = clock.today().isoformat()
YEAR = clock.today().year
ISSUERS = ("Bộ Y tế", "Bộ Công an", "UBND tỉnh Lâm Đồng")


@pytest.fixture
def book(portal):
    """Nine letters: three authors; one directed, a void, a reserved, a hidden row."""
    made = [
        ministry.registered(
            code_number=str(n),
            issuer={"name": name},
            type_name="Công văn" if n % 2 else "Quyết định",
        )
        for n, name in enumerate(ISSUERS * 3)
    ]
    ministry.directed()
    storage.void("incoming", YEAR, Number(2), "Nhầm")
    storage.take("incoming", YEAR, "", clock.today())
    storage.take("incoming", YEAR, "hidden", clock.today())
    return made


def found(sieve, size=500, below=0):
    with ministry.acting("vanthu.bo"):
        return rows.page("incoming", YEAR, sieve, rows.eyes(), size, below)


def numbers(sieve):
    return [row.entry.number for row in found(sieve).rows]


SIEVES = [
    Sieve(issuer="bo y te"),
    Sieve(issuer="Bộ"),
    Sieve(issuer="nobody"),
    Sieve(type="quyết định"),
    Sieve(type="quyet", issuer="cong an"),
    Sieve(unit="thị trường trong nước"),
    Sieve(since=TODAY),
    Sieve(until="2020-01-01"),
    Sieve(since=TODAY, state="void"),
    Sieve(state="reserved"),
    Sieve(first=3, last=5, issuer="bộ"),
]


@pytest.mark.parametrize("sieve", SIEVES)
def test_a_filter_finds_what_looking_at_every_row_finds(book, sieve):
    with ministry.acting("vanthu.bo"):
        every = rows.joined(
            storage.rows("incoming", YEAR, sieve.first, sieve.last), rows.eyes()
        )
        wanted = [r.entry.number for r in every if sieve.lets(r.entry, r.line)]

    assert numbers(sieve) == wanted


def test_pages_of_a_filter_hold_each_row_once(book):
    sieve, seen, below = Sieve(issuer="bo"), [], 0
    for _page in itertools.count():
        batch = found(sieve, size=2, below=below)
        seen += [row.entry.number for row in batch.rows]
        below = batch.further
        if not below:
            break

    assert seen == numbers(sieve)
    assert len(seen) == len(set(seen))


def test_a_corrected_author_is_found_by_the_new_name_alone(book):
    with ministry.acting("vanthu.bo") as clerk:
        change(book[0], {"issuer": {"name": "Bộ Nội vụ"}}, clerk, "Gõ nhầm")

    assert numbers(Sieve(issuer="noi vu")) == [1]
    assert 1 not in numbers(Sieve(issuer="y te"))


def test_no_letter_is_woken_by_a_filter(functional):
    for number in ("1", "2", "3"):
        ministry.registered(code_number=number)
    transaction.commit()
    functional["portal"]._p_jar.cacheMinimize()

    assert len(numbers(Sieve(issuer="khoa hoc"))) == 3

    cache = functional["portal"]._p_jar._cache
    letters = [o for _o, o in cache.items() if type(o).__name__ == "IncomingDocument"]
    assert [one for one in letters if one._p_changed is not None] == []


def test_an_author_of_letters_one_may_not_see_finds_nothing(portal):
    ministry.registered()

    with ministry.acting("kiemtra"):
        hidden = rows.page("incoming", YEAR, Sieve(issuer="khoa hoc"), rows.eyes(), 50)

    assert hidden.rows == []
