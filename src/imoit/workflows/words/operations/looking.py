"""Comparing the store with the log of the index, as one transaction sees it."""

from imoit.workflows.words.schema import Act
from imoit.workflows.words.schema import Log
from imoit.workflows.words.schema import Rids
from imoit.workflows.words.storage import Store
from typing import Any
from typing import NamedTuple
from ZODB.utils import u64


class Sight(NamedTuple):
    """How a store stands beside a log.

    *n*: what came into the store later is not for this transaction; *unseen*: nor is
    this, which came before; *missing*: acts that the store has not; *foreign*: acts
    that the database does not know (it was set back, or one was undone).
    """

    n: int
    unseen: tuple[Act, ...]
    missing: tuple[int, ...]
    foreign: tuple[Act, ...]

    def is_even(self) -> bool:
        """Tell whether nothing has to be brought in or taken out."""
        return not (self.missing or self.foreign)


def look(log: Log, store: Store, start: int, own: int = 0) -> Sight:
    """Compare the latest acts; *own* is the key of an act that is not committed."""
    known = log.recent()
    return _compared(log, known, store, start, own)


def look_deep(log: Log, store: Store, start: int) -> Sight:
    """Compare every act that is written down."""
    return _compared(log, log.whole(), store, start, 0)


def _compared(
    log: Log, known: dict[int, Rids], store: Store, start: int, own: int
) -> Sight:
    keys = known.keys() - {own}
    acts = store.acts(min(keys, default=0))
    others = [act for act in acts if act.key not in keys and not log.has(act.key)]
    foreign = tuple(act for act in others if act.tid < start)
    return Sight(
        store.last(),
        tuple(act for act in others if act.tid >= start),
        tuple(sorted(keys - {act.key for act in acts})),
        foreign,
    )


def start_of(jar: Any) -> int:
    """Return the first transaction that *jar*'s connection does not see.

    0 where a storage does not say: then nothing counts as foreign here.
    """
    start = getattr(getattr(jar, "_storage", None), "_start", None)
    return u64(start) if start else 0


def touched(acts: tuple[Act, ...] | list[Act]) -> Rids:
    """Return whose words *acts* changed, None for all."""
    if any(act.rids is None for act in acts):
        return None
    return tuple({rid for act in acts for rid in act.rids or ()})
