"""The guide itself: a generic guide to orders that do not reach the ERP, and the items it consists of."""

from __future__ import annotations

from importlib.resources import files

from engine.rules import Guide

GUIDE = Guide("erp", "Orders Not Syncing with ERP", "the ERP's vendor", generic=True)

CATALOGUE = tuple(files(__package__).joinpath("catalogue.txt").read_text(encoding="utf-8").split())
"""Ids of all items of the guide, in its order."""
