"""``python -m engine.cli`` is ``syncdx``."""

from engine.cli import main

if __name__ == "__main__":
    main()
