"""A program that speaks REST with the Ministry, as one of the cast."""

from pathlib import Path
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD

import base64
import requests


PASSWORD = "imoit-demo"
SAMPLES = Path(__file__).resolve().parent.parent / "samples"


class Ministry:
    """The site, and the people who log in to it."""

    def __init__(self, url: str):
        self.url = url

    def as_(self, login: str, post: str = "") -> "Person":
        return Person(self.url, login, PASSWORD, post)

    def as_manager(self) -> "Person":
        return Person(self.url, SITE_OWNER_NAME, SITE_OWNER_PASSWORD)


class Person:
    """One person's session."""

    def __init__(self, url: str, login: str, password: str, post: str = ""):
        self.url = url
        self.session = requests.Session()
        self.session.auth = (login, password)
        self.session.headers["Accept"] = "application/json"
        if post:
            self.session.headers["IMOIT-Post"] = post

    def call(self, method: str, where: str, json=None) -> requests.Response:
        url = where if where.startswith("http") else f"{self.url}{where}"
        return self.session.request(method, url, json=json, timeout=60)

    def get(self, where: str) -> dict:
        answer = self.call("GET", where)
        assert answer.status_code == 200, (answer.status_code, answer.text)
        return answer.json()

    def post(self, where: str, json=None) -> dict:
        answer = self.call("POST", where, json or {})
        assert answer.status_code in (200, 201), (answer.status_code, answer.text)
        return answer.json()

    def status(self, method: str, where: str, json=None) -> int:
        return self.call(method, where, json).status_code


def sample(name: str) -> dict:
    data = (SAMPLES / name).read_bytes()
    return {
        "data": base64.b64encode(data).decode(),
        "encoding": "base64",
        "filename": name,
        "content-type": "application/pdf",
    }


def letter(**changes) -> dict:
    return {
        "@type": "IncomingDocument",
        "code_number": "4527",
        "code_notation": "BKHCN-VP",
        "issued_date": "2026-11-12",
        "type_name": "Công văn",
        "subject": "V/v tăng cường sử dụng chữ ký số và gửi, nhận văn bản điện tử",
        "issuer": {
            "organ_id": "000.00.00.G06",
            "name": "Bộ Khoa học và Công nghệ",
        },
        "signer": {
            "position": "Thứ trưởng",
            "name": "Nguyễn Thị Hồng Nhung",
            "capacity": "KT.",
        },
        "priority": "normal",
        "secrecy": "normal",
        "pages": 1,
        "copies": 1,
        **changes,
    }
