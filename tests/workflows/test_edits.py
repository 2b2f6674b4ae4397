"""Who may change a case, add to it and take it back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from plays import Play, codes, drafting, expense, people, picture, receipt, spoken, without
from samples import (
    COMMANDER,
    DIRECTOR,
    EXPENSE_LIFE,
    LEADERS,
    SQUAD_LEADER,
    at,
    charter,
    field,
    move,
    requirement,
    sign,
    state,
    yuan,
)
from variants import kinds

from engine.charter import Charter, Lifecycle

CHARTER = charter()


# ---- edit --------------------------------------------------------------------------------------------------------

EDITS = [
    ("the drafter in the first state", "draft", "Wu", {"purpose": "brushes"}, ["yes", "`Wu` may edit this `expense` (rules 7.2)"]),
    ("the drafter while it is decided", "review", "Wu", {"purpose": "brushes"}, ["yes", "`Wu` may edit this `expense` (rules 7.2)"]),
    ("another member", "draft", "Li", {"purpose": "brushes"}, ["no", "`Li` may not change this case; `Wu` may (rules 7.2)"]),
    (
        "after the decision",
        "approved",
        "Wu",
        {"purpose": "brushes"},
        ["no", "an `expense` cannot be changed while it is `approved` (rules 7.2)"],
    ),
    (
        "everything wrong",
        "paid",
        "Li",
        {"colour": "red"},
        [
            "no",
            "`Li` may not change this case; `Wu` may (rules 7.2)",
            "an `expense` cannot be changed while it is `paid` (rules 7.2)",
            "an `expense` has no field `colour` that can be set so (rules 7.2)",
        ],
    ),
]


def test_what_a_move_has_carried_cannot_be_emptied_while_the_case_is_decided() -> None:
    """Before it is submitted it can: submitting asks for it anyway."""
    play = expense()
    assert spoken(play.ask("Wu", "edit", {"amount": None}), CHARTER) == ["no", "to submit it, `amount` must be filled in (rules 3.1)"]
    play.made = replace(play.case, state="draft")
    assert play.do("Wu", "edit", {"amount": None}).allowed


@pytest.mark.parametrize(("story", "there", "actor", "values", "told"), EDITS)
def test_a_case_is_changed_by_its_drafter_until_it_is_decided(
    story: str, there: str, actor: str, values: Mapping[str, str], told: list[str]
) -> None:
    play = expense()
    play.made = replace(play.case, state=there)
    assert spoken(play.do(actor, "edit", values), CHARTER) == told, story
    if told[0] == "yes":
        assert play.case.fields["purpose"] == "brushes"
        assert (play.case.version, play.case.revision) == (3, 1)


def test_an_edit_tells_how_many_signatures_fall() -> None:
    play = expense()
    play.do("Wang", "approve")
    assert spoken(play.ask("Wu", "edit", {"purpose": "brushes"}), CHARTER)[1:] == [
        "`Wu` may edit this `expense` (rules 7.2)",
        "1 signatures or judgements on the old content will fall (rules 7.2)",
    ]
    assert codes(play.ask("Wu", "edit", {"purpose": "paint"})) == "yes R120"
    assert codes(play.do("Wu", "edit", {"purpose": "brushes"})) == "yes R120 R123"
    assert codes(play.do("Wu", "edit", {"purpose": "oil"})) == "yes R120"


def test_judgements_fall_with_the_content_too() -> None:
    play = drafting("Zhao", "squad activity")
    assert codes(play.do("Li", "judge", {"important": True})) == "yes R160"
    assert codes(play.do("Zhao", "edit", {"guest": "Wu"})) == "yes R120 R123"


def test_an_edit_in_the_first_state_begins_no_term() -> None:
    play = drafting("Wu", "expense")
    begun = play.case.since
    play.now = at("2011-03-04")
    assert play.do("Wu", "edit", {"purpose": "x"}).allowed
    assert (play.case.since, play.case.submitted) == (begun, None)


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"squad": "first squad"}, "yes R120"),
        ({"squad": "second squad"}, "no R115"),
        ({"squad": None}, "no R116"),
        ({"squad": "no such"}, "no R114 R115"),
        ({"guest": "Wu"}, "yes R120"),
    ],
)
def test_no_edit_takes_a_case_to_another_unit(values: Mapping[str, str | None], told: str) -> None:
    assert codes(drafting("Zhao", "squad activity").ask("Zhao", "edit", values)) == told


def test_who_has_lost_the_office_cannot_choose_the_unit() -> None:
    play = drafting("Zhao", "squad activity")
    play.facts = without(people(), "squad leader")
    decision = play.ask("Zhao", "edit", {"squad": "second squad"})
    assert spoken(decision, CHARTER) == [
        "no",
        "`Zhao` may not draft a `squad activity`: it is drafted by `squad leader`, now nobody (rules 7.3)",
    ]
    assert codes(play.ask("Zhao", "edit", {"guest": "Wu"})) == "yes R120"


def opened_by_the_engine(under: Charter = CHARTER, state_: str = "draft") -> Play:
    """Return an award that no one drafted; here its first move is the director's or a leader's."""
    play = Play(under)
    play.draft("Wu", "award", fundraiser="Wu", amount=yuan("600"))
    play.made = replace(play.case, drafter=None, state=state_)
    return play


FIRST_BY = tuple(replace(each, by=(DIRECTOR, LEADERS)) if each.id == "submit" else each for each in EXPENSE_LIFE.moves)
ENGINE = charter(lifecycles=(replace(EXPENSE_LIFE, moves=FIRST_BY), *CHARTER.lifecycles[1:]))


@pytest.mark.parametrize(
    ("actor", "state_", "told"),
    [
        ("Zheng", "draft", ["yes", "`Zheng` may edit this `award` (rules 7.8)"]),
        ("Li", "draft", ["yes", "`Li` may edit this `award` (rules 7.8)"]),
        ("Wu", "draft", ["no", "`Wu` may not change this case; `Zheng`, `Li`, `Wang` may (rules 7.8)"]),
        ("Zheng", "review", ["no", "an `award` cannot be changed while it is `review` (rules 7.8)"]),
    ],
)
def test_a_case_opened_by_the_engine_is_edited_by_those_who_act_on_it_first(actor: str, state_: str, told: list[str]) -> None:
    play = opened_by_the_engine(ENGINE, state_)
    assert spoken(play.ask(actor, "edit", {"purpose": "badge"}), ENGINE) == told


def test_units_of_a_case_opened_by_the_engine_are_free() -> None:
    under = charter(processes=kinds("award", drafters=(SQUAD_LEADER,), fields=(field("squad", "unit"),)), lifecycles=ENGINE.lifecycles)
    play = Play(under)
    play.draft("Zhao", "award")
    play.made = replace(play.case, drafter=None)
    assert codes(play.ask("Zheng", "edit", {"squad": "third squad"})) == "yes R120"


# ---- attach ------------------------------------------------------------------------------------------------------

ATTACHES = [
    ("draft", "Wu", {}, receipt(), ["yes", "`Wu` may add a file to this `expense` (rules 7.2)"]),
    ("review", "Wu", {}, receipt(), ["yes", "`Wu` may add a file to this `expense` (rules 7.2)"]),
    ("draft", "Chen", {}, receipt(), ["no", "`Chen` may not change this case; `Wu` may (rules 7.2)"]),
    ("approved", "Wu", {}, receipt(), ["no", "an `expense` cannot be changed while it is `approved` (rules 7.2)"]),
    ("paid", "Wu", {}, receipt(), ["yes", "`Wu` may add a file to this `expense` (rules 7.2)"]),
    ("paid", "Chen", {"receipts": None}, receipt(), ["yes", "`Chen` may add a file to this `expense` (rules 7.2)"]),
    ("paid", "Li", {}, receipt(), ["no", "`Li` may not change this case; `Wu`, `Chen` may (rules 7.2)"]),
    ("settled", "Wu", {}, receipt(), ["no", "an `expense` cannot be changed while it is `settled` (rules 7.2)"]),
    ("draft", "Wu", {}, None, ["no", "there is no file to attach (rules 7.2)"]),
    (
        "draft",
        "Wu",
        {"purpose": None, "colour": None},
        receipt(),
        ["no", "an `expense` has no field `purpose` that can be set so", "an `expense` has no field `colour` that can be set so"],
    ),
]


@pytest.mark.parametrize(("there", "actor", "values", "file", "told"), ATTACHES)
def test_files_are_added_by_those_who_may_change_the_case_or_must_carry_them(
    there: str, actor: str, values: Mapping[str, None], file: object, told: list[str]
) -> None:
    play = expense()
    play.made = replace(play.case, state=there)
    assert spoken(play.do(actor, "attach", values, attachment=file), CHARTER) == told
    if told[0] == "yes":
        assert play.case.attachments == (receipt(),)
        assert play.case.fields.get("receipts") == ("receipt.pdf" if values else None)


def test_a_file_fells_signatures() -> None:
    play = expense()
    play.do("Wang", "approve")
    assert codes(play.do("Wu", "attach", attachment=receipt())) == "yes R125 R123"
    assert picture(play) == "waiting =open(Chen,Li,Wang)"


def test_a_move_that_carries_something_unheard_of_carries_no_file() -> None:
    moves = (move("go", "a", "b", DIRECTOR, carries=("colour",)),)
    life = Lifecycle("odd", CHARTER.title, (state("a"), state("b", "final")), moves)
    under = charter(processes=kinds("expense", lifecycle="odd"), lifecycles=(life, *CHARTER.lifecycles))
    play = drafting("Wu", "expense", under)
    assert codes(play.ask("Zheng", "attach", attachment=receipt())) == "no R121"


# ---- withdraw ----------------------------------------------------------------------------------------------------

WITHDRAWALS = [
    ("draft", "Wu", ["yes", "`Wu` drafted this `expense` and may withdraw it (rules 7.2)"]),
    ("review", "Wu", ["yes", "`Wu` drafted this `expense` and may withdraw it (rules 7.2)"]),
    ("approved", "Wu", ["no", "an `expense` cannot be withdrawn once it is `approved` (rules 7.2)"]),
    ("withdrawn", "Wu", ["no", "an `expense` cannot be withdrawn once it is `withdrawn` (rules 7.2)"]),
    ("draft", "Li", ["no", "`Li` may not withdraw this case; only its drafter may: `Wu` (rules 7.2)"]),
    (
        "paid",
        "Li",
        [
            "no",
            "`Li` may not withdraw this case; only its drafter may: `Wu` (rules 7.2)",
            "an `expense` cannot be withdrawn once it is `paid` (rules 7.2)",
        ],
    ),
]


@pytest.mark.parametrize(("there", "actor", "told"), WITHDRAWALS)
def test_a_case_is_withdrawn_by_its_drafter_until_it_is_decided(there: str, actor: str, told: list[str]) -> None:
    play = expense()
    play.made = replace(play.case, state=there)
    assert spoken(play.do(actor, "withdraw"), CHARTER) == told
    assert play.case.state == ("withdrawn" if told[0] == "yes" else there)


def test_a_withdrawal_is_on_record() -> None:
    play = expense()
    play.now = at("2011-03-09")
    assert play.do("Wu", "withdraw").allowed
    assert (play.result.path, play.case.since, play.case.version) == ((("withdraw", "withdrawn"),), at("2011-03-09"), 3)


def test_nobody_withdraws_what_the_engine_opened() -> None:
    assert spoken(opened_by_the_engine().ask("Wu", "withdraw"), CHARTER) == [
        "no",
        "`Wu` may not withdraw this case; only its drafter may: nobody (rules 7.8)",
    ]


@pytest.mark.parametrize(
    "changes", [{"withdrawable": False}, {"states": tuple(each for each in EXPENSE_LIFE.states if each.id != "withdrawn")}]
)
def test_some_cases_are_never_withdrawn(changes: dict[str, object]) -> None:
    under = charter(lifecycles=(replace(EXPENSE_LIFE, **changes), *CHARTER.lifecycles[1:]))
    assert spoken(drafting("Wu", "expense", under).ask("Wu", "withdraw"), under) == ["no", "an `expense` cannot be withdrawn (rules 7.2)"]


def test_limits_do_not_keep_anybody_from_withdrawing() -> None:
    """Even a case that is granted but for its limits can be taken back."""
    play = drafting("Zhao", "squad activity", charter(requirements=(requirement(sign(COMMANDER), "expense"),)))
    play.made = replace(play.case, state="review")
    assert codes(play.ask("Zhao", "withdraw")) == "yes R130"
