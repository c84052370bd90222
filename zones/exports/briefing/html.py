"""A bulletin as one HTML file that needs no network: text, tables, and interactive charts with their program inside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import escape

from plotly.offline import get_plotlyjs

from zones.domain.document import Block, Chart, Document, Grid, Heading, Paragraph, Section
from zones.domain.figures import Table, cell_text
from zones.exports.briefing.amounts import day
from zones.exports.briefing.composing import chinese

# Nothing is fetched from anywhere, whatever a text may say.
_POLICY = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:; font-src data:"
)
_STYLE = """
:root{--ink:#1f2933;--muted:#5a6572;--edge:#c5ccd4;--ground:#eef2f7;--red:#c00000}
body{margin:0;color:var(--ink);background:#fff;
font:17px/1.8 '仿宋_GB2312','FangSong','仿宋','Noto Serif CJK SC','Songti SC',serif}
main{max-width:60rem;margin:0 auto;padding:1.5rem 1.5rem 3rem}
.mark{color:var(--red);text-align:center;margin:0;padding:.3rem;font-weight:bold}
.name{color:var(--red);text-align:center;text-indent:0;margin:1rem 0 0;
font:2.6rem/1.4 '方正小标宋简体','Songti SC','Noto Serif CJK SC',serif}
.issue{display:flex;justify-content:space-between;flex-wrap:wrap;border-bottom:3px solid var(--red);padding:.3rem 0}
h1{font:1.7rem/1.5 '方正小标宋简体','Songti SC','Noto Serif CJK SC',serif;text-align:center;margin:1.6rem 0}
h2{font:1.25rem/1.6 '黑体','SimHei','Noto Sans CJK SC',sans-serif;margin:1.8rem 0 .4rem}
h3{font:1.1rem/1.6 '楷体_GB2312','KaiTi','Noto Serif CJK SC',serif;margin:1.2rem 0 .2rem}
p{margin:.3rem 0;text-indent:2em}
:lang(en) p{text-indent:0;margin:.6rem 0}
.lead{font-family:'楷体_GB2312','KaiTi','Noto Serif CJK SC',serif}
figure{margin:1rem 0;overflow-x:auto}
figcaption{text-align:center;font-family:'黑体','SimHei','Noto Sans CJK SC',sans-serif;font-size:.9rem;margin:.4rem 0}
table{border-collapse:collapse;width:100%;font:.85rem/1.5 'Microsoft YaHei','Noto Sans CJK SC',sans-serif}
th,td{border:1px solid var(--edge);padding:.2rem .45rem;text-align:left}
th{background:var(--ground);font-weight:normal}
td.number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.note{font-size:.8rem;color:var(--muted);text-indent:0;margin:.1rem 0}
.signature{text-align:right;margin:2rem 2rem 0}
.foot{border-top:1px solid;border-bottom:1px solid;margin-top:2rem;padding:.3rem .6rem;font-size:.9rem}
.foot p{text-indent:0}
nav{font:.9rem/1.7 'Microsoft YaHei','Noto Sans CJK SC',sans-serif;background:var(--ground);padding:.5rem 1rem}
nav a{color:inherit;margin-right:1rem}
@media print{nav{display:none}figure,tr{break-inside:avoid}main{max-width:none;padding:0}}
"""
_WORDS = {
    "issue": ("第{number}期", "No. {number}"),
    "draft": ("草稿", "Draft"),
    "annex": ("附件{number} ", "Annex {number}. "),
    "recipients": ("主送：", "To: "),
    "copied": ("抄送：", "Copies to: "),
    "copies": ("（共印{copies}份）", " ({copies} copies)"),
    "printed": ("{date}印发", "Issued {date}"),
}


def html_bytes(document: Document, drawn: Mapping[str, str]) -> bytes:
    """The whole file. `drawn` holds ready HTML of interactive charts by the chart's code.

    "section:" and a section's code stand for one that closes the section.
    """
    return "".join(_page(document, drawn)).encode()


def _word(key: str, document: Document, **values: object) -> str:
    return _WORDS[key][document.language != "zh"].format(**values)


def _page(document: Document, drawn: Mapping[str, str]) -> Iterator[str]:
    language = "zh-CN" if document.language == "zh" else "en"
    mark = f'<p class="mark">{escape(document.mark)}</p>' if document.mark else ""
    yield f'<!DOCTYPE html>\n<html lang="{language}"><head><meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{escape(document.title)}</title><style>{_STYLE}</style>"
    if drawn:
        yield f"<script>{get_plotlyjs()}</script>"
    yield f"</head><body>{mark}<main>"
    yield from _head(document)
    yield from _blocks(document.opening, drawn)
    for number, section in enumerate(document.sections, start=1):
        numeral = f"{chinese(number)}、" if document.language == "zh" else f"{number}. "
        yield from _section(section, numeral, drawn)
    yield from _signature(document)
    for number, annex in enumerate(document.annexes, start=1):
        yield from _section(annex, _word("annex", document, number=number), drawn)
    yield from _foot(document)
    yield f"</main>{mark}</body></html>\n"


def _head(document: Document) -> Iterator[str]:
    imprint = document.imprint
    number = _word("draft", document) if imprint.number is None else _word("issue", document, number=imprint.number)
    yield f'<header><p class="name">{escape(imprint.name)}</p><div class="issue">'
    for text in (imprint.unit, number, day(imprint.issued, document.language)):
        yield f"<span>{escape(text)}</span>"
    yield f"</div><h1>{'<br>'.join(escape(line) for line in document.title_lines)}</h1></header>"
    if document.parts:
        yield "<nav>"
        yield from (f'<a href="#{part.code}">{escape(part.heading)}</a> ' for part in document.parts)
        yield "</nav>"


def _section(section: Section, numeral: str, drawn: Mapping[str, str]) -> Iterator[str]:
    yield f'<section id="{section.code}"><h2>{escape(numeral + section.heading)}</h2>'
    yield from _blocks(section.blocks, drawn)
    if f"section:{section.code}" in drawn:
        yield f'<figure data-chart="{section.code}">{drawn[f"section:{section.code}"]}</figure>'
    yield "</section>"


def _blocks(blocks: Iterable[Block], drawn: Mapping[str, str]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Heading(text):
                yield f"<h3>{escape(text)}</h3>"
            case Paragraph(text, lead):
                head = f'<span class="lead">{escape(lead)} </span>' if lead else ""
                yield f"<p>{head}{escape(text)}</p>"
            case Grid():
                yield from _grid(block)
            case Chart():
                yield f'<figure data-chart="{block.code}">{drawn.get(block.code) or _numbers(block)}'
                yield f"<figcaption>{escape(block.caption)}</figcaption></figure>"


def _grid(grid: Grid) -> Iterator[str]:
    yield f'<figure data-table="{grid.code}"><figcaption>{escape(grid.caption)}</figcaption>{_table(grid.table)}'
    yield from (f'<p class="note">{escape(note)}</p>' for note in grid.table.notes)
    yield "</figure>"


def _table(table: Table) -> str:
    heads = "".join(f"<th>{escape(head)}</th>" for head in table.headers)
    rows = "".join(
        "<tr>"
        + "".join(
            f'<td class="number">{escape(cell_text(cell))}</td>'
            if column.numeric
            else f"<td>{escape(cell_text(cell))}</td>"
            for cell, column in zip(row, table.columns, strict=True)
        )
        + "</tr>"
        for row in table.rows
    )
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"


def _numbers(chart: Chart) -> str:
    """A chart that nobody drew: its numbers."""
    heads = "".join(f"<th>{escape(series.name)} ({escape(chart.unit)})</th>" for series in chart.series)
    rows = "".join(
        f"<tr><td>{escape(name)}</td>"
        + "".join(f'<td class="number">{cell_text(series.values[at])}</td>' for series in chart.series)
        + "</tr>"
        for at, name in enumerate(chart.categories)
    )
    return f"<table><thead><tr><th></th>{heads}</tr></thead><tbody>{rows}</tbody></table>"


def _signature(document: Document) -> Iterator[str]:
    imprint = document.imprint
    yield f'<p class="signature">{escape(imprint.unit)}<br>{escape(day(imprint.issued, document.language))}</p>'


def _foot(document: Document) -> Iterator[str]:
    imprint = document.imprint
    copies = _word("copies", document, copies=imprint.copies) if imprint.copies else ""
    yield '<footer class="foot">'
    if imprint.recipients:
        yield f"<p>{_word('recipients', document)}{escape(imprint.recipients)}</p>"
    if imprint.copied_to:
        yield f"<p>{_word('copied', document)}{escape(imprint.copied_to)}</p>"
    printed = _word("printed", document, date=day(imprint.issued, document.language))
    yield f"<p>{escape(imprint.unit)} {escape(printed)}{escape(copies)}</p></footer>"
    yield from (f'<p class="note">{escape(remark)}</p>' for remark in document.remarks)
