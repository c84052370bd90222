"""The parts pages are put together from: the head, key-figure cards, charts, links."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from zones.charts import inline_picture, sparkline
from zones.charts.theme import chart_config
from zones.domain import wording
from zones.domain.figures import ProgressRow, Table, TrendPoint
from zones.domain.region import Region
from zones.domain.status import Status
from zones.domain.words import STATUS_SIGNS, synthetic_mark
from zones.services.reporting import latest_report
from zones.services.table_parts import moment
from zones.ui import cache, look, paper, state, takeaway
from zones.ui.cache import Memory
from zones.ui.choice import Choice
from zones.ui.messages import plain
from zones.ui.texts import t

Trends = Mapping[str, Sequence[TrendPoint]]

_CARD_PIXELS = 285
# Of a chart as wide as a page of A4 and as high.
_PAGE_PIXELS = 1100
_CARDS_AT_ONCE = 6
_REGION_PAGE = "pages/region.py"
# Streamlit's names of the colours that .streamlit/config.toml sets to those of the charts.
_COLORS = {
    Status.DONE: "blue",
    Status.ON_SCHEDULE: "green",
    Status.BEHIND: "orange",
    Status.FAR_BEHIND: "red",
    Status.NO_REPORT: "gray",
    Status.NO_TARGET: "gray",
}


def head(title: str, choice: Choice) -> None:
    """The way down to the region, the page's title, and the mark of invented figures."""
    choice.memory.draw(f"head {title}", lambda: _head(title, choice))


def _head(title: str, choice: Choice) -> None:
    breadcrumb(choice)
    st.title(plain(title), anchor=False)
    if choice.region.synthetic:
        st.warning(synthetic_mark(choice.language), icon=":material/science:")


def lead(sentence: str) -> None:
    """The sentence a page opens with."""
    st.markdown(f"**{plain(sentence)}**")


def listed(sentences: Sequence[str]) -> None:
    """Sentences as a list."""
    st.markdown("\n".join(f"- {plain(sentence)}" for sentence in sentences))


def data_date(choice: Choice) -> None:
    """What the figures are of, and when a report last came."""
    latest = latest_report(cache.deployment(), region=choice.region, quarter=choice.quarter)
    if latest is not None:
        st.caption(t("data_date", quarter=choice.quarter.label(choice.language), moment=moment(latest)))


def breadcrumb(choice: Choice) -> None:
    """Links to the regions above, on the page that is open."""
    if not choice.place.ancestors:
        return
    with st.container(horizontal=True, gap="small"):
        for region in choice.place.ancestors:
            region_link(region, choice, page=this_page())
            st.markdown("›", width="content")
        st.markdown(f"**{plain(choice.region.label(choice.language))}**", width="content")


def this_page() -> Any:
    """The page that is open."""
    return state.kept(state.PAGE, _REGION_PAGE)


def region_link(region: Region, choice: Choice, *, page: Any = _REGION_PAGE) -> None:
    """A link to a region's page (or to another page of it), keeping quarter and language."""
    st.page_link(
        page,
        label=plain(region.label(choice.language)),
        query_params={
            state.REGION: region.code,
            state.QUARTER: str(choice.quarter),
            state.LANGUAGE: choice.language,
        },
    )


def cards(rows: Sequence[ProgressRow], trends: Trends, language: str) -> None:
    """A card a figure with its trend (by indicator code); beyond the first few they are folded away, without trends."""
    _cards_side_by_side(rows[:_CARDS_AT_ONCE], trends, language)
    if more := rows[_CARDS_AT_ONCE:]:
        with st.expander(t("more_figures", count=len(more))):
            _cards_side_by_side(more, {}, language)


def _cards_side_by_side(rows: Sequence[ProgressRow], trends: Trends, language: str) -> None:
    """They wrap where the screen is narrow."""
    with st.container(horizontal=True):
        for row in rows:
            with st.container(border=True, width=_CARD_PIXELS, height="stretch", gap="xxsmall"):
                _card(row, language)
                if row.indicator.code in trends:
                    _spark(row, trends[row.indicator.code], language)


def _spark(row: ProgressRow, points: Sequence[TrendPoint], language: str) -> None:
    """A picture: it is there with its card, long before the script that draws the large charts."""
    figure = sparkline(points, row.indicator, language=language)
    st.html(inline_picture(look.lit(figure), about=t("spark", indicator=row.indicator.label(language))))


def _card(row: ProgressRow, language: str) -> None:
    about = "约" if language == "zh" else "about "
    value = wording.prose_value(row.value, row.indicator, language)
    # One element of text a card: each is a message of its own at every run.
    st.markdown(
        f"**{row.indicator.label(language)}**\n\n"
        f"### {plain((about if row.approximate else '') + value)}\n\n"
        + light(row, language)
        + (f" · {lead_words(row)}" if row.lead is not None else "")
        + "".join(f"  \n:small[:gray[{note}]]" for note in _card_notes(row, language))
    )


def _card_notes(row: ProgressRow, language: str) -> Iterator[str]:
    if row.target is None:
        yield t("no_target")
    else:
        yield plain(t("target", target=wording.prose_value(row.target, row.indicator, language)))
    if row.completion is not None:
        completion, schedule = wording.percent(row.completion), wording.percent(row.schedule)
        yield t("completion", completion=completion, schedule=schedule)
    places = [t("coverage", expected=row.coverage.expected, reported=row.coverage.reported)]
    if row.rank is not None and row.peers > 1:
        places.append(t("rank", rank=row.rank, peers=row.peers))
    yield " · ".join(places)


def light(row: ProgressRow, language: str) -> str:
    """The light of a figure: its sign and word in its colour, as markdown."""
    return f":{_COLORS[row.status]}[**{STATUS_SIGNS[row.status].text(language)}**]"


def lead_words(row: ProgressRow) -> str:
    """The lead in words: 超序时9.5个百分点."""
    if row.lead is None:
        return ""
    if row.lead == 0:
        return t("lead_even")
    return t("lead_ahead" if row.lead > 0 else "lead_behind", points=wording.grouped(abs(row.lead) * 100))


def chart(
    memory: Memory, make: Callable[[], go.Figure], name: str, language: str, *, content: Callable[[], Table]
) -> None:
    """A chart in the product's own theme, by day or by night, to be taken away as a picture or as the table it tells.

    Chart and table are made only where the memory does not hold them.
    """
    told = memory.later(f"content {name}", content)
    memory.draw(f"chart {name}", lambda: _draw(make(), name, language, told))
    takeaway.offer(told, name, chart=True, memory=memory)


def _draw(figure: go.Figure, name: str, language: str, content: Callable[[], Table]) -> None:
    """Where a chart is taller than a page its table is printed instead."""
    tall = figure.layout.height > _PAGE_PIXELS
    config = chart_config(name=name, language=language)
    with st.container(key=state.tall_key(name)) if tall else nullcontext():
        st.plotly_chart(look.lit(figure), theme=None, config=config, key=state.chart_key(name), alt=content().title)
    if tall:
        paper.table(content())


def region_links(regions: Sequence[Region], choice: Choice, *, page: Any = _REGION_PAGE) -> None:
    """Links to regions, side by side."""
    with st.container(horizontal=True):
        for region in regions:
            region_link(region, choice, page=page)
