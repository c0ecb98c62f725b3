"""What is wanted, told to FTS5."""

from imoit.workflows.words.domain.query import Node
from imoit.workflows.words.domain.query import Some
from imoit.workflows.words.domain.query import Term
from imoit.workflows.words.domain.query import Want


def told(want: Want) -> str:
    """Return the expression that a row fits which has what is wanted."""
    if want.leads:
        return f"{{head}} : ^ {_told(want, want.node)}"
    columns = "spelled_head spelled_body" if want.spelled else "head body"
    return f"{{{columns}}} : ({_told(want, want.node)})"


def _told(want: Want, node: Node) -> str:
    match node:
        case Term():
            return _quoted(want.words(node), want.starts(node))
        case Some(parts):
            return " OR ".join(f"({_told(want, part)})" for part in parts)
    found = " AND ".join(f"({_told(want, part)})" for part in node.parts)
    for part in node.but:
        found = f"({found}) NOT ({_told(want, part)})"
    return found


def _quoted(words: list[str], starts: bool) -> str:
    """Return a phrase; the words hold letters and digits only, so nothing escapes."""
    return f'"{" ".join(words)}"{" *" if starts else ""}'
