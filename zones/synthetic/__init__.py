"""Invented countries from a seed: the shipped demonstration city, and sizes up to a nation for benchmarks.

Everything in here is synthetic. Codes begin with 9, which no official list does, and no name is that of a real place.
"""

from zones.synthetic.country import PRESETS, SyntheticCountry, country
from zones.synthetic.demonstration import CITY, SEED
from zones.synthetic.files import files

__all__ = ["CITY", "PRESETS", "SEED", "SyntheticCountry", "country", "files"]
