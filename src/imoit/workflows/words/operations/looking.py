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


class Bounds(NamedTuple):
    """The transactions that may be there unseen: from *start* up to *last*."""

    start: int
    last: int


# Nobody else can have written: what is not seen never was.
ALONE = Bounds(1, 0)


def look(log: Log, store: Store, bounds: Bounds, own: int = 0) -> Sight:
    """Compare the latest acts; *own* is the key of an act that is not committed."""
    return _compared(log, log.recent(), store, bounds, own)


def look_deep(log: Log, store: Store, bounds: Bounds) -> Sight:
    """Compare every act that is written down."""
    return _compared(log, log.whole(), store, bounds, 0)


def _compared(
    log: Log, known: dict[int, Rids], store: Store, bounds: Bounds, own: int
) -> Sight:
    keys = known.keys() - {own}
    acts = store.acts(min(keys, default=0))
    others = [act for act in acts if act.key not in keys and not log.has(act.key)]
    unseen = [act for act in others if bounds.start <= act.tid <= bounds.last]
    return Sight(
        store.last(),
        tuple(unseen),
        tuple(sorted(keys - {act.key for act in acts})),
        tuple(act for act in others if act not in unseen),
    )


def bounds_of(jar: Any) -> Bounds:
    """Return from which to which transaction *jar*'s connection does not see.

    Where a storage does not say when the connection's view begins, all may be unseen.
    """
    if jar is None:
        return ALONE
    start = getattr(jar._storage, "_start", None)
    return Bounds(u64(start) if start else 0, last_of(jar))


def last_of(jar: Any) -> int:
    """Return the latest transaction of the database."""
    return u64(jar.db().lastTransaction())


def touched(acts: tuple[Act, ...] | list[Act]) -> Rids:
    """Return whose words *acts* changed, None for all."""
    if any(act.rids is None for act in acts):
        return None
    return tuple({rid for act in acts for rid in act.rids or ()})
