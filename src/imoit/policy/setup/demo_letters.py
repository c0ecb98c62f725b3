"""Some forty letters of the demo ministry in all states, around today; all invented."""

from AccessControl.SecurityManagement import getSecurityManager
from AccessControl.SecurityManagement import newSecurityManager
from AccessControl.SecurityManagement import setSecurityManager
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from datetime import timedelta
from imoit.content.correspondence.domain import parse_symbol
from imoit.content.files.operations import attach
from imoit.content.incoming import operations as incoming
from imoit.content.outgoing import operations as outgoing
from imoit.content.tasks.operations import closing
from imoit.content.tasks.operations import giving
from imoit.content.tasks.operations import working
from imoit.content.tasks.storage import walk
from imoit.policy.setup import demo_sheets
from imoit.policy.setup.demo_sheets import draw
from imoit.policy.setup.demo_sheets import scan
from imoit.policy.setup.demo_story import DRAFTS
from imoit.policy.setup.demo_story import LETTERS
from imoit.workflows.actors.domain import Actor
from imoit.workflows.actors.operations import directory
from imoit.workflows.calendar import clock
from imoit.workflows.transitions.operations import advance
from pathlib import Path
from typing import Any


SAMPLES = Path(__file__).resolve().parent.parent / "samples"


@contextmanager
def acting(portal: Any, login: str) -> Iterator[Actor]:
    """Act as *login* in the first post held."""
    before = getSecurityManager()
    user = portal.acl_users.getUserById(login)
    newSecurityManager(None, user.__of__(portal.acl_users))
    try:
        yield directory().posts_of(login)[0]
    finally:
        setSecurityManager(before)


def load_letters(portal: Any) -> None:
    """Write the letters; a site that has some already stays as it is."""
    if len(portal["incoming"]):
        return
    for story in LETTERS:
        _Letter(portal, story).tell()
    for story in DRAFTS:
        _Draft(portal, story).tell()


def put(document: Any, by: Actor, name: str, role: str, data: bytes = b"") -> None:
    """Attach *data*, or one of the sample files."""
    data = data or (SAMPLES / name).read_bytes()
    attach(document, name=name, data=data, by=by, role=role)


class _Letter:
    """One incoming letter, told up to the point where its story ends."""

    def __init__(self, portal: Any, story: dict[str, Any]):
        self.portal = portal
        self.story = story
        self.document: Any = None
        days = timedelta(days=story.get("days", 0), minutes=story.get("minutes", 0))
        self.arrived = clock.now() - days

    def later(self, **much: int) -> datetime:
        """Return a moment after the arrival, never after now."""
        return min(self.arrived + timedelta(**much), clock.now())

    def tell(self) -> None:
        """Go through the steps until the state that the story wants."""
        for step in ("receive", "register", "submit", "direct", "work", "finish"):
            getattr(self, step)()
            if step == self.story["until"]:
                return

    def receive(self) -> None:
        story = self.story
        symbol = parse_symbol(story["symbol"])
        values = {
            "code_number": symbol.number,
            "code_notation": symbol.notation,
            "issued_date": (self.arrived - timedelta(days=story.get("old", 3))).date(),
            "type_name": story.get("type", "Công văn"),
            "subject": story["subject"],
            "issuer": {"organ_id": story.get("organ", ""), "name": story["from"]},
            "signer": {"name": story.get("signer", ""), "position": ""},
            "priority": story.get("priority", "normal"),
            "secrecy": "normal",
            "pages": story.get("pages", 1),
            "copies": 1,
        }
        with acting(self.portal, "vanthu.bo") as clerk:
            self.document = incoming.receive(
                self.portal["incoming"], values, clerk, door="demo", now=self.arrived
            )
            if "file" in story:
                put(self.document, clerk, story["file"], "main")
            else:
                paper = demo_sheets.incoming(story, values["issued_date"])
                put(self.document, clerk, "van-ban.pdf", "main", draw(paper))

    def register(self) -> None:
        with acting(self.portal, "vanthu.bo") as clerk:
            incoming.register(
                self.document,
                clerk,
                arrival_date=self.arrived.date(),
                now=self.later(minutes=20),
            )

    def submit(self) -> None:
        with acting(self.portal, "vanthu.bo") as clerk:
            incoming.submit(self.document, "person:chanhvp", clerk)
        to = self.story.get("to", "person:thutruong1")
        if to != "person:chanhvp":
            with acting(self.portal, "chanhvp") as office:
                incoming.submit(self.document, to, office, "Kính trình Lãnh đạo Bộ.")

    def direct(self) -> None:
        who = self.story.get("to", "person:thutruong1").removeprefix("person:")
        moment = self.later(hours=4)
        with acting(self.portal, who) as leader:
            order = giving.order(
                self.story["order"],
                [self.story["lead"]],
                self.story.get("support", ()),
                self.story.get("informed", ()),
                working_days=self.story.get("working_days", 5),
                now=moment,
            )
            giving.direct(self.document, order, leader, moment)

    def work(self) -> None:
        lead = next(task for task in walk(self.document) if task.duty == "lead")
        unit = self.story["lead"].removeprefix("unit:")
        with acting(self.portal, f"truong.{unit}") as head:
            working.receive(self.document, head, self.later(hours=6))
            order = giving.order(
                "Giao chuyên viên nghiên cứu, đề xuất.",
                [f"person:cv.{unit}"],
                due=lead.due if lead.due >= self.later(hours=7).date() else None,
                working_days=self.story.get("working_days", 5),
                now=self.later(hours=7),
            )
            giving.direct(lead, order, head, self.later(hours=7))
        if self.story.get("opened", True):
            with acting(self.portal, f"cv.{unit}") as officer:
                working.receive(self.document, officer, self.later(hours=9))

    def finish(self) -> None:
        unit = self.story["lead"].removeprefix("unit:")
        upper, lower = [t for t in walk(self.document) if t.duty == "lead"][:2]
        moment = self.later(days=2)
        with acting(self.portal, f"cv.{unit}") as officer:
            closing.report(lower, officer, text="Đã xử lý, lưu hồ sơ.", now=moment)
        with acting(self.portal, f"truong.{unit}") as head:
            closing.accept(lower, head, moment)
        who = self.story.get("to", "person:thutruong1").removeprefix("person:")
        with acting(self.portal, who) as leader:
            closing.accept(upper, leader, moment)


