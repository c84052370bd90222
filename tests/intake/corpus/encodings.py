"""Delimited texts: every encoding, delimiter and end of line that programs write."""

from __future__ import annotations

from collections.abc import Iterator

from tests.intake.corpus.case import FIGURES, HEADER, ROWS, TABLE, TITLE, Case, case, error, figures
from tests.intake.place import EAST, GATE, MONEY, WEST
from tests.intake.writers import delimited, unicode_text

_DELIMITERS = {"comma": ",", "tab": "\t", "semicolon": ";"}


def cases() -> Iterator[Case]:
    """Every case about bytes and characters."""
    yield from _encodings()
    yield from _ends_of_lines()
    yield from _quotes()
    yield from _oddities()


def _encodings() -> Iterator[Case]:
    for word, delimiter in _DELIMITERS.items():
        for encoding in ("utf-8", "utf-8-sig", "gb18030", "gbk"):
            content = delimited(TABLE, encoding=encoding, delimiter=delimiter)
            yield case(f"{encoding}, {word}", content, figures=FIGURES)
        for big_endian in (False, True):
            content = unicode_text(TABLE, big_endian=big_endian, delimiter=delimiter)
            order = "big" if big_endian else "little"
            yield case(f"utf-16 {order} endian, {word}", content, file="Unicode 文本.txt", figures=FIGURES)
    noted = [[*HEADER, "备注"], [*ROWS[0], "村名𠮷㐂䶮"], [*ROWS[1], "⺁ € ①"], [*ROWS[2], ""]]
    yield case("gb18030, characters of four bytes", delimited(noted, encoding="gb18030"), figures=FIGURES)
    plain = [["code", "infrastructure_investment", "note"], [GATE, 1200.5, "ok"], [EAST, 860, ""], [WEST, 430.25, ""]]
    money = figures(MONEY, (1200.5, 860, 430.25))
    yield case("ascii alone", delimited(plain, encoding="ascii"), figures=money)
    trap = [*plain[:2], [EAST, 860, "联通"], plain[3]]
    yield case("gbk, two characters that look like another encoding", delimited(trap, encoding="gbk"), figures=money)
    bare = delimited(TABLE, encoding="utf-16-le")
    yield case("utf-16 without its mark", bare, error("unreadable_file"))
    yield case("latin letters in no encoding of ours", b"\xff\xff\xff,\xfe\xff\r\n1,2\r\n", error("unreadable_file"))


def _ends_of_lines() -> Iterator[Case]:
    for name, newline in (("line feeds", "\n"), ("carriage returns", "\r"), ("both", "\r\n")):
        yield case(f"lines end in {name}", delimited(TABLE, newline=newline), figures=FIGURES)
    text = delimited(TABLE, newline="\n")
    yield case("no end of the last line", text.rstrip(b"\n"), figures=FIGURES)
    yield case("mixed ends of lines", text.replace(b"\n", b"\r\n", 2), figures=FIGURES)
    yield case("many blank lines behind", text + b"\r\n" * 50 + b",,\r\n" * 50, figures=FIGURES)
    yield case("the end mark of old systems behind", text + b"\x1a", figures=FIGURES)


def _quotes() -> Iterator[Case]:
    rows = [
        ["地区", "基础设施\n投入(万元)", "备注"],
        ["城关镇", "1,200.5", '含"二期", 已核'],
        ["河东镇", "860", "两\r\n行"],
        ["河西镇", "430.25", ""],
    ]
    money = figures(MONEY, (1200.5, 860, 430.25))
    yield case("quotes, commas and line breaks in cells", delimited(rows, encoding="gb18030"), figures=money)
    yield case("every cell quoted", delimited(TABLE, quoted=True), figures=FIGURES)
    stray = delimited([[*HEADER, "备注"], *([*row, "管径5寸"] for row in ROWS)]).decode().replace("5寸", '5"')
    yield case("a single quote sign inside a cell", stray.encode(), figures=FIGURES)
    kept = [
        ["代码", *HEADER[1:]],
        *([f"'{code}", *row[1:]] for code, row in zip((GATE, EAST, WEST), ROWS, strict=True)),
    ]
    yield case("apostrophes that keep codes texts", delimited(kept), figures=FIGURES)
    made = [
        ["代码", *HEADER[1:]],
        *([f'="{code}"', *row[1:]] for code, row in zip((GATE, EAST, WEST), ROWS, strict=True)),
    ]
    yield case("formulas that keep codes texts", delimited(made), figures=FIGURES)


def _oddities() -> Iterator[Case]:
    ending = "\r\n".join(",".join(map(str, row)) + "," for row in TABLE)
    yield case("a delimiter at the end of every line", ending.encode("gb18030"), figures=FIGURES)
    titled = f"{TITLE[0]}\r\n" + "\r\n".join(",".join(map(str, row)) for row in TABLE)
    yield case("a title without delimiters", titled.encode("gb18030"), figures=FIGURES, quarter=None)
    comma_title = "平川县,2025年二季度,单位:万元\r\n" + "\r\n".join("\t".join(map(str, row)) for row in TABLE)
    yield case("commas above a table of tabs", comma_title.encode(), figures=FIGURES, quarter=None)
    hinted = b"sep=;\r\n" + delimited(TABLE, encoding="utf-8", delimiter=";")
    yield case("a first line that names the delimiter", hinted, figures=FIGURES)
    ragged = [[*HEADER, "备注"], [*ROWS[0], "已核"], ROWS[1], [*ROWS[2], ""]]
    yield case("lines of different length", delimited(ragged), figures=FIGURES)
    wide = (
        delimited(TABLE).replace("万元".encode(), "万元\u200b".encode()).replace("河东".encode(), "河\u3000东".encode())
    )
    yield case("blanks without width and of full width", wide, figures=FIGURES)
