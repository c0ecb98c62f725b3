"""A day of many people who do whatever comes to their mind."""

from imoit.content.desk import domain
from imoit.content.desk import operations
from imoit.content.selection.operations import each
from imoit.content.tasks import storage
from imoit.workflows.calendar import clock
from imoit.workflows.calendar.storage import calendar
from imoit.workflows.pages.interfaces import IStaffLayer
from imoit.workflows.transitions.operations import steps
from plone import api
from plone.indexer.interfaces import IIndexer
from random import Random
from tests.rooms import ministry
from zope.annotation.interfaces import IAnnotations
from zope.component import getMultiAdapter
from zope.interface import alsoProvides

import transaction


PEOPLE = (
    "vanthu.bo",
    "chanhvp",
    "botruong",
    "thutruong1",
    "thuky1",
    "truong.tttn",
    "vanthu.tttn",
    "cv.tttn",
    "cv2.tttn",
    "truong.xnk",
    "cv.xnk",
    "truong.vp",
)
UNITS = ("unit:tttn", "unit:xnk", "unit:vp", "unit:pc")
OFFICERS = ("person:cv.tttn", "person:cv2.tttn", "person:cv.xnk", "person:cv.vp")
ANY = ("register", "submit", "direct", "forward", "report", "accept", "recall", "open")


class Walk:
    """The ministry, the chance that leads it, and the one request of the test."""

    def __init__(self, portal, seed: int):
        self.portal = portal
        self.chance = Random(seed)  # noqa: S311 - the same day each time
        self.request = portal.REQUEST
        alsoProvides(self.request, IStaffLayer)
        self.things = []
        self.groups = {who: self.held(who) for who in PEOPLE}
        self.done = self.refused = 0

    def held(self, who: str) -> set[str]:
        """Return the groups of *who*."""
        with ministry.acting(who) as by:
            return {*by.groups}

    def act(self) -> None:
        """Somebody does something: mostly what is theirs to do, sometimes not."""
        IAnnotations(self.request).clear()
        self.move()
        transaction.commit()

    def move(self) -> None:
        """Begin something, or take a step."""
        if len(self.things) < 4 or self.chance.random() < 0.06:
            self.things.append(self.begin())
            return
        thing = self.chance.choice(self.known())
        with ministry.acting(self.somebody(thing)):
            mine = [step.id for step in steps(thing)]
            self.take(thing, self.chance.choice(mine or ANY))

    def somebody(self, thing) -> str:
        """Return one for whom *thing* waits, once in a while anybody."""
        keys = self.says(thing, "imoit_waiting")
        groups = {key.partition("/")[2] for key in keys}
        theirs = [who for who, held in self.groups.items() if groups & held]
        return self.chance.choice(
            theirs if theirs and self.chance.random() < 0.95 else PEOPLE
        )

    def take(self, thing, step: str) -> None:
        """Take *step* through its door, whatever comes of it."""
        (found,) = each(step, [thing.UID()], self.data(step), self.request)
        self.done += found.refusal is None
        self.refused += found.refusal is not None

    def begin(self):
        """Return a new letter, or a new draft."""
        number = str(len(self.things) + 1)
        if self.chance.random() < 0.75:
            priority = self.chance.choice(("normal", "normal", "express"))
            return ministry.received(code_number=number, priority=priority)
        return ministry.drafted(subject=f"V/v trả lời {number}")

    def known(self) -> list:
        """Return the documents of late, each with its tasks."""
        late = self.things[-12:]
        return [*late, *(task for thing in late for task in storage.walk(thing))]

    def data(self, step: str) -> dict:
        """Return what somebody would type."""
        lead, support, informed = self.chance.sample(UNITS, 3)
        return {
            "to": self.chance.choice(("person:chanhvp", "person:thutruong1")),
            "reason": "Có lý do.",
            "text": "Nội dung.",
            "lead": [self.chance.choice(OFFICERS) if step == "forward" else lead],
            "support": [support] if self.chance.random() < 0.5 else [],
            "informed": [informed] if self.chance.random() < 0.5 else [],
            "working_days": self.chance.choice((0, 1, 2, 5, 30)),
            "percent": self.chance.choice((50, 100)),
        }

    def differences(self) -> list[tuple]:
        """Return where list, badge, report and the things themselves disagree."""
        facts = [
            (thing, {*self.says(thing, "imoit_waiting")}, self.says(thing, "imoit_due"))
            for thing in self.all()
        ]
        return [found for who in PEOPLE for found in self.compare(who, facts)]

    def compare(self, who: str, facts: list) -> list[tuple]:
        """Return the disagreements at the desk of *who*."""
        IAnnotations(self.request).clear()
        with ministry.acting(who) as by:
            badges = {found.box.id: found.count for found in operations.counts(by)}
            report = self.report()
            wrong = []
            for box in domain.BOX_IDS:
                total, items = operations.items(box, by, size=10_000)
                listed = {item.uid for item in items}
                true = self.waiting(box, by, facts)
                counted = {total, len(items), badges[box], report[box]}
                if listed != true or counted != {len(true)}:
                    wrong.append((who, box, len(true), sorted(counted), listed ^ true))
            return wrong

    def report(self) -> dict[str, int]:
        """Return the counts as REST says them."""
        name = "GET_application_json_@inbox"
        answer = getMultiAdapter((self.portal, self.request), name=name).answer()
        return {box["id"]: box["count"] for box in answer["boxes"]}

    def waiting(self, box: str, by, facts: list) -> set[str]:
        """Return what waits in *box*, asked of each thing itself."""
        cut = domain.slice_of(box, by.groups, clock.today(), calendar())
        return {
            thing.UID()
            for thing, keys, due in facts
            if keys & {*cut.keys}
            and (cut.most is None or (due is not None and due <= cut.most))
            and (cut.least is None or due >= cut.least)
            and api.user.has_permission("View", obj=thing)
        }

    def says(self, thing, name: str):
        """Return what the catalog would be told of *thing* now."""
        catalog = self.portal.portal_catalog
        return getMultiAdapter((thing, catalog), IIndexer, name=name)()

    def all(self) -> list:
        """Return every thing that may wait for somebody."""
        roots = [*self.portal["incoming"].values(), *self.portal["outgoing"].values()]
        return [*roots, *(task for root in roots for task in storage.walk(root))]
