"""The page where the site manager keeps the working calendar."""

from imoit.workflows.calendar.schema import ICalendarTable
from plone.app.registry.browser.controlpanel import ControlPanelFormWrapper
from plone.app.registry.browser.controlpanel import RegistryEditForm
from plone.z3cform import layout
from zope.i18nmessageid import MessageFactory


_ = MessageFactory("imoit")


class CalendarForm(RegistryEditForm):
    """Edits both tables; a line that cannot be read is named and nothing is lost."""

    schema = ICalendarTable
    schema_prefix = "imoit.calendar"
    label = _("Working calendar")
    description = _(
        "Deadlines are counted in working days; the first day does not count. "
        "A change here counts for new deadlines, not for those already given."
    )


CalendarPage = layout.wrap_form(CalendarForm, ControlPanelFormWrapper)
