"""What a deployment declares under data/catalogue, loaded once and checked: indicators, units, goals, rules, findings."""

from zones.catalogue.load import Catalogue, load_catalogue

__all__ = ["Catalogue", "load_catalogue"]
