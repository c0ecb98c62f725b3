from imoit.workflows.words import schema
from imoit.workflows.words.operations import catching
from imoit.workflows.words.schema import new_key
from imoit.workflows.words.schema import Text
from imoit.workflows.words.subscribers import catch_up_at_start
from zope.processlifetime import DatabaseOpenedWithRoot

import transaction


EVEN = [[], [], []]


def start(site):
    site.store.close()
    catch_up_at_start(DatabaseOpenedWithRoot(site.database))


def test_a_start_brings_in_what_a_power_cut_took_from_the_words(site, tmp_path):
    page = site.page("Kết nối")
    transaction.commit()
    site.set_aside(tmp_path / "copy")
    site.page("Liên thông")
    site.rename(page, "Trục")
    transaction.commit()
    site.set_back(tmp_path / "copy")
    assert site.drift() != EVEN

    start(site)

    assert site.drift() == EVEN
    assert site.found("lien thong OR truc") == ["Liên thông", "Trục"]


def test_whoever_looks_first_brings_in_what_is_missing(site, tmp_path):
    site.set_aside(tmp_path / "copy")
    site.page("Liên thông")
    transaction.commit()
    site.set_back(tmp_path / "copy")

    assert site.found("lien thong") == ["Liên thông"]
    assert site.drift() == EVEN


def test_whoever_writes_first_brings_it_in_too(site, tmp_path):
    site.set_aside(tmp_path / "copy")
    site.page("Liên thông")
    transaction.commit()
    site.set_back(tmp_path / "copy")
    site.page("Kết nối")
    transaction.commit()

    assert site.drift() == EVEN


def test_a_missing_store_is_made_anew(site):
    site.page("Kết nối")
    transaction.commit()
    site.lose()

    start(site)

    assert site.found("ket noi") == ["Kết nối"]
    assert site.drift() == EVEN


def foreign(site, rid, text):
    """Write what a database knew that was set back since."""
    with site.store.writing():
        site.store.put(rid, text)
        site.store.note(new_key(), 1, (rid,))


def rid_of(site, page):
    return site.catalog.getrid("/".join(page.getPhysicalPath()))


def test_words_of_a_database_that_was_set_back_are_taken_out(site):
    page = site.page("Kết nối")
    transaction.commit()
    foreign(site, rid_of(site, page), Text("", "Liên thông"))
    foreign(site, 12345, Text("", "Liên thông"))

    assert site.found("lien thong") == []
    assert site.found("ket noi") == ["Kết nối"]
    assert site.drift() == EVEN


def test_words_of_the_future_of_a_database_are_taken_out(site):
    page = site.page("Kết nối")
    transaction.commit()
    with site.store.writing():
        site.store.put(rid_of(site, page), Text("", "Liên thông"))
        site.store.note(new_key(), 2**62, None)

    assert site.found("ket noi") == ["Kết nối"]
    assert site.drift() == EVEN


def test_acts_that_are_written_down_no_more_are_made_good_by_all_words(
    site, tmp_path, monkeypatch
):
    monkeypatch.setattr(schema, "PAGE", 2)
    monkeypatch.setattr(schema, "PAGES", 2)
    site.page("Kết nối đầu")
    transaction.commit()
    site.set_aside(tmp_path / "copy")
    for n in range(9):
        site.page(f"Kết nối {n}")
        transaction.commit()
    site.set_back(tmp_path / "copy")

    start(site)

    assert site.index.log.cut
    assert site.drift() == EVEN


def test_a_start_does_not_fail_for_its_words(site):
    site.page("Kết nối")
    with site.held():
        transaction.commit()
        start(site)

    start(site)
    assert site.drift() == EVEN


def test_all_words_are_made_anew_with_progress(site):
    page = site.page("Kết nối")
    transaction.commit()
    site.store.put(rid_of(site, page), Text("", "Hỏng"))
    told = []
    path = site.catalog.getPhysicalPath()
    with catching.apart(site.database, path, "SearchableText") as found:
        count = catching.rebuild(found, lambda done, of: told.append((done, of)))

    assert told[-1][0] == told[-1][1] == len(site.catalog)
    assert count == site.store.count()
    assert site.drift() == EVEN
