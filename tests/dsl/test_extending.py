"""Charters that start from another: what stands instead of what, from which file each rule comes, and where faults are told."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from faults import load as load_usual

from engine import codec, drafting
from engine.charter import Charter, Sign
from engine.dsl.compile import Compiled, compile
from engine.dsl.format import format
from engine.dsl.using import Loaded
from engine.values import Cite, DurationUnit, Money, Text

BASE = """charter "Lakeside" (湖滨), document "湖互[2025]1号" of 2025-01-10, in force from 2025-02-01, bounds exclusive.
use standard expense, standard donation.
theme "neighbours" (邻里).
part statutes (会章).
article 1 "Offices" (“职务”).
unit association (互助会).
role chair (会长) of association, 1 seat.
role treasurer (司库) of association, 1 seat.
role auditor (监事) of association, 3 seats.
chair, treasurer: elected by members; vote is unspecified; term two years.
auditor: elected by members with majority of votes cast; term one year.
treasurer: may be replaced by chair.
committee council (理事会): members chair, treasurer, auditors; quorum two thirds of members; vote majority of members present.
article 2 "Money" (“经费”).
fund aid fund (互助金), kept by treasurer: accepts donation from members.
parameter large line (大额线): 500 yuan.
parameter fee (会费): 100 yuan.
parameter fee (会费): 120 yuan since 2026-01-01.
expense: field budget (预算) is money.
amount of expense must not be over 10% of budget.
when amount is over large line, expense must be resolved by council.
treasurer must publish accounts within 10 days after each quarter.
article 2.1 "Small expenses" (“小额支出”).
expense must be approved by chair.
article 3 "Thanks" (“致谢”).
members may "bring guests" (带客人).
scenario "nothing" (无事):
  given 赵敏 is chair.
