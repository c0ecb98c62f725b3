"""The last phrases of a post: short texts that are written again and again."""

from imoit.content.admission.domain import fold


MOST = 6
LENGTH = 160


def with_phrase(kept: tuple[str, ...], text: str) -> tuple[str, ...]:
    """Return *kept* with *text* first, each phrase once; a long text is no phrase."""
    text = " ".join(text.split())
    if not text or len(text) > LENGTH:
        return kept
    others = [phrase for phrase in kept if fold(phrase) != fold(text)]
    return (text, *others)[:MOST]
