"""The guide itself: eFulfillment Service's sync troubleshooting guide, and the items it consists of."""

from __future__ import annotations

from importlib.resources import files

from engine.rules import Guide

GUIDE = Guide("efs", "Sync Fix Guide", "eFulfillment Service", hubs=("IS2", "FCP"))

CATALOGUE = tuple(files(__package__).joinpath("catalogue.txt").read_text(encoding="utf-8").split())
"""Ids of all items of the guide, in its order."""
