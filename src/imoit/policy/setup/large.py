"""A large ministry for load tests: 40 units, 2,500 people, as many letters as wished.

Nothing here writes past an operation: what is measured on it is what people would meet.
"""

from collections.abc import Callable
from collections.abc import Iterator
from datetime import datetime
from datetime import timedelta
from imoit.content.directory.operations.people import add_person
from imoit.content.directory.operations.people import add_post
from imoit.content.directory.operations.people import add_unit
from imoit.content.directory.operations.posts import give_post
from imoit.content.incoming import operations as incoming
from imoit.content.tasks.operations import closing
from imoit.content.tasks.operations import giving
from imoit.content.tasks.storage import walk
from imoit.policy.setup.demo_letters import acting
from imoit.policy.setup.demo_ministry import AGENCIES
from imoit.policy.setup.demo_ministry import PASSWORD
from imoit.workflows.calendar import clock
from plone import api
from random import Random
from typing import Any

import transaction


UNITS = 40
PEOPLE = 2500
OFFICERS = 8  # of the units that letters are given to, in turn
BATCH = 20  # letters in one transaction
LEADERS = ("botruong", "thutruong1")
GIVEN = 5  # tasks of a letter, beside the officer's own
NAMES = ("Nguyễn Văn", "Trần Thị", "Lê Hoàng", "Phạm Thu", "Hoàng Minh", "Vũ Ngọc")
GIVEN_NAMES = ("An", "Bình", "Chi", "Dũng", "Giang", "Hà", "Khánh", "Linh", "Quân")
VERBS = (
    "báo cáo",
    "góp ý",
    "đề nghị",
    "triển khai",
    "kiểm tra",
    "hướng dẫn",
    "mời họp",
)
SUBJECTS = (
    "tình hình xuất khẩu nông sản",
    "quy hoạch phát triển điện lực",
    "thực hiện chuyển đổi số",
    "dự thảo nghị định về thương mại điện tử",
    "an toàn hóa chất",
    "khuyến công địa phương",
    "quản lý thị trường dịp cuối năm",
    "tăng cường sử dụng chữ ký số",
    "phát triển công nghiệp hỗ trợ",
    "tháo gỡ khó khăn cho doanh nghiệp",
)
Say = Callable[[str], None]


def load(portal: Any, letters: int, say: Say, people: int = PEOPLE) -> None:
    """Fill the site up to *letters* letters; what is there counts, so it can go on."""
    have_people(people, say)
    have = len(portal["incoming"])
    for first in range(have, letters, BATCH):
        for n in range(first, min(first + BATCH, letters)):
            Letter(portal, n).tell()
        transaction.commit()
        portal._p_jar.cacheGC()
        if first % 500 < BATCH:
            say(f"{first + BATCH} of {letters} letters")


def have_people(people: int, say: Say) -> None:
    """Add units and people that are missing; each unit has its head and registry."""
    numbered = api.portal.get()["directory"]
    if f"u{UNITS - 9:02d}" in numbered["units"].objectIds():
        return
    say(f"{UNITS} units, {people} people")
    for n, (login, name, post, title) in enumerate(staff(people)):
        unit = post.split("-")[0]
        if post.endswith("-head-1"):
            add_unit(unit, f"Đơn vị thử tải {unit[1:]}", unit.upper(), "other")
        add_person(login, name, PASSWORD)
        add_post(post, title, "")
        give_post(post, login, by="-")
        if n % 100 == 99:
            transaction.commit()
    transaction.commit()


def staff(people: int) -> Iterator[tuple[str, str, str, str]]:
    """Return login, name, post and title of those beside the people of the demo."""
    units = [f"u{n:02d}" for n in range(1, UNITS - 8)]
    for n in range(people - 31):
        unit, place = units[n % len(units)], n // len(units)
        function, word = {
            0: ("head", "Vụ trưởng"),
            1: ("registry", "Văn thư đơn vị"),
        }.get(place, ("officer", "Chuyên viên"))
        number = place - 1 if place > 1 else 1
        name = f"{NAMES[n % 6]} {GIVEN_NAMES[n % 9]} {n}"
        title = f"{word} – Đơn vị thử tải {unit[1:]}"
        yield f"{unit}.{place}", name, f"{unit}-{function}-{number}", title


