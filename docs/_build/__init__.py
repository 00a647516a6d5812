"""What `docs/build.py` writes pages with."""
