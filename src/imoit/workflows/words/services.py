"""How REST asks the index: with a text, like Plone's own."""

from imoit.workflows.words.interfaces import IWordsIndex
from plone.restapi.interfaces import IIndexQueryParser
from plone.restapi.search.query import BaseIndexQueryParser
from zope.component import adapter
from zope.interface import implementer
from zope.interface import Interface


@implementer(IIndexQueryParser)
@adapter(IWordsIndex, Interface, Interface)
class WordsQuery(BaseIndexQueryParser):
    """Reads what `SearchableText` is asked for."""

    query_value_type = str
    query_options = {}  # noqa: RUF012 - as the class above has it