class Letter:
    """One letter, told by chance up to some state; the same chance in every run."""

    def __init__(self, portal: Any, n: int):
        self.portal = portal
        self.n = n
        self.chance = Random(n)  # noqa: S311 - no secret
        self.arrived = clock.now() - timedelta(minutes=self.chance.randint(60, 60_000))
        self.units = self.chance.sample(range(1, UNITS - 8), GIVEN)

    def later(self, hours: int) -> datetime:
        """Return a moment after the arrival, never after now."""
        return min(self.arrived + timedelta(hours=hours), clock.now())

    def tell(self) -> None:
        """Tell it: one in twenty stays registered, one in ten waits for a leader."""
        self.register()
        fate = self.chance.random()
        if fate < 0.05:
            return
        self.submit()
        if fate < 0.15:
            return
        self.direct()
        if fate > 0.6:
            self.finish()

    def register(self) -> None:
        """Receive and register it."""
        code, name, *_more = self.chance.choice(AGENCIES)
        subject = f"V/v {self.chance.choice(VERBS)} {self.chance.choice(SUBJECTS)}"
        values = {
            "code_number": str(self.n),
            "code_notation": "TT-VP",
            "issued_date": (self.arrived - timedelta(days=3)).date(),
            "type_name": "Công văn",
            "subject": f"{subject} lần {self.n}",
            "issuer": {"organ_id": code, "name": name},
            "signer": {"name": f"{NAMES[self.n % 6]} {GIVEN_NAMES[self.n % 9]}"},
            "priority": self.chance.choices(("normal", "urgent"), (19, 1))[0],
            "secrecy": "normal",
            "pages": self.chance.randint(1, 9),
        }
        with acting(self.portal, "vanthu.bo") as clerk:
            folder = self.portal["incoming"]
            self.document = incoming.receive(folder, values, clerk, now=self.arrived)
            day = self.arrived.date()
            incoming.register(self.document, clerk, arrival_date=day, now=self.arrived)

    def submit(self) -> None:
        """Submit it to the Office, which sends it to a leader."""
        self.leader = LEADERS[self.n % 2]
        with acting(self.portal, "vanthu.bo") as clerk:
            incoming.submit(self.document, "person:chanhvp", clerk)
        with acting(self.portal, "chanhvp") as office:
            incoming.submit(self.document, f"person:{self.leader}", office)

    def direct(self) -> None:
        """Order it: one lead, two support, two are informed; the lead gives it on."""
        lead, *others = (f"unit:u{n:02d}" for n in self.units)
        moment, days = self.later(4), self.chance.randint(2, 40)
        with acting(self.portal, self.leader) as leader:
            order = giving.order(
                "Chủ trì, phối hợp xử lý, báo cáo Lãnh đạo Bộ.",
                [lead],
                others[:2],
                others[2:],
                working_days=days,
                now=moment,
            )
            giving.direct(self.document, order, leader, moment)
        unit, place = self.units[0], 2 + self.n % OFFICERS
        with acting(self.portal, f"u{unit:02d}.0") as head:
            task = next(task for task in walk(self.document) if task.duty == "lead")
            officer = f"person:u{unit:02d}.{place}"
            due = max(task.due, self.later(5).date())
            order = giving.order("Xử lý.", [officer], due=due, now=self.later(5))
            giving.direct(task, order, head, self.later(5))

    def finish(self) -> None:
        """Report and accept the lead's task: the document is completed."""
        task = next(task for task in walk(self.document) if task.duty == "lead")
        moment = self.later(self.chance.randint(10, 900))
        with acting(self.portal, f"u{self.units[0]:02d}.0") as head:
            closing.report(task, head, text="Đã xử lý xong.", now=moment)
        with acting(self.portal, self.leader) as leader:
            closing.accept(task, leader, moment)
