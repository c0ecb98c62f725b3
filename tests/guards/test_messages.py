from lxml import etree
from tests.guards import house

import importlib.util
import pytest
import re


def load_tool():
    path = house.TOP / "tools" / "messages.py"
    spec = importlib.util.spec_from_file_location("messages", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


messages = load_tool()


def test_each_message_has_its_vietnamese():
    known = messages.read()
    missing = {text: at for text, at in messages.used().items() if not known.get(text)}

    assert missing == {}


@pytest.mark.parametrize("text", ["Nobody ever wrote this.", "${count} new letters"])
def test_a_message_in_a_template_is_found(text):
    page = f'<html xmlns:i18n="x"><p i18n:translate="">{text}</p></html>'

    assert messages.in_template(page) in ([text], [])


def blanks(text: str) -> set[str]:
    return set(messages.re.findall(r"\$\{(\w+)\}", text))


def test_a_translation_has_the_blanks_of_its_message():
    unequal = [
        english
        for english, vietnamese in messages.read().items()
        if vietnamese and blanks(english) != blanks(vietnamese)
    ]

    assert unequal == []


# The formatter turns “, ” and … into entities, which the translation does not know:
# such a text names its message in the attribute.
ENTITY = messages.re.compile(
    r"i18n:translate=\"\"[^<>]*>[^<>]*&(?!amp;|lt;|gt;)\w+;", messages.re.S
)


def test_no_message_of_a_template_is_lost_by_an_entity():
    found = [
        f"{house.short(path)}: {match.group()[-60:]}"
        for path in house.files("*.pt", house.SOURCE)
        for match in ENTITY.finditer(path.read_text("utf-8"))
    ]

    assert found == []


def test_a_message_with_an_entity_is_found():
    assert ENTITY.search('<p i18n:translate="">Refuse&hellip;</p>')


def test_each_type_is_called_by_a_vietnamese_name():
    known = messages.read()
    titles = [
        found.text
        for path in (house.TOP / "profiles" / "default" / "types").glob("*.xml")
        for found in etree.parse(path).iterfind("property[@name='title']")
    ]

    assert len(titles) > 8
    assert [title for title in titles if not known.get(title)] == []


TITLE = re.compile(r'fill-slot="title">(.*?)</metal:title>', re.S)
DRAWN = re.compile(r"<(?!/|metal:|tal:)\w+(?![^>]*tal:replace)[^>]*>", re.S)


def tagged(text):
    """Return what a browser would show as tags in the name of its tab."""
    return [tag for title in TITLE.findall(text) for tag in DRAWN.findall(title)]


def test_the_name_of_a_tab_is_words_alone():
    found = {
        house.short(path): tags
        for path in house.files("*.pt", house.SOURCE)
        if (tags := tagged(path.read_text(encoding="utf-8")))
    }

    assert found == {}


def test_a_tag_in_the_name_of_a_tab_is_seen():
    slot = '<metal:title fill-slot="title">{}</metal:title>'

    assert tagged(slot.format('<span i18n:translate="">Desk</span>'))
    assert not tagged(slot.format('<metal:t i18n:translate="">Desk</metal:t>'))
    assert not tagged(slot.format('<span tal:replace="view/title"></span>'))
