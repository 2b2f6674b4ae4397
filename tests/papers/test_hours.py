"""The certificate of hours sums up what was served, and is not made of nothing."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from engine.papers.hours import hours, time_text
from engine.papers.paper import Paragraph, Table
from engine.papers.speech import Speech
from engine.services.dossiers import Stamp
from engine.services.faults import NoPaper
from engine.services.member_pages import MemberPage
from engine.services.participation import HoursLine
from engine.services.views import CaseLine, Name
from engine.values import Text

AT = datetime(2011, 4, 1, 1, 0, tzinfo=UTC)
STAMP = Stamp(Text("Pioneer Company", "先锋连"), f"9:{'a' * 64}", AT, date(2011, 4, 1), "b" * 64)
MEMBER = MemberPage("赵敏", "赵敏", None, Name("sixth squad", Text("sixth squad", "六班")), date(2011, 1, 13), None, ())
YEAR = (date(2011, 1, 1), date(2011, 12, 31))


def line(day: date, minutes: int) -> HoursLine:
    kind = Name("squad activity", Text("squad activity", "单班活动"))
    return HoursLine(CaseLine("HD-2011-004", kind, "清理河岸", kind, AT, "赵敏"), day, minutes)


def test_what_was_served_is_listed_and_summed_up():
    made = hours(MEMBER, (line(date(2011, 3, 5), 120), line(date(2011, 3, 12), 95)), YEAR, STAMP, None, "zh")
    told, table, _ = made.blocks
    assert isinstance(told, Paragraph)
    assert isinstance(table, Table)
    assert told.text == "兹证明赵敏（六班）在2011年参加志愿服务2次，累计服务时长3小时35分钟。"
    assert table.rows[0] == ("1", "2011-03-05", "清理河岸", "HD-2011-004", "2小时")
    assert table.rows[-1] == ("", "", "合计", "", "3小时35分钟")
    assert made.name == "志愿服务时长证明_赵敏_2011年"


def test_nothing_served_is_not_certified():
    with pytest.raises(NoPaper):
        hours(MEMBER, (), YEAR, STAMP, None, "zh")


@pytest.mark.parametrize(
    ("minutes", "zh", "en"),
    [
        (59, "59分钟", "59 minutes"),
        (60, "1小时", "1 hour"),
        (61, "1小时1分钟", "1 hour 1 minute"),
        (150, "2小时30分钟", "2 hours 30 minutes"),
    ],
)
def test_a_length_of_time_leaves_out_what_is_nothing(minutes: int, zh: str, en: str):
    assert time_text(Speech(None, "zh"), minutes) == zh
    assert time_text(Speech(None, "en"), minutes) == en
