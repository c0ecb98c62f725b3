"""A journal of its own for each test."""

from imoit.workflows.journal import storage

import pytest


@pytest.fixture
def store(tmp_path, monkeypatch):
    path = tmp_path / "journal.sqlite"
    monkeypatch.setenv("IMOIT_JOURNAL", str(path))
    yield path
    storage.close()
