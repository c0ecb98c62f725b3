"""The plug-in that computes Plone's groups and global roles from posts only."""

from AccessControl.class_init import InitializeClass
from imoit.content.directory import domain
from imoit.content.directory.operations import groups
from imoit.workflows.refusal import _
from imoit.workflows.refusal import NotAllowed
from Products.PlonePAS.interfaces.group import IGroupIntrospection
from Products.PlonePAS.interfaces.group import IGroupManagement
from Products.PlonePAS.plugins.autogroup import VirtualGroup
from Products.PluggableAuthService.interfaces import plugins
from Products.PluggableAuthService.plugins.BasePlugin import BasePlugin
from zope.globalrequest import getRequest
from zope.interface import implementer


KINDS = (
    plugins.IGroupsPlugin,
    plugins.IGroupEnumerationPlugin,
    plugins.IRolesPlugin,
    plugins.IPropertiesPlugin,
    plugins.IRoleAssignerPlugin,
    IGroupIntrospection,
    IGroupManagement,
)


@implementer(*KINDS)
class PostGroups(BasePlugin):
    """Membership follows posts: it is shown here and refused to be edited.

    Plone asks every plug-in before it writes a role or a member; this one is the
    first to be asked and refuses what is ours.
    """

    meta_type = "iMOIT posts"

    def __init__(self, name, title=""):
        self._setId(name)
        self.title = title

    def getGroupsForPrincipal(self, principal, request=None):
        """Return the groups of the acting post, or of all posts held."""
        return groups.groups_of(principal.getId() or "", request or getRequest())

    def getRolesForPrincipal(self, principal, request=None):
        """Return the global roles that go with the posts that count now."""
        request = request or getRequest()
        if request is not None and request.get("__ignore_group_roles__"):
            return ()
        return groups.roles_of(principal.getId() or "", request)

    def enumerateGroups(
        self,
        id=None,  # noqa: A002 - PAS names it so
        exact_match=False,
        sort_by=None,
        max_results=None,
        **kw,
    ):
        """Return the groups that exist because their posts exist."""
        title = kw.get("title") or kw.get("name")
        if kw and not title:
            return ()
        found = [
            {"id": group, "groupid": group, "title": name, "pluginid": self.getId()}
            for group in self._named(id, exact_match)
            if (name := groups.group_title(group))
            and (not title or domain.fold(title) in domain.fold(name))
        ]
        return tuple(found[:max_results] if max_results else found)

    def _named(self, wanted, exact_match) -> list[str]:
        if isinstance(wanted, (list, tuple)):
            return [one for name in wanted for one in self._named(name, exact_match)]
        if wanted and exact_match:
            return [wanted]
        known = groups.group_ids()
        return [group for group in known if not wanted or wanted.lower() in group]

    def getPropertiesForUser(self, user, request=None):
        """Return the title of a group."""
        title = groups.group_title(user.getId() or "")
        return {"title": title, "description": ""} if title else {}

    def getGroupById(self, group_id):
        """Return the group, or None."""
        title = groups.group_title(group_id)
        if not title:
            return None
        found = VirtualGroup(group_id, title=title)
        found.addPropertysheet(self.getId(), {"title": title, "description": ""})
        return found

    def getGroups(self):
        """Return every group."""
        return [self.getGroupById(group) for group in self.getGroupIds()]

    def getGroupIds(self):
        """Return the ids of every group."""
        return groups.group_ids()

    def getGroupMembers(self, group_id):
        """Return the logins whose posts belong to the group."""
        return groups.members(group_id)

    def addGroup(self, group_id, **kw):
        """Refuse a group that bears a name of ours."""
        return _refuse(group_id)

    def updateGroup(self, group_id, **kw):
        """Refuse to change a group of ours."""
        return _refuse(group_id)

    def removeGroup(self, group_id):
        """Refuse to remove a group of ours."""
        return _refuse(group_id)

    def setRolesForGroup(self, group_id, roles=()):
        """Refuse roles for a group of ours."""
        return _refuse(group_id)

    def addPrincipalToGroup(self, principal_id, group_id):
        """Refuse members for a group of ours, and ours as members of others."""
        return _refuse(group_id) or _refuse(principal_id)

    def removePrincipalFromGroup(self, principal_id, group_id):
        """Refuse to take members out of a group of ours."""
        return _refuse(group_id)

    def doAssignRoleToPrincipal(self, principal_id, role):
        """Refuse roles of ours, and any role for a group of ours."""
        return self.assignRolesToPrincipal((role,), principal_id)

    def doRemoveRoleFromPrincipal(self, principal_id, role):
        """Others may take away what they gave."""
        return False

    def assignRolesToPrincipal(self, roles, principal_id, REQUEST=None):
        """Refuse roles of ours, and any role for a group of ours."""
        if domain.OWN_ROLES.intersection(roles):
            raise NotAllowed(
                _("This role comes with a post. Give the post instead."),
                field="roles",
                code="from_posts",
            )
        return _refuse(principal_id) if roles else False


def _refuse(name: str) -> bool:
    """Say no to what is ours; what is not is left to the next plug-in."""
    if (name or "").startswith(groups.PREFIX):
        raise NotAllowed(
            _("This group follows from posts. Give or take the post instead."),
            field="groups",
            code="from_posts",
        )
    return False


InitializeClass(PostGroups)
