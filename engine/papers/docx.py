"""A paper as DOCX, to be edited and printed in an office: the faces of official papers by name, the same bytes for the same paper.

Alone knows python-docx.
"""

from __future__ import annotations

import io
import zipfile
from typing import Any

from engine.papers.paper import Blanks, Block, Pair, Pairs, Paper, Paragraph, Table
from engine.papers.typography import CHINESE, LATIN, MARGINS_MM, PAGE_MM, RED, SIZES, Face, Sizes

EPOCH = (1980, 1, 1, 0, 0, 0)  # zip knows no earlier time; the paper's own stands in its properties
GAP = 4.0  # points above a table of a letter


def docx(paper: Paper) -> bytes:
    """Write a paper as DOCX. Raises ImportError where python-docx is not installed."""
    from docx import Document

    document = Document()
    setter = _Setter(document, paper)
    setter.page()
    setter.faces()
    setter.head()
    for block in paper.blocks:
        setter.block(block)
    setter.end()
    setter.foot()
    setter.properties()
    stream = io.BytesIO()
    document.save(stream)
    return _settled(stream.getvalue())


def _settled(written: bytes) -> bytes:
    """Pack a file anew, in a fixed order and at a fixed time."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(written)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        names = sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name))
        for name in names:
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            entry.create_system = 3
            new.writestr(entry, old.read(name))
    return stream.getvalue()


class _Setter:
    """Sets one paper into one document of the library."""

    def __init__(self, document: Any, paper: Paper) -> None:  # noqa: ANN401 the library has no type for it
        self.document = document
        self.paper = paper
        self.sizes: Sizes = SIZES[paper.lang]
        self.certificate = paper.shape == "certificate"
        self.breadth = 0

    def page(self) -> None:
        """Set page, margins and the plain style."""
        from docx.enum.section import WD_ORIENT
        from docx.shared import Mm, Pt

        section = self.document.sections[0]
        breadth, height = reversed(PAGE_MM) if self.certificate else PAGE_MM
        section.orientation = WD_ORIENT.LANDSCAPE if self.certificate else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = Mm(breadth), Mm(height)
        top, right, bottom, left = MARGINS_MM[self.paper.shape]
        section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = Mm(top), Mm(right), Mm(bottom), Mm(left)
        section.footer_distance = Mm(15)
        self.breadth = breadth - left - right
        if self.certificate:
            self._framed(section)
        normal = self.document.styles["Normal"]
        normal.font.size = Pt(self.sizes.body)
        self._face(normal.element.get_or_add_rPr(), "body")
        normal.element.get_or_add_rPr().append(_element("w:lang", val="en-US", eastAsia="zh-CN"))
        normal.paragraph_format.space_after = Pt(0)

    def faces(self) -> None:
        """Name what may stand in for the faces of official papers where they are not installed."""
        part = next(part for part in self.document.part.package.iter_parts() if part.partname == "/word/fontTable.xml")
        fonts = _element("w:fonts")
        for family in (*CHINESE.values(), LATIN):
            font = _element("w:font", name=family.name)
            font.append(_element("w:altName", val=",".join(family.instead)))
            fonts.append(font)
        part._blob = _xml(fonts)  # noqa: SLF001 the library keeps this part as it was

    def head(self) -> None:
        """Set what stands above the text: the issuer in red over a red line in a letter, the title."""
        paper, sizes = self.paper, self.sizes
        if paper.shape == "letter":
            self._line(paper.issuer, "title", self._fitting(paper.issuer, sizes.head), colour=RED, after=8)
            self._ruled(self._line(paper.number, "body", sizes.body, after=18))
            self._line(paper.heading, "title", sizes.title, after=16)
        elif paper.shape == "form":
            self._line(paper.issuer, "soft", sizes.body, after=4)
            self._line(paper.heading, "title", sizes.title, after=10)
            self._line(paper.dated, "body", sizes.cell, after=4, align="right")
        else:
            self._line(paper.issuer, "soft", sizes.body, after=10)
            self._line(paper.heading, "title", sizes.honour, colour=RED, after=14)

    def block(self, block: Block) -> None:
        """Set one part of the text."""
        match block:
            case Paragraph():
                self._paragraph(block)
            case Pairs(pairs=pairs):
                self._pairs(pairs)
            case Table():
                self._table(block)
            case Blanks(labels=labels):
                self._blanks(labels)

    def end(self) -> None:
        """Set who issues the paper and when, flush right."""
        paper, sizes = self.paper, self.sizes
        if paper.shape == "form":
            return
        lines = [*paper.signed, paper.dated]
        for at, text in enumerate(lines):
            before = 0 if at else sizes.leading * (0.6 if self.certificate else 1.5)
            self._line(text, "body", sizes.body, align="right", before=before, indent=sizes.body * 2, keep=at < len(lines) - 1)

    def foot(self) -> None:
        """Set the log's head and the page's number at the foot of every page."""
        footer = self.document.sections[0].footer
        first = footer.paragraphs[0]
        for at, text in enumerate(self.paper.footer):
            line = first if at == 0 else footer.add_paragraph()
            self._run(line, text, "body", self.sizes.foot, colour="595959")
            self._align(line, "left")
        if not self.certificate:
            self._numbered(footer.add_paragraph())

    def properties(self) -> None:
        """Set what the file says of itself; no time but the paper's."""
        properties, paper = self.document.core_properties, self.paper
        properties.author = properties.last_modified_by = paper.issuer
        properties.title = f"{paper.heading} {paper.number}".strip()
        properties.subject, properties.keywords, properties.comments = paper.kind, "", " ".join(paper.footer)
        properties.language = "zh-CN" if paper.lang == "zh" else "en-GB"
        properties.created = properties.modified = paper.made.replace(tzinfo=None)
        properties.revision = 1

    # ---- parts

    def _paragraph(self, block: Paragraph) -> None:
        sizes, indent = self.sizes, self.paper.lang == "zh"
        match block.style:
            case "addressee" if self.paper.shape == "certificate":
                self._line(block.text, "body", sizes.praise, align="left", leading=self.sizes.praise * 1.7, keep=True)
            case "addressee":
                self._line(block.text, "body", sizes.body, align="left", leading=self.sizes.leading, keep=True)
            case "section":
                self._section(block.text)
            case "remark":
                self._line(block.text, "soft", sizes.cell, align="left", before=4)
            case "praise":
                self._line(block.text, "body", sizes.praise, align="both", first=indent, leading=self.sizes.praise * 1.7)
            case "body" if self.paper.shape == "form":
                self._line(block.text, "body", sizes.cell, align="both", before=2)
            case "body":
                self._line(block.text, "body", sizes.body, align="both", first=indent, leading=self.sizes.leading, after=0 if indent else 6)

    def _section(self, text: str) -> None:
        if self.paper.shape == "form":
            self._line(text, "strong", self.sizes.cell, align="left", before=8, keep=True)
        else:
            self._line(text, "strong", self.sizes.body, align="left", first=self.paper.lang == "zh", leading=self.sizes.leading, keep=True)

    def _pairs(self, pairs: tuple[Pair, ...]) -> None:
        """Set a form's boxes, two pairs a row."""
        rows: list[list[Pair]] = []
        for pair in pairs:
            if rows and len(rows[-1]) == 1 and not rows[-1][0].wide and not pair.wide:
                rows[-1].append(pair)
            else:
                rows.append([pair])
        table = self._grid(len(rows), (16, 34, 16, 34))
        for row, held in zip(table.rows, rows, strict=True):
            cells = row.cells
            for at, pair in enumerate(held):
                self._cell(cells[at * 2], pair.label, "strong", "center")
                self._cell(cells[at * 2 + 1], pair.value, "body", "left")
            if len(held) == 1:
                cells[1].merge(cells[3])

    def _table(self, block: Table) -> None:
        if block.caption:
            self._line(block.caption, "strong", self.sizes.cell, align="left", before=10, after=4, keep=True)
        elif self.paper.shape == "letter":
            self._line("", "body", GAP, keep=True)  # so that the table does not touch the lines around it
        table = self._grid(1 + len(block.rows), block.widths)
        for cell, text in zip(table.rows[0].cells, block.headings, strict=True):
            self._cell(cell, text, "strong", "center")
        self._repeat(table.rows[0])
        for row_at, row in enumerate(block.rows):
            last = block.total and row_at == len(block.rows) - 1
            for at, (cell, text) in enumerate(zip(table.rows[row_at + 1].cells, row, strict=True)):
                self._cell(cell, text, "strong" if last else "body", "right" if at in block.right else "left")

    def _blanks(self, labels: tuple[str, ...]) -> None:
        from docx.enum.table import WD_ROW_HEIGHT_RULE
        from docx.shared import Pt

        self._line("", "body", self.sizes.foot)
        table = self._grid(1, (1,) * len(labels))
        table.rows[0].height, table.rows[0].height_rule = Pt(46), WD_ROW_HEIGHT_RULE.AT_LEAST
        for cell, label in zip(table.rows[0].cells, labels, strict=True):
            self._cell(cell, label, "body", "left", top=True)

    # ---- small things

    def _grid(self, rows: int, widths: tuple[int, ...]) -> Any:  # noqa: ANN401
        from docx.enum.table import WD_TABLE_ALIGNMENT
        from docx.shared import Mm

        table = self.document.add_table(rows, len(widths), "Table Grid")
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
        for at, share in enumerate(widths):
            width = Mm(self.breadth * share / sum(widths))
            table.columns[at].width = width
            for cell in table.columns[at].cells:
                cell.width = width
        for row in table.rows:
            row._tr.get_or_add_trPr().append(_element("w:cantSplit"))  # noqa: SLF001 the library has no name for it
        return table

    def _repeat(self, row: Any) -> None:  # noqa: ANN401
        row._tr.get_or_add_trPr().append(_element("w:tblHeader"))  # noqa: SLF001

    def _cell(self, cell: Any, text: str, face: Face, align: str, *, top: bool = False) -> None:  # noqa: ANN401
        from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
        from docx.shared import Pt

        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.TOP if top else WD_CELL_VERTICAL_ALIGNMENT.CENTER
        line = cell.paragraphs[0]
        self._run(line, text, face, self.sizes.cell)
        self._align(line, align)
        line.paragraph_format.space_before = line.paragraph_format.space_after = Pt(2)

    def _line(
        self,
        text: str,
        face: Face,
        size: float,
        *,
        align: str = "center",
        colour: str = "",
        before: float = 0,
        after: float = 0,
        indent: float = 0,
        first: bool = False,
        leading: float = 0,
        keep: bool = False,
    ) -> Any:  # noqa: ANN401
        from docx.enum.text import WD_LINE_SPACING
        from docx.shared import Pt

        line = self.document.add_paragraph()
        self._run(line, text, face, size, colour=colour)
        self._align(line, align)
        shape = line.paragraph_format
        shape.space_before, shape.space_after, shape.keep_with_next = Pt(before), Pt(after), keep
        if leading:
            shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(leading)
        if indent:
            shape.right_indent = Pt(indent)
        if first:
            shape.first_line_indent = Pt(size * 2)  # two characters
        return line

    def _run(self, line: Any, text: str, face: Face, size: float, *, colour: str = "") -> None:  # noqa: ANN401
        from docx.shared import Pt, RGBColor

        run = line.add_run(text)
        run.font.size = Pt(size)
        run.font.bold = face in ("strong", "title") and self.paper.lang == "en"
        self._face(run._element.get_or_add_rPr(), face)  # noqa: SLF001
        if colour:
            run.font.color.rgb = RGBColor.from_string(colour)

    def _face(self, properties: Any, face: Face) -> None:  # noqa: ANN401
        """Name the faces: Chinese characters take the one of official papers, the others a Latin one."""
        from docx.oxml.ns import qn

        fonts = properties.get_or_add_rFonts()
        for part in ("w:ascii", "w:hAnsi", "w:cs"):
            fonts.set(qn(part), LATIN.name)
        fonts.set(qn("w:eastAsia"), CHINESE[face].name)
        fonts.set(qn("w:hint"), "eastAsia" if self.paper.lang == "zh" else "default")

    def _align(self, line: Any, align: str) -> None:  # noqa: ANN401
        from docx.enum.text import WD_ALIGN_PARAGRAPH

        line.alignment = {
            "left": WD_ALIGN_PARAGRAPH.LEFT,
            "center": WD_ALIGN_PARAGRAPH.CENTER,
            "right": WD_ALIGN_PARAGRAPH.RIGHT,
            "both": WD_ALIGN_PARAGRAPH.JUSTIFY,
        }[align]

    def _framed(self, section: Any) -> None:  # noqa: ANN401
        """Draw a double red frame around the sheet."""
        borders = _element("w:pgBorders", offsetFrom="page")
        for side in ("top", "left", "bottom", "right"):
            borders.append(_element(f"w:{side}", val="thickThinMediumGap", sz="24", space="24", color=RED))
        properties = section._sectPr  # noqa: SLF001
        properties.insert(list(properties).index(properties.find(_tag("w:pgMar"))) + 1, borders)

    def _ruled(self, line: Any) -> None:  # noqa: ANN401
        """Draw the red line of a letter under a paragraph."""
        borders = _element("w:pBdr")
        borders.append(_element("w:bottom", val="single", sz="12", space="6", color=RED))
        properties = line._p.get_or_add_pPr()  # noqa: SLF001
        after = [_tag(name) for name in ("w:spacing", "w:ind", "w:jc")]  # the schema wants borders before these
        properties.insert(next(at for at, each in enumerate(properties) if each.tag in after), borders)

    def _numbered(self, line: Any) -> None:  # noqa: ANN401
        """Set `— 1 —`, the number kept up by whoever opens the file."""
        size = 14 if self.paper.lang == "zh" else 10
        self._align(line, "center")
        self._run(line, "— ", "page", size)
        for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
            self._run(line, "", "page", size)
            part = _element("w:fldChar", fldCharType=kind) if kind else _element("w:instrText")
            part.text = text or None
            line.runs[-1]._element.append(part)  # noqa: SLF001
        self._run(line, " —", "page", size)

    def _fitting(self, text: str, size: float) -> float:
        """Return a size in which a text stands on one line of the page, never above the one wanted."""
        from engine.messages.cells import width

        points = self.breadth * 72 / 25.4
        return min(size, round(points / (width(text) / 2 + 1)))


def _xml(element: Any) -> bytes:  # noqa: ANN401
    from docx.oxml.xmlchemy import serialize_for_reading

    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{serialize_for_reading(element)}'.encode()


def _tag(name: str) -> str:
    from docx.oxml.ns import qn

    return str(qn(name))


def _element(tag: str, **attributes: str) -> Any:  # noqa: ANN401
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made