"""
HEAD = 'charter "East bank" (东岸).\nextends "lakeside.rules".\n'


def extended(text: str, files: Mapping[str, str] | None = None, file: str = "east.rules") -> Compiled:
    texts = {"lakeside.rules": BASE, **(files or {})}

    def load(kind: str, name: str, asker: str) -> Loaded | None:
        return Loaded(name, texts[name]) if kind == "charter" and name in texts else load_usual(kind, name, asker)

    return compile(text, file, load, drafting.grammar(None))


def charter(text: str) -> Charter:
    found = extended(HEAD + text)
    assert found.charter is not None, [(each.code, each.span.file, each.span.line, each.args) for each in found.problems]
    return found.charter


def codes(found: Compiled) -> list[tuple[str, str]]:
    return [(each.code, each.span.file) for each in found.problems]


def test_a_charter_that_says_nothing_more_is_the_one_that_it_extends_but_for_its_own_head_and_examples():
    found, base = charter(""), extended(BASE, file="lakeside.rules").charter
    assert base is not None
    assert (found.title, found.document, found.in_force) == (Text("East bank", "东岸"), None, None)
    assert (found.bounds_inclusive, found.scenarios) == (False, ())  # how it counts is taken over
    same = {"roles", "committees", "requirements", "limits", "funds", "parameters", "processes", "lifecycles", "articles", "norms", "theme"}
    assert [name for name in same if getattr(found, name) != getattr(base, name)] == []


def test_what_it_says_of_one_of_two_offices_leaves_the_other_as_it_was():
    found = charter('article 9 "Terms" (“任期”).\ntreasurer: term half a year.\n')
    treasurer, chair = found.role("treasurer"), found.role("chair")
    assert treasurer.term
    assert chair.term
    assert treasurer.term.length
    assert chair.term.length
    assert (treasurer.term.length.unit, treasurer.term.cite) == (DurationUnit.MONTH, Cite("", "9"))
    assert (chair.term.length.unit, chair.term.cite) == (DurationUnit.YEAR, Cite("statutes", "1"))


def test_selection_removal_seats_quorum_fields_and_duties_are_restated():
    found = charter(
        "role auditor of association, 5 seats.\nchair: appointed by auditors.\ntreasurer: may be replaced by council.\n"
        "council: quorum half of members.\nexpense: field budget (预算) is number.\n"
        "treasurer must publish accounts within 5 days after each month.\namount of expense must not be over 300 yuan.\n"
    )
    auditor, chair, council = found.role("auditor"), found.role("chair"), found.committee("council")
    assert (auditor.seats, auditor.name) == (5, Text("auditor", "监事"))
    assert chair.selection
    assert chair.selection.how == "appointed"
    assert council.quorum
    assert (council.quorum.threshold.share.denominator, len(council.votes)) == (2, 1)
    assert [each.type for each in found.process("expense").fields if each.id == "budget"] == ["number"]
    assert len(found.duties) == 1
    assert len(found.limits) == 1


def test_who_keeps_the_list_signs_up_objects_and_how_many_are_open_are_restated():
    below = (
        "members: attendance kept by chair.\nexpense: open to sign-up by members while review.\n"
        "expense: hours entered by chair while paid.\nexpense: open to objections by members while paid, answered by chair.\n"
        "expense: at most 1 open at a time for each payee.\n"
    )
    base = BASE.replace("article 2.1", f"{below}article 2.1")
    own = 'article 9 "Other" (“另行”).\n' + below.replace("chair", "treasurer").replace("by members", "by auditors").replace(
        "1 open", "2 open"
    )
    found = extended(HEAD + own, {"lakeside.rules": base}).charter
    assert found
    told = (found.attendance, found.sign_ups, found.rolls, found.objectings, [each for each in found.limits if "AtMostOpen" in repr(each)])
    assert [[str(each.cite) for each in every] for every in told] == [["9"]] * 5


def test_a_vote_that_is_settled_is_unspecified_no_more():
    open_before, open_now = charter("").silences, charter("chair: elected by members with majority of votes cast.\n").silences
    assert [(each.what, each.ref) for each in open_before] == [("vote", "chair"), ("vote", "treasurer")]
    assert [(each.what, each.ref) for each in open_now] == [("vote", "treasurer")]


def test_a_parameter_is_said_anew_or_from_a_day_on():
    anew, later = charter("parameter fee: 90 yuan.\n"), charter("parameter fee: 150 yuan since 2027-01-01.\n")
    assert [value for _, value in anew.parameter("fee").values] == [Money(9000)]
    assert [value for _, value in later.parameter("fee").values] == [Money(10000), Money(12000), Money(15000)]


def test_requirements_add_up_until_their_article_is_named():
    more = charter('article 9 "More" (“更多”).\nexpense must be approved by treasurer.\n')
    instead = charter('article 9 "Other" (“另行”).\nexpense must be approved by treasurer, instead of statutes 2.1.\n')
    assert [str(each.cite) for each in more.requirements] == ["statutes 2", "statutes 2.1", "9"]
    assert [each.instead_of for each in instead.requirements] == [(), (), ("statutes 2.1#1",)]


def test_an_article_is_left_out_with_its_sub_articles_or_stated_anew_alone():
    without = charter("without statutes 3.\n")
    anew = charter('statutes 2.1 "Small expenses" (“小额支出”).\nexpense below 50 yuan must be approved by treasurer.\n')
    assert [str(each.cite) for each in without.articles] == ["statutes 1", "statutes 2", "statutes 2.1"]
    steps = [(str(each.cite), each.step) for each in anew.requirements]
    assert [(cite, step.by[0].ref) for cite, step in steps if isinstance(step, Sign)] == [
        ("statutes 2", "council"),
        ("statutes 2.1", "treasurer"),
    ]


def test_moves_of_a_lifecycle_are_replaced_with_their_effects():
    base = charter("").lifecycle("expense").move("pay")
    found = charter("lifecycle expense:\n  approved to paid on pay by chair.\n").lifecycle("expense").move("pay")
    assert base
    assert base.effects
    assert found
    assert found.by[0].ref == "chair"
    assert found.effects == ()


def test_only_contradictions_of_its_own_are_conflicts_and_they_stand_in_it():
    found = extended(HEAD + 'article 8 "One" (“一”).\nchair: term one year.\narticle 9 "Other" (“二”).\nchair: term three years.\n')
    assert codes(found) == [("CH0402", "east.rules")]


def test_what_the_base_may_be_warned_of_is_told_of_the_base_only():
    base = BASE.replace('article 3 "Thanks" (“致谢”).\n', 'article 3 "Thanks" (“致谢”).\narticle 4 "Empty" (“空”).\n')
    assert ("CH0902", "lakeside.rules") in codes(extended(base, file="lakeside.rules"))
    assert codes(extended(HEAD, {"lakeside.rules": base})) == []


def test_a_fault_in_the_base_is_told_in_the_base():
    assert codes(extended(HEAD, {"lakeside.rules": BASE + "chair: term soon.\n"}))[0][1] == "lakeside.rules"


def test_chains_are_followed_and_the_nearest_has_its_way():
    middle = 'charter "Bank" (岸).\nextends "lakeside.rules".\npart bank (岸规).\narticle 1 "Terms" (“任期”).\n'
    middle += "chair, treasurer: term one year.\n"
    found = extended('charter "Pier" (码头).\nextends "bank.rules".\nchair: term half a year.\n', {"bank.rules": middle}, "pier.rules")
    assert found.charter
    terms = {id: found.charter.role(id).term for id in ("chair", "treasurer", "auditor")}
    assert [str(each.cite) for each in terms.values() if each] == ["None", "bank 1", "statutes 1"]
    assert {each.node.span.file for each in found.differences} == {"lakeside.rules", "bank.rules"}


def test_a_circle_over_another_charter_is_told_where_it_closes():
    files = {"bank.rules": 'charter "Bank" (岸).\nextends "east.rules".\n', "east.rules": ""}
    assert ("CH0211", "bank.rules") in codes(extended(HEAD.replace("lakeside", "bank"), files))


def test_scenarios_of_an_extending_charter_play_what_holds_in_it():
    files = {"east.rules": HEAD + "chair: term one year.\n"}
    found = extended('scenarios for "east.rules".\nscenario "x" (甲):\n  given 赵敏 is chair.\n', files, "s.rules")
    assert found.charter
    assert found.charter.role("chair").term == charter("chair: term one year.\n").role("chair").term


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("without statutes 2.1 and statutes 3.", "不适用会章二、1和会章三。"),
        ('statutes 3 "Thanks" (“致谢”).\nchair: term one year.', "会章三 “致谢”（“Thanks”）。\n会长任期一年。"),
        ("role auditor of association, 5 seats.", "互助会设监事五名。"),
        ("parameter large line: 300 yuan.", "参数大额线：300元。"),
    ],
)
def test_both_tongues_say_the_same_and_turn_into_each_other(english: str, chinese: str):
    head = "章程“东岸”（“East bank”）。\n沿用“lakeside.rules”。\n"
    one, other = extended(HEAD + english).charter, extended(head + chinese).charter
    assert one
    assert other
    assert codec.dumps(one) == codec.dumps(other)
    turned = format(HEAD + english, "east.rules", "zh", drafting.grammar(None), lambda _kind, name, _asker: Loaded(name, BASE))
    assert "沿用“lakeside.rules”。" in turned
    back = extended(turned).charter
    assert back
    assert codec.dumps(back) == codec.dumps(one)
