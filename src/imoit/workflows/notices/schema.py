"""What the site manager chooses for notices."""

from imoit.workflows.jobs.domain import read_time
from imoit.workflows.refusal import Refusal
from imoit.workflows.speech.operations import say
from zope import schema
from zope.i18nmessageid import MessageFactory
from zope.interface import Interface
from zope.interface import Invalid
from zope.interface import invariant


_ = MessageFactory("imoit")


class INoticeSettings(Interface):
    """When digests go, and what they may say."""

    mail = schema.Bool(
        title=_("Send notices by mail"),
        description=_("The mail server is the one of the site's own mail settings."),
        default=True,
        required=False,
    )
    digest_times = schema.List(
        title=_("Times of the digest on working days"),
        description=_("One time a line, such as 07:30."),
        value_type=schema.TextLine(),
        default=["07:30", "13:30"],
        required=False,
    )
    address = schema.TextLine(
        title=_("Address of the site in mails"),
        description=_("As people reach it, such as https://imoit.example.vn"),
        default="",
        required=False,
    )
    abstract_in_mail = schema.Bool(
        title=_("Mails name the abstract of a document"),
        description=_("Without it a mail has number and symbol only."),
        default=True,
        required=False,
    )

    @invariant
    def readable(data):
        try:
            for text in data.digest_times or ():
                read_time(text, "digest_times")
        except Refusal as refusal:
            raise Invalid(say(refusal.message)) from refusal
