"""A test that is skipped in CI has not been run: it fails there."""

import os
import pytest


IN_CI = os.environ.get("CI", "").lower() in ("1", "true", "yes")


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    outcome = yield
    report = outcome.get_result()
    if IN_CI and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"Skipped, which CI does not accept: {report.longrepr}"


def pytest_configure(config):
    """Load the one site, except for domain tests and for those of a stock site."""
    if config.pluginmanager.hasplugin("plone") and not asks_for_stock(config):
        config.pluginmanager.import_plugin("tests.site")


def pytest_ignore_collect(collection_path, config):
    """Two sites do not stand side by side: `tests/addon` runs alone, by its name."""
    return (collection_path.name == "addon" and not asks_for_stock(config)) or None


def asks_for_stock(config) -> bool:
    """Tell whether the tests of installing and uninstalling were named."""
    return any("tests/addon" in argument for argument in config.args)
