"""What people type, and the value that it stands for."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from engine.case import Facts, Member
from engine.charter import Charter, Field
from engine.services.faults import BadMoment, BadValue, ManyMembers, NoMember, NoName, close
from engine.services.fields import value
from engine.services.moments import day, moment
from engine.values import Duration, DurationUnit, Money, Text

SINCE = date(2011, 1, 1)
PEOPLE = {id: Member(id, name, None, None, SINCE) for id, name in (("刘洋", "刘洋"), ("王芳1", "王芳"), ("王芳2", "王芳"))}
FACTS = Facts(PEOPLE, ())
COLOURS = (Text("Red", "红"), Text("", "绿"))


def read(charter: Charter, type: str, typed: str, **more: Any):  # noqa: ANN401
    return value(Field("x", Text("x", "某"), type, **more), typed, charter, FACTS)


@pytest.mark.parametrize(
    ("type", "typed", "expected"),
    [
        ("text", "  trees ", "trees"),
        ("text", "   ", None),
        ("number", "12", 12),
        ("number", "１，２００", 1200),
        ("number", "三百", 300),
        ("money", "120", Money(12000)),
        ("money", "1,280.50", Money(128050)),
        ("money", "￥５００元", Money(50000)),
        ("money", "1.2万元", Money(1200000)),
        ("money", "五百元", Money(50000)),
        ("date", "2011-3-5", date(2011, 3, 5)),
        ("date", "2011年3月5日", date(2011, 3, 5)),
        ("time", "2011-03-05 09:00", datetime(2011, 3, 5, 1, 0, tzinfo=UTC)),
        ("time", "2011-03-05T09:00:00", datetime(2011, 3, 5, 1, 0, tzinfo=UTC)),
        ("time", "2011年3月5日9时30分", datetime(2011, 3, 5, 1, 30, tzinfo=UTC)),
        ("duration", "two weeks", Duration(2, DurationUnit.WEEK)),
        ("duration", "3个工作日", Duration(3, DurationUnit.WORKING_DAY)),
        ("person", "刘洋", "刘洋"),
        ("person", "王芳2", "王芳2"),
        ("unit", "second squad", "second squad"),
        ("unit", "二班", "second squad"),
        ("yes or no", "YES", True),
        ("yes or no", "否", False),
        ("fund", "队费", "team fund"),
    ],
)
def test_a_value_is_read_as_people_write_it(charter: Charter, type: str, typed: str, expected: object):
    assert read(charter, type, typed) == expected


@pytest.mark.parametrize(
    ("type", "typed"),
    [
        ("number", "1.5"),
        ("money", "12.345"),
        ("money", "-5"),
        ("money", "-0.01元"),
        ("money", "dozen"),
        ("money", "100000000000000000"),
        ("date", "2011-02-30"),
        ("date", "2011-03-05 09:00"),
        ("date", "0001-01-02"),
        ("date", "9999-12-30"),
        ("time", "9999-12-31 23:59"),
        ("time", "25:00"),
        ("duration", "soon"),
        ("yes or no", "perhaps"),
    ],
)
def test_what_is_no_such_value_is_told_with_its_field(charter: Charter, type: str, typed: str):
    with pytest.raises(BadValue) as caught:
        read(charter, type, typed)
    assert caught.value.facts["wanted"] == type


def test_a_choice_is_named_in_either_tongue(charter: Charter):
    assert [read(charter, "choice", typed, choices=COLOURS) for typed in ("red", "红", "绿")] == ["red", "red", "绿"]
    with pytest.raises(BadValue):
        read(charter, "choice", "blue", choices=COLOURS)


def test_a_field_of_many_takes_a_list(charter: Charter):
    assert read(charter, "person", "刘洋、王芳1, 王芳2", many=True) == ("刘洋", "王芳1", "王芳2")


def test_a_shared_name_is_not_guessed(charter: Charter):
    with pytest.raises(ManyMembers) as caught:
        read(charter, "person", "王芳")
    assert caught.value.near == ("王芳1", "王芳2")


def test_a_unit_must_be_of_the_kind_that_the_field_takes(charter: Charter):
    with pytest.raises(NoName):
        read(charter, "unit", "team", unit_kind="squad")


@pytest.mark.parametrize(("typed", "near"), [("刘样", ("刘洋",)), ("刘", ("刘洋",)), ("李", ()), ("完全不同", ())])
def test_did_you_mean_is_asked_only_where_something_is_close(charter: Charter, typed: str, near: tuple[str, ...]):
    with pytest.raises(NoMember) as caught:
        read(charter, "person", typed)
    assert caught.value.near == near


def test_close_keeps_the_names_as_they_are_written():
    assert close("squad leadr", ["Squad Leader", "treasurer"]) == ("Squad Leader",)


@pytest.mark.parametrize("typed", ["yesterday", "2011-13-01", "2011-03-01 24:00", "0000-01-01", ""])
def test_what_is_no_time_is_told(typed: str):
    with pytest.raises(BadMoment):
        moment(typed, "Asia/Shanghai")


def test_a_day_alone_is_its_midnight():
    assert moment("2011-03-01", "Asia/Shanghai") == datetime(2011, 2, 28, 16, 0, tzinfo=UTC)
    assert day("2011.3.1") == date(2011, 3, 1)
