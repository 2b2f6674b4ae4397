"""What scenarios cannot say of everyday operations: agents, late entries of money, several cases at once, who is told, what is shown."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from office import FOUNDED, Office, codes

from cli.main import run
from engine.services.agencies import end_agent, list_agencies, name_agent
from engine.services.cases import history, show_case
from engine.services.faults import LateBeforeLast, LateBeforeStart, NotYet, OnActsAlone
from engine.services.logs import verify
from engine.services.scene import Clock
from engine.services.tasks import inbox, preview, who


def agent(office: Office, principal: str, name: str, since: str, until: str):
    return name_agent(office.book, name, {"since": since, "until": until}, principal, office.clock)[0]


def sound(office: Office) -> bool:
    with office.book.reading() as reading:
        return verify(reading).findings == ()


# ---- agents


def test_an_agent_answers_in_the_office_of_who_is_away_and_both_names_stand(office: Office):
    number = office.submitted("quick request")
    assert agent(office, "刘洋", "许文清", "2011-03-01", "2011-03-08").decision.allowed
    assert office.do("许文清", "approve", number).decision.allowed
    (signed,) = office.case(number).signatures
    assert (signed.member, signed.for_, signed.office) == ("许文清", "刘洋", "chief")
    assert sound(office)


@pytest.mark.parametrize(
    ("at", "allowed"), [("2011-03-01 23:59", False), ("2011-03-02 00:00", True), ("2011-03-04 23:59", True), ("2011-03-05 00:00", False)]
)
def test_an_agency_holds_from_its_first_day_up_to_but_not_including_its_last(office: Office, at: str, allowed: bool):  # noqa: FBT001
    agent(office, "刘洋", "许文清", "2011-03-02", "2011-03-05")
    office.do("陈静", "approve", number := office.submitted())
    office.at = at
    assert office.do("许文清", "approve", number).decision.allowed is allowed


@pytest.mark.parametrize(
    ("principal", "name", "since", "until", "code"),
    [
        ("刘洋", "许文清", "2011-03-25", "2011-04-01", "R490"),
        ("刘洋", "许文清", "2011-03-25", "2011-04-02", "R496"),
        ("刘洋", "许文清", "2011-02-28", "2011-03-02", "R494"),
        ("刘洋", "许文清", "2011-03-02", "2011-03-02", "R494"),
        ("刘洋", "刘洋", "2011-03-02", "2011-03-04", "R493"),
        ("孙丽", "许文清", "2011-03-02", "2011-03-04", "R495"),
    ],
)
def test_an_agency_is_never_longer_than_the_tenure_it_rests_on(
    office: Office, principal: str, name: str, since: str, until: str, code: str
):
    assert codes(agent(office, principal, name, since, until)) == [code]


def test_an_agency_is_not_passed_on_and_there_is_one_at_a_time(office: Office):
    agent(office, "刘洋", "周全", "2011-03-01", "2011-03-08")
    assert codes(agent(office, "周全", "许文清", "2011-03-07", "2011-03-09")) == ["R498"]
    assert codes(agent(office, "刘洋", "许文清", "2011-03-07", "2011-03-09")) == ["R497"]
    assert agent(office, "周全", "许文清", "2011-03-08", "2011-03-09").decision.allowed


def test_an_agent_has_no_say_in_his_own_case_and_votes_for_nobody(office: Office):
    agent(office, "刘洋", "孙丽", "2011-03-01", "2011-03-08")
    assert "R143" in codes(office.do("孙丽", "approve", office.submitted("quick request")))
    board = office.do("陈静", "draft", kind="board request", fields={"subject": "桌椅"}).case
    office.do("陈静", "submit", board.number)
    assert not office.do("孙丽", "approve", board.number).decision.allowed


def test_an_agency_ends_early_and_only_those_whom_it_concerns_end_it(office: Office):
    agent(office, "刘洋", "许文清", "2011-03-01", "2011-03-08")
    assert not end_agent(office.book, "许文清", {}, "陈静", office.clock)[0].decision.allowed
    office.at = "2011-03-03 09:00"
    assert end_agent(office.book, "许文清", {}, "许文清", office.clock)[0].decision.allowed
    with office.book.reading() as reading:
        assert list_agencies(reading, office.clock)[0] == ()
        assert [each.end.isoformat() for each in list_agencies(reading, office.clock, everything=True)[0]] == ["2011-03-03"]
    assert sound(office)


def test_one_person_signs_once_where_two_must(office: Office):
    agent(office, "陈静", "赵敏", "2011-03-01", "2011-03-08")
    number = office.submitted("paired request")
    office.do("赵敏", "approve", number)
    assert not office.do("赵敏", "approve", number).decision.allowed


# ---- late entries


def test_a_late_entry_is_judged_by_the_offices_of_its_day_and_marked(office: Office):
    office.do("陈静", "approve", number := office.submitted())
    office.at = "2011-04-05 10:00"
    assert not office.do("刘洋", "approve", number).decision.allowed
    assert office.do("刘洋", "approve", number, on="2011-03-31").decision.allowed
    signed = office.case(number).signatures[-1]
    assert (signed.at, signed.entered) == (datetime(2011, 3, 30, 16, 0, tzinfo=UTC), datetime(2011, 4, 5, 2, 0, tzinfo=UTC))
    with office.book.reading() as reading:
        last = history(reading, number, office.clock)[1][-1]
        assert (last.on, last.at) == (signed.at, signed.entered)
        assert show_case(reading, number)[0].signatures[-1].entered == signed.entered
    assert sound(office)


@pytest.mark.parametrize(
    ("on", "fault"),
    [("2011-02-28", LateBeforeStart), ("2011-03-02", LateBeforeLast), ("2011-03-20", NotYet), ("2011-03-10 09:01", NotYet)],
)
def test_nothing_is_entered_for_before_the_book_the_last_act_or_for_the_future(office: Office, on: str, fault: type[Exception]):
    office.at = "2011-03-04 09:00"
    number = office.submitted() if fault is not LateBeforeStart else None
    office.at = "2011-03-10 09:00"
    with pytest.raises(fault):
        office.do("陈静", *(("approve", number) if number else ("draft",)), on=on, kind=None if number else "plain request")


def test_a_late_entry_on_the_day_of_the_last_act_comes_right_after_it(office: Office):
    number = office.submitted()
    office.at = "2011-03-10 09:00"
    assert office.do("陈静", "approve", number, on="2011-03-01").decision.allowed
    assert office.case(number).signatures[-1].at == FOUNDED


def test_today_is_no_late_entry(office: Office):
    office.do("陈静", "approve", number := office.submitted(), on="2011-03-01")
    assert office.case(number).signatures[-1].entered is None


def test_time_goes_on_after_a_late_entry(office: Office):
    office.at = "2011-03-20 09:00"
    done = office.do("孙丽", "draft", kind="quick request", fields={"subject": "桌椅"}, on="2011-03-02")
    submitted = office.do("孙丽", "submit", done.case.number, on="2011-03-03")
    assert (submitted.case.state, office.case(done.case.number).state) == ("approved", "approved")


def test_a_question_takes_no_day_of_a_late_entry(office: Office):
    with office.book.reading() as reading, pytest.raises(OnActsAlone):
        who(reading, office.submitted(), Clock(FOUNDED, None, None, "2011-03-01"))


# ---- who is told, and what is shown


def test_an_urging_is_told_to_those_for_whom_the_case_waits_once_a_day(office: Office):
    number = office.submitted()
    office.do("孙丽", "urge", number, reason="请尽快")
    office.do("孙丽", "urge", number)
    assert [len(office.told(each, "urged")) for each in ("陈静", "赵敏", "王平", "刘洋")] == [1, 1, 1, 0]
    office.at = "2011-03-02 09:00"
    office.do("孙丽", "urge", number)
    assert len(office.told("陈静", "urged")) == 2


def test_a_copy_and_what_is_handed_over_are_told(office: Office):
    number = office.submitted()
    office.do("孙丽", "copy", number, to=("许文清",))
    office.do("陈静", "transfer", number, to=("赵敏",))
    assert (len(office.told("许文清", "copied")), len(office.told("赵敏", "transferred"))) == (1, 1)


def test_those_concerned_are_told_that_something_was_not_ratified(office: Office):
    number = office.submitted("quick request")
    office.do("孙丽", "start", number, early=True, reason="水大")
    office.do("刘洋", "refuse", number, reason="不急")
    assert [each.ratified for each in office.case(number).early] == [False]
    assert len(office.told("孙丽", "told")) == 1


def test_whoever_has_a_step_in_hand_alone_has_it_in_the_inbox(office: Office):
    office.do("陈静", "claim", office.submitted())
    with office.book.reading() as reading:
        assert [len(inbox(reading, each, office.clock)[0].cases) for each in ("陈静", "赵敏")] == [1, 0]
        assert len(inbox(reading, None, office.clock, everybody=True)[0].cases) == 1


def test_a_suspended_case_is_in_no_inbox_and_marked(office: Office):
    number = office.submitted()
    office.do("刘洋", "suspend", number, reason="待查")
    with office.book.reading() as reading:
        assert inbox(reading, "陈静", office.clock)[0].cases == ()
        asked = who(reading, number, office.clock)[0]
    assert (asked.case.marks, [each.kind for each in asked.waits]) == (("suspended",), ["resume"])


def test_the_inbox_is_in_the_order_of_the_cases_and_any_may_be_answered_first(office: Office):
    first, second = office.submitted(), office.submitted()
    with office.book.reading() as reading:
        assert [task.case.number for task in inbox(reading, "陈静", office.clock)[0].cases] == [first, second]
    assert office.do("陈静", "approve", second).decision.allowed
    assert office.do("陈静", "approve", first).decision.allowed


def test_the_whole_way_is_shown_before_a_step_begins(office: Office):
    number = office.submitted()
    with office.book.reading() as reading:
        way = preview(reading, number, office.clock)[0]
    assert [stop.kind for stop in way.stops][:3] == ["state", "sign", "sign"]


def test_a_page_says_which_step_an_answer_was_for_and_what_was_arranged(office: Office):
    number = office.submitted()
    office.do("陈静", "delegate", number, to=("许文清",))
    office.do("许文清", "approve", number, reason="可以")
    office.do("陈静", "approve", number)
    office.do("陈静", "take-back", number)
    with office.book.reading() as reading:
        page = show_case(reading, number)[0]
    assert [(str(each.step.act), each.undone) for each in page.signatures] == [("advise", False), ("recommend", True)]
    assert [each.kind for each in page.arrangements] == ["delegate"]


def test_members_of_a_category_are_asked_and_nobody_else(office: Office):
    number = office.submitted("camp")
    assert not office.do("陈静", "approve", number).decision.allowed
    assert office.do("许文清", "approve", number).decision.allowed


# ---- several cases in one command


def typed(office: Office, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, dict]:
    capsys.readouterr()
    code = run([*words, "--json", "--db", office.url], {}, FOUNDED)
    return code, json.loads(capsys.readouterr().out)


def test_several_cases_are_answered_in_one_command_by_an_entry_each(office: Office, capsys: pytest.CaptureFixture[str]):
    numbers = [office.submitted() for _ in range(3)]
    code, told = typed(office, capsys, "approve", *numbers, "--as", "陈静")
    assert (code, [each["allowed"] for each in told["result"]["results"]]) == (0, [True] * 3)
    with office.book.reading() as reading:
        assert [[entry.verb for entry in reading.entries(each)][-1] for each in numbers] == ["approve"] * 3


def test_a_refusal_or_a_fault_of_one_does_not_stop_the_others(office: Office, capsys: pytest.CaptureFixture[str]):
    one, two, three = office.submitted(), office.submitted(), office.submitted()
    office.do("赵敏", "approve", two)
    code, told = typed(office, capsys, "approve", one, two, three, "--as", "陈静")
    assert (code, [each["allowed"] for each in told["result"]["results"]]) == (3, [True, False, True])
    code, told = typed(office, capsys, "approve", one, "QS-9", three, "--as", "刘洋")
    assert (code, told["result"]["results"][1]["error"]["code"]) == (2, "no_case")
    assert [office.case(each).state for each in (one, three)] == ["approved", "approved"]
