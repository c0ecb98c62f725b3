"""The Vietnamese catalogue: `add` and `replace` take lines, `missing` lists gaps."""

from pathlib import Path

import ast
import fcntl
import re
import sys


HERE = Path(__file__).resolve().parent.parent
SOURCE = HERE / "src" / "imoit"
CATALOGUE = SOURCE / "policy" / "locales" / "vi" / "LC_MESSAGES" / "imoit.po"
ROLEMAP = HERE / "profiles" / "default" / "rolemap.xml"
HEAD = (
    'msgid ""\nmsgstr ""\n'
    '"Project-Id-Version: imoit\\n"\n"Language: vi\\n"\n"Domain: imoit\\n"\n'
    '"Content-Type: text/plain; charset=utf-8\\n"\n'
    '"Content-Transfer-Encoding: 8bit\\n"\n"Plural-Forms: nplurals=1; plural=0;\\n"\n'
)
ENTRY = re.compile(r'^msgid "(.*)"\nmsgstr "(.*)"$', re.M)


def quote(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


def unquote(text: str) -> str:
    return text.replace("\\n", "\n").replace('\\"', '"').replace("\\\\", "\\")


def read() -> dict[str, str]:
    text = CATALOGUE.read_text(encoding="utf-8") if CATALOGUE.exists() else ""
    return {unquote(k): unquote(v) for k, v in ENTRY.findall(text) if k}


def write(messages: dict[str, str]) -> None:
    entries = [
        f'msgid "{quote(key)}"\nmsgstr "{quote(messages[key])}"\n'
        for key in sorted(messages)
    ]
    CATALOGUE.write_text(HEAD + "\n" + "\n".join(entries), encoding="utf-8")


def used() -> dict[str, str]:
    """Return each message used by code, templates and ZCML with where it stands."""
    found: dict[str, str] = {}
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and getattr(node.func, "id", "") == "_"
                and node.args
                and isinstance(node.args[0], ast.Constant)
            ):
                found.setdefault(node.args[0].value, f"{path}:{node.lineno}")
    for path in sorted(SOURCE.rglob("*.pt")):
        for message in in_template(path.read_text(encoding="utf-8")):
            found.setdefault(message, str(path))
    return {**named(), **found}


PERMISSION = re.compile(r"<permission\s[^<>]*?title=\"([^\"]+)\"", re.S)
GROUPS = ("Administrators", "AuthenticatedUsers", "Reviewers", "Site Administrators")
ROLES = re.compile(r"<roles>(.*?)</roles>", re.S)


def named() -> dict[str, str]:
    """Return the keys under which our roles and permissions have their words."""
    found = {}
    for path in sorted(SOURCE.rglob("permissions.zcml")):
        for title in PERMISSION.findall(path.read_text(encoding="utf-8")):
            found[f"permission:{title}"] = str(path)
    found.update((f"group:{group}", "of Plone itself") for group in GROUPS)
    roles = ROLES.search(ROLEMAP.read_text(encoding="utf-8"))
    for role in re.findall(r'name="([^"]+)"', roles[1] if roles else ""):
        found[f"role:{role}"] = str(ROLEMAP)
    return found


TAG = re.compile(r"<[a-zA-Z][^<>]*?i18n:translate=\"\"[^<>]*?>", re.S)
ATTRIBUTES = re.compile(r"<[a-zA-Z][^<>]*?i18n:attributes=\"([^\"]+)\"[^<>]*>", re.S)


def in_template(text: str) -> list[str]:
    from lxml import etree  # noqa: PLC0415 - optional dependency: `add` works without

    parser = etree.HTMLParser()
    tree = etree.HTML(text, parser)
    found = []
    if tree is None:
        return found
    for node in tree.iter():
        if not isinstance(node.tag, str):
            continue
        translate = node.get("i18n:translate")
        if translate is not None:
            found.append(translate or inner(node))
        for name in (node.get("i18n:attributes") or "").split(";"):
            name, _, given = name.strip().partition(" ")
            if name and (given or node.get(name)):
                found.append(given.strip() or " ".join(node.get(name).split()))
    return [text for text in found if text and not text.startswith("$")]


def inner(node) -> str:
    parts = [node.text or ""]
    for child in node:
        if isinstance(child.tag, str) and child.get("i18n:name"):
            parts.append("${" + child.get("i18n:name") + "}")
        parts.append(child.tail or "")
    return " ".join("".join(parts).split())


def main(command: str) -> int:
    if command == "missing":
        known = read()
        gaps = {m: w for m, w in used().items() if not known.get(m)}
        for message, where in sorted(gaps.items()):
            print(f"{message}\t# {where}")
        return 1 if gaps else 0
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    with open(CATALOGUE.with_suffix(".lock"), "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        messages = read()
        kept = 0
        for line in sys.stdin:
            key, _tab, value = (unquote(p.strip()) for p in line.partition("\t"))
            if not (key and value):
                continue
            if command == "add" and messages.get(key, value) != value:
                # The same English may stand elsewhere, with another meaning.
                print(f"kept: {key} = {messages[key]} (`replace` changes it)")
                kept += 1
            else:
                messages[key] = value
        write(messages)
    return 1 if kept else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
