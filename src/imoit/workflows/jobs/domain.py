"""When a job runs again, when a scheduled one is due, how far one is."""

from collections.abc import Sequence
from datetime import datetime
from datetime import time
from datetime import timedelta
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from typing import NamedTuple


QUEUED, RUNNING, DONE, FAILED = "queued", "running", "done", "failed"
HELD = "held"  # a person stopped it; it goes on where it was
WAITING = (QUEUED, RUNNING)
# Short work shall not wait behind long work.
QUICK, SLOW = "quick", "slow"
LANES = (QUICK, SLOW)
# Seconds before the second, third … try.
PAUSES = (5, 30, 120, 600, 1800, 7200)


class Line(NamedTuple):
    """A job as a list shows it."""

    id: str
    kind: str
    state: str
    tries: int
    done: int
    of: int
    error: tuple[str, dict[str, str]]
    person: str
    post: str
    uid: str
    queued_at: str
    started_at: str
    finished_at: str


def pause(tries: int) -> int:
    """Return how many seconds to wait after *tries* tries without success."""
    return PAUSES[min(max(tries, 1), len(PAUSES)) - 1]


def latest(times: Sequence[str], now: datetime) -> datetime | None:
    """Return the last of the *times* of day that is past at *now*, if there is any."""
    days = (now.date(), now.date() - timedelta(days=1))
    moments = [
        datetime.combine(day, read_time(text), now.tzinfo)
        for day in days
        for text in times
    ]
    return max((moment for moment in moments if moment <= now), default=None)


def read_time(text: str, field: str = "") -> time:
    """Return the time of day that *text* (HH:MM) names; else 422."""
    try:
        hour, minute = text.strip().split(":")
        return time(int(hour), int(minute))
    except ValueError:
        raise BadValue(
            _("“${time}” is no time of day, such as 07:30.", time=text),
            field=field,
            code="not_a_time",
        ) from None


def percent(done: int, of: int) -> int:
    """Return how far a job is, in whole per cent."""
    return min(100, done * 100 // of) if of > 0 else 0


def place_of(setting: str) -> tuple[str, str]:
    """Return which queue *setting* asks for: its kind, and where it is."""
    kind, colon, _rest = setting.partition(":")
    if not setting or kind == "sqlite":
        return "sqlite", setting.removeprefix("sqlite:").removeprefix("//")
    if colon and kind in ("redis", "rediss", "postgresql", "memory"):
        return kind.replace("rediss", "redis"), setting
    raise BadValue(
        _(
            "IMOIT_JOBS_QUEUE=${setting} is no queue: leave it empty, or give "
            "redis://host/0 or postgresql://host/name.",
            setting=setting,
        )
    )
