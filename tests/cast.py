"""The cast of every test: who sits in front of iMOIT, by login."""

from plone.app.testing import login
from plone.app.testing import logout


PASSWORD = "imoit-demo"

MINISTER = "botruong"
DEPUTY = "thutruong1"
SECRETARY = "thuky1"  # serves DEPUTY only
OFFICE = "chanhvp"  # heads the Office, distributes
FORM = "truong.vp"  # deputy head of the Office, checks form
CLERK = "vanthu.bo"
HEAD = "truong.tttn"
REGISTRY = "vanthu.tttn"
OFFICER = "cv.tttn"
COLLEAGUE = "cv2.tttn"  # the second officer of the same unit
TWO_POSTS = "kiemnhiem"  # officer in PC and in HC
MANAGER = "quantri"
AUDITOR = "kiemtra"


def log_in(portal, name: str) -> None:
    """Be *name* from here on."""
    login(portal, name)


def log_out() -> None:
    """Be nobody."""
    logout()
