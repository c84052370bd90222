"""数据质量: who has reported and when, who has not, and which figures deserve a second look."""

import streamlit as st

from zones.services import reporting
from zones.services.accepted import accepted_warnings
from zones.services.discrepancies import discrepancies
from zones.services.odd_figures import odd_figures
from zones.services.outliers import outliers
from zones.services.quality_tables import (
    absent_table,
    discrepancies_table,
    late_table,
    odd_figures_table,
    outliers_table,
    reporting_table,
    warnings_table,
)
from zones.ui import cache, parts, tables
from zones.ui.choice import choose
from zones.ui.selecting import choose_level
from zones.ui.texts import t

choice = choose()
reader = choice.language
where = {"region": choice.region, "quarter": choice.quarter}
deployment = cache.deployment()
rules = deployment.catalogue.reporting

parts.head(t("quality_title", region=choice.region.label(reader), span=choice.quarter.span(reader)), choice)
level = choose_level(deployment, choice)
sections = {
    "reporting": lambda: reporting_table(reporting.reporting_rates(deployment, **where, level=level), rules, reader),
    "absent": lambda: absent_table(reporting.absent_units(deployment, **where), choice.quarter, rules, reader),
    "late": lambda: late_table(reporting.late_units(deployment, **where), rules, reader),
    "discrepancies": lambda: discrepancies_table(discrepancies(deployment, **where, level=level), reader),
    "accepted": lambda: warnings_table(accepted_warnings(deployment, **where), reader),
    "outliers": lambda: outliers_table(outliers(deployment, **where, level=level), rules, reader),
    "odd_figures": lambda: odd_figures_table(odd_figures(deployment, **where, level=level), rules, reader),
}
memory = choice.memory.of("quality", level)
for section, make in sections.items():
    content = cache.once(make)
    count = memory.answer(f"count {section}", lambda content=content: len(content().rows))
    st.subheader(t(f"quality_{section}", count=count), anchor=False)
    if count:
        tables.show_remembered(memory, content, f"{choice.region.code}-{choice.quarter}-{section}")
    else:
        st.caption(t("none_found"))
