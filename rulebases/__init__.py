"""Rulebases: one package for each guide. They are found by entry point, not imported from here."""
