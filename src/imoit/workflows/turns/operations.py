"""Several acts in one request, each kept or undone apart from the others."""

from collections.abc import Callable
from collections.abc import Iterable
from imoit.workflows.refusal import Refusal
from Products.CMFCore.indexing import getQueue
from Products.CMFCore.indexing import processQueue
from typing import Any
from typing import TypeVar
from ZODB.POSException import ConflictError

import transaction


TRIES = 4  # of one act that meets others; the request as a whole is never run again
Thing = TypeVar("Thing")


def one_by_one(
    things: Iterable[Thing], act: Callable[[Thing], Any]
) -> list[tuple[Thing, Any]]:
    """Do *act* to each thing in a transaction of its own.

    Returns each thing with what its act returned, or with the Refusal that undid it.
    What came before is kept: running the whole request again would do it twice.
    """
    return [(thing, _alone(thing, act)) for thing in things]


def together(
    things: Iterable[Thing], act: Callable[[Thing], Any]
) -> list[tuple[Thing, Any]]:
    """Do *act* to each thing in the one transaction of the request.

    Returns each thing with what its act returned, or with the Refusal that undid it
    and only it: nobody else's work comes between those that stand. A refusal that
    dooms the request (the gate's) is raised: then nothing stands.
    """
    return [(thing, _within(thing, act)) for thing in things]


def _within(thing: Thing, act: Callable[[Thing], Any]) -> Any:
    processQueue()
    before = transaction.savepoint(optimistic=True)
    try:
        return act(thing)
    except Refusal as refusal:
        if transaction.isDoomed():
            raise
        # What waited to be indexed is undone with the act: it may not exist any more.
        getQueue().clear()
        before.rollback()
        return refusal


def _alone(thing: Thing, act: Callable[[Thing], Any]) -> Any:
    for left in reversed(range(TRIES)):
        try:
            done = act(thing)
            transaction.commit()
        except Refusal as refusal:
            transaction.abort()
            return refusal
        except ConflictError:
            transaction.abort()
            if not left:
                raise
        else:
            return done
    return None
