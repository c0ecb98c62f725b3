"""The pins: `renew [package ...]` resolves them anew, `buildout` writes versions.cfg.

`requirements.txt` (to run) and `requirements-test.txt` (to test and to build) are
the one source; `versions.cfg` repeats them for buildout.
"""

from pathlib import Path

import re
import subprocess
import sys


HERE = Path(__file__).resolve().parent.parent
RUN = HERE / "requirements.txt"
TEST = HERE / "requirements-test.txt"
VERSIONS = HERE / "versions.cfg"
PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;]+)", re.M)
# Buildout pins this one itself unless it is spelled as here.
SPELLED = {"zc-recipe-egg": "zc.recipe.egg"}
RUN_HEAD = """\
# Every distribution that a running site needs, for Python 3.11 to 3.13.
# Made from `install_requires` of setup.py. To renew: `python tools/pins.py renew`
# (all), `python tools/pins.py renew pillow zope-interface` (these and what they need).
# Then `make test` and commit the three files with what the change is for.
"""
TEST_HEAD = """\
# What tests and buildout need beside requirements.txt; made with it, see there.
-r requirements.txt
"""
VERSIONS_HEAD = """\
# Made from requirements.txt by `python tools/pins.py buildout`: change it there.
[versions]
"""


def pins() -> dict[str, str]:
    """Return every pinned distribution with its version."""
    return dict(PIN.findall(RUN.read_text() + TEST.read_text()))


def versions() -> str:
    """Return what versions.cfg must say."""
    lines = (
        f"{SPELLED.get(name, name)} = {version}\n"
        for name, version in sorted(pins().items())
    )
    return VERSIONS_HEAD + "".join(lines)


def resolve(extras: list[str], old: list[Path], renewed: list[str]) -> list[str]:
    """Return the pins that setup.py leads to, keeping *old* ones not *renewed*."""
    command = [str(Path(sys.executable).parent / "uv"), "pip", "compile", "--quiet"]
    command += ["--universal", "--no-annotate"]
    command += ["--no-header", "--python-version", "3.11", str(HERE / "setup.py")]
    for extra in extras:
        command += ["--extra", extra]
    kept = HERE / ".cache" / "kept.txt"
    kept.parent.mkdir(exist_ok=True)
    lines = [
        line
        for path in old
        for line in path.read_text().splitlines()
        if PIN.match(line) and PIN.match(line)[1] not in renewed
    ]
    kept.write_text("\n".join(lines))
    command += ["--constraint", str(kept)]
    answer = subprocess.run(command, check=True, capture_output=True, text=True)
    return answer.stdout.splitlines()


def renew(names: list[str]) -> None:
    """Resolve *names* anew, or everything, and write the three files."""
    keep = [RUN, TEST] if names else []
    run = resolve(["qr"], keep, names)
    RUN.write_text(RUN_HEAD + "\n".join(run) + "\n")
    extras = ["qr", "postgresql", "redis", "test", "buildout"]
    both = resolve(extras, [RUN, *keep[1:]], names)
    known = {PIN.match(line)[1] for line in run}
    more = [line for line in both if PIN.match(line)[1] not in known]
    TEST.write_text(TEST_HEAD + "\n".join(more) + "\n")
    VERSIONS.write_text(versions())


def main(command: str, *names: str) -> int:
    """Do what the command line says."""
    if command == "renew":
        renew(list(names))
    elif command == "buildout":
        VERSIONS.write_text(versions())
    else:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:] or [""]))
