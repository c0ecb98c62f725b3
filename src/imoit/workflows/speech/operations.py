"""What turns a sentence into the reader's language."""

from imoit.workflows.refusal import Name
from imoit.workflows.refusal import Sentence
from zope.globalrequest import getRequest
from zope.i18n import negotiate
from zope.i18n import translate
from zope.i18nmessageid import Message


DEFAULT_LANGUAGE = "vi"
LANGUAGES = ("vi", "en")


def language(request=None) -> str:
    """Return `vi` or `en`: what Accept-Language (REST) or the site (pages) asks for."""
    request = request or getRequest()
    if request is None:
        return DEFAULT_LANGUAGE
    wanted = _accepted(request.get_header("Accept-Language") or "")
    if _is_api(request):
        return next((code for code in wanted if code in LANGUAGES), DEFAULT_LANGUAGE)
    return "en" if (negotiate(request) or "").startswith("en") else DEFAULT_LANGUAGE


def say(sentence: Sentence | str, request=None) -> str:
    """Return *sentence* translated, its blanks filled."""
    if isinstance(sentence, str):
        sentence = Sentence(sentence, {})
    values = {name: _said(value, request) for name, value in sentence.values.items()}
    message = Message(
        sentence.text, domain="imoit", default=sentence.text, mapping=values
    )
    return translate(message, target_language=language(request))


def _said(value: object, request) -> str:
    """Return what fills a blank: words, names in words, lists of them, or as it is."""
    if isinstance(value, Sentence):
        return say(value, request)
    if isinstance(value, Name):
        return called(value, request)
    if type(value) in (list, tuple):
        return ", ".join(_said(one, request) for one in value)
    return str(value)


def called(name: Name, request=None) -> str:
    """Return what people call *name*; what has no word is called by its id."""
    message = Message(f"{name.kind}:{name.id}", domain="imoit", default=name.id)
    return translate(message, target_language=language(request))


def _accepted(header: str) -> list[str]:
    ranked = []
    for part in header.split(","):
        code, _, quality = part.strip().partition(";q=")
        try:
            weight = float(quality or 1)
        except ValueError:
            weight = 0.0
        ranked.append((-weight, code.strip().lower().partition("-")[0]))
    return [code for weight, code in sorted(ranked, key=lambda r: r[0]) if weight]


def _is_api(request) -> bool:
    return "application/json" in (request.get_header("Accept") or "")
