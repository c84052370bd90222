"""From the bytes of a file to figures and findings: containers, layouts, numbers, units, names, and checks across."""

from zones.intake.checks import cross_check, unsettled
from zones.intake.draft import Directory, Draft, RegionName, Surroundings, Taken, Understood
from zones.intake.reading import is_workbook, read_sheet
from zones.intake.region_file import read_regions
from zones.intake.sheet import Decision, Place, Sheet
from zones.intake.text import Cell, column_letters, plain
from zones.intake.understanding import understand, understand_targets

__all__ = [
    "Cell",
    "Decision",
    "Directory",
    "Draft",
    "Place",
    "RegionName",
    "Sheet",
    "Surroundings",
    "Taken",
    "Understood",
    "column_letters",
    "cross_check",
    "is_workbook",
    "plain",
    "read_regions",
    "read_sheet",
    "understand",
    "understand_targets",
    "unsettled",
]
