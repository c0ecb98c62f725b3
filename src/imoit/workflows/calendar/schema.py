"""The Ministry's own table of days off and days worked instead."""

from imoit.workflows.calendar import domain
from imoit.workflows.refusal import Refusal
from imoit.workflows.speech.operations import say
from zope import schema
from zope.i18nmessageid import MessageFactory
from zope.interface import Interface
from zope.interface import Invalid
from zope.interface import invariant


_ = MessageFactory("imoit")
HELP = _(
    "One day a line: date and reason, such as: 2026-08-31 Day off in exchange. "
    "This table wins over the calendar of public holidays that comes with the system."
)


class ICalendarTable(Interface):
    """Days that the Government or the Ministry decided otherwise."""

    holidays = schema.List(
        title=_("Days off"),
        description=HELP,
        value_type=schema.TextLine(),
        required=False,
        default=[],
    )
    workdays = schema.List(
        title=_("Weekend days worked instead"),
        description=HELP,
        value_type=schema.TextLine(),
        required=False,
        default=[],
    )

    @invariant
    def readable(data):
        try:
            off = domain.read_table(data.holidays or (), "holidays")
            work = domain.read_table(data.workdays or (), "workdays")
            domain.check_tables(off, work)
        except Refusal as refusal:
            raise Invalid(say(refusal.message)) from refusal
