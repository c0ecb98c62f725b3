from imoit.workflows.transitions.operations import advance
from plone import api
from plone.app.contentrules.rule import Rule
from plone.contentrules.engine.assignments import RuleAssignment
from plone.contentrules.engine.interfaces import IRuleAssignmentManager
from plone.contentrules.engine.interfaces import IRuleStorage
from plone.contentrules.rule.interfaces import IRuleAction
from plone.contentrules.rule.interfaces import IRuleCondition
from Products.CMFCore.interfaces import IActionSucceededEvent
from tests.rooms import ministry
from tests.rooms.ministry import acting
from zope.component import getUtility


def rule_on(folder, step, text):
    """Let a content rule of Plone's say *text* when *step* was taken in *folder*."""
    rules = getUtility(IRuleStorage)
    rules.active = True
    rule = Rule()
    rule.event = IActionSucceededEvent
    rules[f"on-{step}"] = rule
    condition = getUtility(IRuleCondition, "plone.conditions.WorkflowTransition")
    action = getUtility(IRuleAction, "plone.actions.Logger")
    wanted = condition.factory()
    wanted.wf_transitions = [step]
    rule.conditions.append(wanted)
    done = action.factory()
    done.targetLogger, done.loggingLevel, done.message = "rules", 20, text
    rule.actions.append(done)
    found = IRuleAssignmentManager(folder)
    found[rule.__name__] = RuleAssignment(rule.__name__, True, True)


def test_a_content_rule_hears_our_steps_through_the_one_door(integration, caplog):
    caplog.set_level(20, "rules")
    rule_on(api.portal.get()["outgoing"], "send_to_head", "sent on")
    document = ministry.sent_to_head()
    assert [r.getMessage() for r in caplog.records if r.name == "rules"] == ["sent on"]

    with acting("truong.tttn") as head:
        advance(document, "return", head, "Sửa.")
    assert len([r for r in caplog.records if r.name == "rules"]) == 1
