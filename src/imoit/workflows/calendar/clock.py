"""The clock of the Ministry: Vietnam time, whatever the machine's."""

from datetime import date
from datetime import datetime
from zoneinfo import ZoneInfo


ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def now() -> datetime:
    """Return the present moment in Vietnam."""
    return datetime.now(ZONE)


def today() -> date:
    """Return the present day in Vietnam."""
    return now().date()


def day(moment: datetime | None = None) -> date:
    """Return the day in Vietnam at *moment* (default: now)."""
    return (moment or now()).astimezone(ZONE).date()
