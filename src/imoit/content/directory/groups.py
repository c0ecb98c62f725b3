"""The plug-in that computes Plone's groups and global roles from posts only."""

from AccessControl.class_init import InitializeClass
from imoit.content.directory import domain
from imoit.content.directory import operations
from imoit.content.directory import storage
from imoit.workflows.actors.operations import acting_posts
from Products.PlonePAS.interfaces.group import IGroupIntrospection
from Products.PlonePAS.plugins.autogroup import VirtualGroup
from Products.PluggableAuthService.interfaces import plugins
from Products.PluggableAuthService.plugins.BasePlugin import BasePlugin
from zope.globalrequest import getRequest
from zope.interface import implementer


@implementer(
    plugins.IGroupsPlugin,
    plugins.IGroupEnumerationPlugin,
    plugins.IRolesPlugin,
    plugins.IPropertiesPlugin,
    IGroupIntrospection,
)
class PostGroups(BasePlugin):
    """Membership follows posts: there is nothing here to be edited."""

    meta_type = "iMOIT posts"

    def __init__(self, id, title=""):
        self._setId(id)
        self.title = title

    def getGroupsForPrincipal(self, principal, request=None):
        """Return the groups of the acting post, or of all posts held."""
        actors = acting_posts(principal.getId() or "", request or getRequest())
        return tuple(dict.fromkeys(g for actor in actors for g in actor.groups))

    def getRolesForPrincipal(self, principal, request=None):
        """Return the global roles that go with the posts that count now."""
        actors = acting_posts(principal.getId() or "", request or getRequest())
        return tuple(
            dict.fromkeys(r for actor in actors for r in domain.roles(actor.function))
        )

    def enumerateGroups(
        self, id=None, title=None, exact_match=False, sort_by=None, max_results=None
    ):
        """Return the groups that exist because their posts exist."""
        found = []
        for group, name in sorted(operations.group_titles().items()):
            if id and not (group == id if exact_match else id.lower() in group):
                continue
            if title and title.lower() not in name.lower():
                continue
            found.append({"id": group, "title": name, "pluginid": self.getId()})
        return found

    def getPropertiesForUser(self, user, request=None):
        """Return the title of a group."""
        if not user.getId().startswith("imoit."):
            return {}
        title = operations.group_titles().get(user.getId())
        return {"title": title, "description": ""} if title else {}

    def getGroupById(self, group_id):
        """Return the group, or None."""
        if not group_id.startswith("imoit."):
            return None
        title = operations.group_titles().get(group_id)
        return VirtualGroup(group_id, title=title) if title else None

    def getGroups(self):
        """Return every group."""
        return [self.getGroupById(group) for group in self.getGroupIds()]

    def getGroupIds(self):
        """Return the ids of every group."""
        return sorted(operations.group_titles())

    def getGroupMembers(self, group_id):
        """Return the logins whose posts belong to the group."""
        index = storage.holders()
        logins = index.by_login if index is not None else {}
        utility = operations.DirectoryUtility()
        return tuple(
            login
            for login in sorted(logins)
            if any(group_id in actor.groups for actor in utility.posts_of(login))
        )


InitializeClass(PostGroups)
