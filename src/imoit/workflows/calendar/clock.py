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
