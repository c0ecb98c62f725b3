"""Many outgoing documents in all states, for load tests: every act by its operation."""

from collections.abc import Callable
from datetime import timedelta
from imoit.content.issued import operations as issued
from imoit.content.outgoing import operations as outgoing
from imoit.policy.setup.demo_letters import acting
from imoit.policy.setup.demo_letters import put
from imoit.policy.setup.large import BATCH
from imoit.policy.setup.large import Say
from imoit.policy.setup.large import SUBJECTS
from imoit.policy.setup.large import VERBS
from imoit.workflows.calendar import clock
from imoit.workflows.transitions.operations import advance
from random import Random
from typing import Any

import transaction


UNITS = ("tttn", "xnk", "tmdt", "khtc", "pc", "cn", "hc")
TYPES = ("Công văn", "Công văn", "Công văn", "Quyết định", "Thông báo")
LEADER = "post:ldb-deputy_minister-1"
AGENCY = "agency:000.00.00.G12"
SCAN = "letter-01-scan200-stamped.pdf"
STEPS = ("draft", "send", "content", "form", "sign", "number", "publish")
# What becomes of a letter, in hundredths: the last step of its way, or what follows.
FATES = {
    "draft": 4,
    "send": 3,
    "content": 3,
    "form": 3,
    "sign": 4,
    "number": 5,
    "publish": 66,
    "file": 7,
    "recall": 2,
    "restrict": 1,
    "copy": 2,
}


def load(portal: Any, letters: int, say: Say) -> None:
    """Fill the site up to *letters* outgoing documents; what is there counts."""
    have = len(portal["outgoing"])
    for first in range(have, letters, BATCH):
        for n in range(first, min(first + BATCH, letters)):
            Departure(portal, n).tell()
        transaction.commit()
        portal._p_jar.cacheGC()
        if first % 500 < BATCH:
            say(f"{min(first + BATCH, letters)} of {letters} outgoing documents")


class Departure:
    """One outgoing document, told by chance up to some state, the same in every run."""

    def __init__(self, portal: Any, n: int):
        self.portal = portal
        self.n = n
        self.chance = Random(n)  # noqa: S311 - no secret
        self.unit = UNITS[n % len(UNITS)]
        self.moment = clock.now() - timedelta(minutes=self.chance.randint(60, 9000))

    def tell(self, until: str = "") -> Any:
        """Tell it up to *until*, or as chance wants; return the document."""
        if not until:
            until = self.chance.choices((*FATES,), (*FATES.values(),))[0]
        for step in STEPS:
            getattr(self, step)()
            if step == until:
                return self.document
        if until in ("file", "recall"):
            self.by("vanthu.bo", lambda by: advance(self.document, until, by, "Nhầm"))
        else:
            getattr(self, until)()
        return self.document

    def by(self, login: str, act: Callable[[Any], Any]) -> None:
        """Let somebody act."""
        with acting(self.portal, login) as actor:
            act(actor)

    def draft(self) -> None:
        """Begin it, with its file."""
        others = self.chance.sample(UNITS, 3)
        subject = f"V/v {self.chance.choice(VERBS)} {self.chance.choice(SUBJECTS)}"
        values = {
            "type_name": self.chance.choice(TYPES),
            "subject": f"{subject} lần {self.n}",
            "secrecy": "normal",
            "priority": self.chance.choices(("normal", "urgent"), (19, 1))[0],
            "recipients": (*(f"unit:{unit}" for unit in others), AGENCY),
            "signer": {"id": LEADER},
            "copies": self.chance.randint(1, 30),
        }
        folder = self.portal["outgoing"]
        with acting(self.portal, f"cv.{self.unit}") as officer:
            self.document = outgoing.draft(folder, values, officer, now=self.moment)
            put(self.document, officer, "letter-03.pdf", "main")

    def send(self) -> None:
        """Send it to the head of the unit."""
        self.by(f"cv.{self.unit}", lambda by: outgoing.send_to_head(self.document, by))

    def content(self) -> None:
        """Approve its content."""
        who = f"truong.{self.unit}"
        self.by(who, lambda by: outgoing.approve_content(self.document, by))

    def form(self) -> None:
        """Approve its form."""
        self.by("truong.vp", lambda by: outgoing.approve_form(self.document, by))

    def sign(self) -> None:
        """Carry the folder to the leader and back; record the signature."""
        day = self.moment.date()
        with acting(self.portal, "thuky1") as secretary:
            for step in ("to_secretary", "to_leader", "back"):
                outgoing.hand_over(self.document, step, secretary, self.moment)
            outgoing.record_signature(
                self.document, LEADER, "KT.", day, secretary, self.moment
            )

    def number(self) -> None:
        """Give it its number."""
        who = "vanthu.bo"
        self.by(who, lambda by: outgoing.take_number(self.document, by, self.moment))

    def publish(self) -> None:
        """Attach the scan and publish it; most originals have their place."""
        mark = f"Kho 1, hộp {self.n // 50}" if self.n % 10 else ""
        with acting(self.portal, "vanthu.bo") as clerk:
            put(self.document, clerk, SCAN, "signed_scan")
            outgoing.publish(
                self.document, clerk, stamped=True, shelf_mark=mark, now=self.moment
            )

    def restrict(self) -> None:
        """Stop the publication."""
        why = "Chưa công bố"
        self.by("botruong", lambda by: outgoing.restrict(self.document, by, why))

    def copy(self) -> None:
        """Make a copy of it."""
        self.by("vanthu.bo", lambda by: issued.make_copy(self.document, "SY", by))
