"""Values in, tables and bytes out: CSV and Excel that open rightly, and templates for staff to fill."""

from zones.exports.annotated import annotated_file
from zones.exports.csv_table import csv_bytes
from zones.exports.inert import inert_on_a_page
from zones.exports.past_half_tables import missing_table, past_half_table
from zones.exports.progress_tables import children_table, completions_table, progress_table, ranking_table, trend_table
from zones.exports.template import report_template
from zones.exports.workbook import xlsx_bytes

__all__ = [
    "annotated_file",
    "children_table",
    "completions_table",
    "csv_bytes",
    "inert_on_a_page",
    "missing_table",
    "past_half_table",
    "progress_table",
    "ranking_table",
    "report_template",
    "trend_table",
    "xlsx_bytes",
]