class _Draft:
    """One outgoing letter, told up to the point where its story ends."""

    def __init__(self, portal: Any, story: dict[str, Any]):
        self.portal = portal
        self.story = story
        self.document: Any = None
        self.moment = clock.now() - timedelta(days=story.get("days", 0))

    def tell(self) -> None:
        """Go through the steps until the state that the story wants."""
        steps = ("draft", "send", "content", "form", "sign", "number", "publish")
        for step in steps:
            getattr(self, step)()
            if step == self.story["until"]:
                return

    def draft(self) -> None:
        values = {
            "type_name": self.story.get("type", "Công văn"),
            "subject": self.story["subject"],
            "secrecy": "normal",
            "recipients": tuple(self.story.get("recipients", ())),
            "signer": {"id": "post:ldb-deputy_minister-1"},
        }
        with acting(self.portal, f"cv.{self.story['unit']}") as officer:
            self.document = outgoing.draft(
                self.portal["outgoing"], values, officer, door="demo", now=self.moment
            )
            facts = self.document.facts()
            paper = demo_sheets.outgoing(
                self.story,
                f"{demo_sheets.DOTS}/{facts.notation}",
                facts.unit_symbol,
                self.moment.date(),
            )
            put(self.document, officer, "du-thao.pdf", "main", draw(paper))

    def send(self) -> None:
        with acting(self.portal, f"cv.{self.story['unit']}") as officer:
            outgoing.send_to_head(self.document, officer)

    def content(self) -> None:
        with acting(self.portal, f"truong.{self.story['unit']}") as head:
            outgoing.approve_content(self.document, head)

    def form(self) -> None:
        with acting(self.portal, "truong.vp") as deputy:
            outgoing.approve_form(self.document, deputy)

    def sign(self) -> None:
        with acting(self.portal, "thuky1") as secretary:
            for step in ("to_secretary", "to_leader", "back"):
                outgoing.hand_over(self.document, step, secretary, self.moment)
            outgoing.record_signature(
                self.document,
                "post:ldb-deputy_minister-1",
                "KT.",
                self.moment.date(),
                secretary,
                self.moment,
            )

    def number(self) -> None:
        with acting(self.portal, "vanthu.bo") as clerk:
            outgoing.take_number(self.document, clerk, self.moment)

    def publish(self) -> None:
        with acting(self.portal, "vanthu.bo") as clerk:
            symbol = self.document.symbol()
            paper = demo_sheets.outgoing(
                self.story, symbol, self.document.unit_symbol, self.moment.date()
            )
            data = scan(draw(paper))
            put(self.document, clerk, "ban-quet.pdf", "signed_scan", data)
            outgoing.publish(
                self.document,
                clerk,
                stamped=True,
                shelf_mark=self.story.get("shelf", "VT-2026/11"),
                now=self.moment,
            )
            if self.story.get("filed"):
                advance(self.document, "file", clerk)
