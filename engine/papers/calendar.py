"""Activities as iCalendar (RFC 5545), to be subscribed to: stable ids, changes counted, what was called off told as cancelled.

Alone knows icalendar.
"""

from __future__ import annotations

from datetime import UTC, date
from zoneinfo import ZoneInfo

from engine.charter import Charter
from engine.papers.paper import harmless
from engine.papers.speech import Speech
from engine.services.dossiers import Stamp
from engine.services.happenings import Happening
from engine.values import Lang

BOOK = 16  # digits of the book's first hash that make its ids unique


def calendar(found: tuple[Happening, ...], stamp: Stamp, charter: Charter, lang: Lang) -> bytes:
    """Write what happens as one calendar. Raises ModuleNotFoundError where icalendar is not installed."""
    import icalendar

    speech = Speech(charter, lang)
    whole = icalendar.Calendar()
    whole.add("prodid", f"-//charter//{lang}")
    whole.add("version", "2.0")
    whole.add("method", "PUBLISH")
    whole.add("x-wr-calname", speech.word("calendar_name", title=stamp.title.say(lang)))
    whole.add("x-wr-timezone", charter.zone)
    whole.add("x-wr-caldesc", " ".join(speech.footer(stamp)))
    zone = ZoneInfo(charter.zone)
    years = [each.start.astimezone(zone).year for each in found]
    if years:
        last = date(max(years) + 1, 12, 31)
        whole.add_component(icalendar.Timezone.from_tzid(charter.zone, first_date=date(min(years), 1, 1), last_date=last))
    for each in found:
        whole.add_component(_event(speech, each, zone, stamp))
    written = whole.to_ical()
    assert isinstance(written, bytes)
    return written


def _event(speech: Speech, found: Happening, zone: ZoneInfo, stamp: Stamp):  # type: ignore[no-untyped-def]  # noqa: ANN202 the library's
    import icalendar

    event = icalendar.Event()
    event.add("uid", f"{found.number}@{stamp.book[:BOOK]}.charter")
    event.add("dtstamp", found.changed.astimezone(UTC))
    event.add("last-modified", found.changed.astimezone(UTC))
    event.add("sequence", found.changes)
    event.add("dtstart", found.start.astimezone(zone))
    if found.end is not None and found.end > found.start:
        event.add("dtend", found.end.astimezone(zone))
    cancelled, title = found.status == "cancelled", harmless(found.title)
    event.add("summary", speech.word("calendar_cancelled", title=title) if cancelled else title)
    if found.place:
        event.add("location", harmless(found.place))
    told = [f"{speech.name(found.kind)} {found.number}", speech.name(found.unit), speech.name(found.state)]
    event.add("description", speech.list(each for each in told if each))
    event.add("status", found.status.upper())
    event.add("categories", [speech.name(found.kind)])
    event.add("transp", "TRANSPARENT" if cancelled else "OPAQUE")
    return event
