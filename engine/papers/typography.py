"""How an office sets its papers: page, margins, faces and sizes, after GB/T 9704-2012."""

from __future__ import annotations

from typing import Literal

from engine.papers.paper import Shape
from engine.records import record
from engine.values import Lang

Face = Literal["title", "body", "strong", "soft", "page"]

PAGE_MM = (210, 297)
MARGINS_MM: dict[Shape, tuple[int, int, int, int]] = {  # top, right, bottom, left; a letter's are the standard's
    "letter": (37, 26, 35, 28),
    "form": (24, 20, 26, 22),
    "certificate": (30, 38, 34, 38),
}
RED = "C00000"


@record
class Family:
    """A face by the name that Chinese offices know, and what stands in for it where it is not installed, best first."""

    name: str
    instead: tuple[str, ...]


_SONG = ("Noto Serif CJK SC", "Source Han Serif SC", "Songti SC", "SimSun", "Noto Sans CJK SC")
_HEI = ("Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "SimSun", "Noto Serif CJK SC")

CHINESE: dict[Face, Family] = {
    "title": Family("方正小标宋简体", ("FZXiaoBiaoSong-B05S", "小标宋体", "华文中宋", "STZhongsong", *_SONG)),
    "body": Family("仿宋", ("仿宋_GB2312", "FangSong", "FangSong_GB2312", "STFangsong", *_SONG)),
    "strong": Family("黑体", ("SimHei", "STHeiti", *_HEI)),
    "soft": Family("楷体", ("楷体_GB2312", "KaiTi", "KaiTi_GB2312", "STKaiti", *_SONG)),
    "page": Family("宋体", ("SimSun", "STSong", *_SONG)),
}
LATIN = Family("Times New Roman", ("Liberation Serif", "Tinos", "Libertinus Serif"))


@record
class Sizes:
    """Sizes in points, by what is set."""

    head: float
    title: float
    body: float
    cell: float
    foot: float
    leading: float  # the distance of two lines of the body
    praise: float  # the body of a certificate
    honour: float  # the title of a certificate


SIZES: dict[Lang, Sizes] = {
    "zh": Sizes(head=30, title=22, body=16, cell=12, foot=8.5, leading=28, praise=22, honour=44),
    "en": Sizes(head=22, title=18, body=12, cell=10.5, foot=8, leading=18, praise=18, honour=36),
}


def is_wide(text: str) -> bool:
    """Return whether a text needs a Chinese face."""
    return any("\u2e80" <= character <= "\u9fff" or "\uff00" <= character <= "\uffef" for character in text)
