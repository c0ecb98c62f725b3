#!/bin/sh
# Brings .venv to the pins: `tools/install.sh run` for the site, `check` with the tools
# for tests, `test` with Chromium, LibreOffice and Tesseract too.
# Needs git, make and Python 3.11 to 3.13; does nothing when nothing has changed.
set -eu

want=${1:-run}
uv_version=0.13.9
stamp=.venv/.installed-$([ "$want" = run ] && echo run || echo test)

say() { printf '%s\n' "$*"; }
stop() { printf '\n%s\n' "$*" >&2; exit 1; }

fingerprint() {
    pwd
    cat requirements.txt setup.py tools/install.sh | cksum
    [ "$want" = run ] || cksum <requirements-test.txt
    .venv/bin/python -V
}

# A name on the PATH is not enough: the interpreter must start and be one of ours.
is_ours() {
    "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null
}

find_python() {
    for name in ${PYTHON:-} python3.13 python3.12 python3.11 python3 python; do
        if command -v "$name" >/dev/null && is_ours "$name"; then
            "$name" -c 'import sys; print(sys.executable)'
            return
        fi
    done
}

as_root() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; }

apt_install() {
    say "Installing with apt: $*"
    apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y "$@" >/dev/null
}

# Debian cuts `ensurepip` out of Python into a package of its own.
need_venv() {
    "$1" -c 'import ensurepip, venv' 2>/dev/null && return
    package=$("$1" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
    as_root && apt_install "$package" && return
    stop "$1 lacks the module venv. Install it, then try again:  sudo apt install $package"
}

make_venv() {
    [ -x .venv/bin/python ] && is_ours .venv/bin/python && [ -x .venv/bin/pip ] && return
    python=$(find_python)
    [ -n "$python" ] || stop "iMOIT needs Python 3.11, 3.12 or 3.13 and found none.
Install one, then try again:  sudo apt install python3 python3-venv"
    need_venv "$python"
    say "Making .venv with $("$python" -V) ($python)"
    rm -rf .venv
    "$python" -m venv .venv
}

fetch() {
    pins=$1
    export UV_NO_PROGRESS=1 UV_LINK_MODE=${UV_LINK_MODE:-hardlink}
    if .venv/bin/python -m pip install -q --disable-pip-version-check "uv==$uv_version" &&
        .venv/bin/uv pip install -q --no-python-downloads -p .venv/bin/python -r "$pins"; then
        return
    fi
    say "uv did not succeed; trying again with pip, which takes longer"
    .venv/bin/python -m pip install -q --disable-pip-version-check -r "$pins" ||
        stop "The packages of $pins could not be fetched. Is PyPI within reach?"
}

packages() {
    make_venv
    say "Installing Plone and what iMOIT needs, from pins (under a minute)"
    pins=requirements.txt
    [ "$want" = run ] || pins=requirements-test.txt
    fetch "$pins"
    PYTHONWARNINGS=ignore .venv/bin/python -m pip install -q --disable-pip-version-check \
        --no-deps --no-build-isolation -e .
    fingerprint >"$stamp"
}

has_chromium() {
    .venv/bin/python -c 'from tests.chromium import find; find()' 2>/dev/null
}

# Ubuntu's package of Chromium is a snap, which neither containers nor servers run.
chromium() {
    has_chromium && return
    if grep -qi '^ID=ubuntu' /etc/os-release 2>/dev/null; then
        command='.venv/bin/playwright install --with-deps chromium'
        as_root && say "Installing Chromium" && $command >/dev/null && return
        stop "The browser tests need Chromium. Install it, then try again:  sudo $command"
    fi
    as_root && apt_install chromium && return
    stop "The browser tests need Chromium. Install it, then try again:  sudo apt install chromium"
}

# Writer without windows, and the free sisters of Times New Roman with every Vietnamese
# letter: 86 MB to fetch, 260 MB on the disk.
office() {
    command -v "${IMOIT_OFFICE:-soffice}" >/dev/null && return
    packages='libreoffice-writer-nogui fonts-liberation2'
    # shellcheck disable=SC2086
    as_root && apt_install --no-install-recommends $packages && return
    stop "The tests of previews need LibreOffice. Install it, then try again:  sudo apt install $packages"
}

# Reads scans: the program and what it knows of Vietnamese, 15 MB.
sees() { "${IMOIT_TESSERACT:-tesseract}" --list-langs 2>/dev/null | grep -qx vie; }

eyes() {
    sees && return
    packages='tesseract-ocr tesseract-ocr-vie'
    # shellcheck disable=SC2086
    as_root && apt_install --no-install-recommends $packages && return
    stop "The tests of scans need Tesseract. Install it, then try again:  sudo apt install $packages"
}

# The site runs without these programs; what is off is said, with the one command.
tell() {
    off='' packages=''
    sees || { off="scans are not read"; packages="tesseract-ocr tesseract-ocr-vie"; }
    command -v "${IMOIT_OFFICE:-soffice}" >/dev/null || {
        off="${off:+$off; }DOCX, ODT and old Office files have no preview"
        packages="${packages:+$packages }libreoffice-writer-nogui fonts-liberation2"
    }
    [ -z "$off" ] || say "Off: $off. To turn it on:  sudo apt install $packages"
}

# Their programs alone are used: tests start servers of their own.
has_postgresql() {
    command -v postgres >/dev/null || ls /usr/lib/postgresql/*/bin/postgres >/dev/null 2>&1
}

servers() {
    has_postgresql && command -v redis-server >/dev/null && return
    as_root && apt_install --no-install-recommends postgresql redis-server && return
    stop "The tests of words and jobs need two servers. Install them, then try again:  sudo apt install postgresql redis-server"
}

[ -f "$stamp" ] && [ "$(cat "$stamp")" = "$(fingerprint 2>/dev/null)" ] || packages
[ "$want" != test ] || { chromium; office; servers; eyes; }
[ "$want" != run ] || tell
