from imoit.workflows.refusal import Unavailable
from imoit.workflows.words.storage.postgresql import Postgresql
from tests.postgresql import running

import pytest
import transaction


EVEN = [[], [], []]


@pytest.fixture
def frail(functional, monkeypatch):
    """A site whose words lie on a server of its own, which a test may stop."""
    from imoit.workflows.words import storage
    from tests.rooms.words.conftest import OnServer

    with running() as server:
        monkeypatch.setenv(storage.FOLDER, server.address)
        site = OnServer(functional)
        site.server = server
        site.page("Kết nối")
        transaction.commit()
        yield site
        transaction.abort()
        site.store.close()


def test_a_letter_does_not_wait_for_a_server_that_is_away(frail):
    frail.server.stop()
    frail.page("Liên thông")
    transaction.commit()
    with pytest.raises(Unavailable):
        frail.found("lien thong")

    frail.server.start()

    assert frail.found("lien thong") == ["Liên thông"]
    assert frail.found("ket noi") == ["Kết nối"]
    assert frail.drift() == EVEN


def test_what_a_killed_server_had_not_on_its_disk_comes_in_again(frail):
    for n in range(20):
        frail.page(f"Liên thông {n}")
        transaction.commit()
    frail.server.stop(at_once=True)
    frail.server.start()

    assert len(frail.found("lien thong")) == 20
    assert frail.drift() == EVEN


def test_what_another_version_wrote_is_thrown_away(server):
    old = Postgresql(server.address, "abc")
    old.count()
    new = Postgresql(server.address, "abc")
    new.schema = "imoit_words_abc_999"
    assert new.count() == 0

    with pytest.raises(OSError, match="does not exist"):
        old.count()
    new.remove()
