"""Run the commands that the README shows and write what they print below them.

``python docs/readme.py`` writes it; ``python docs/readme.py --check`` writes nothing and exits with 1 if it differs.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
_SHOWN = re.compile(r"^```console\n\$ syncdx (?P<command>[^\n]*)\n.*?^```$", re.MULTILINE | re.DOTALL)


def fresh(text: str) -> str:
    """Return a page with the output of each command that it shows."""
    return _SHOWN.sub(lambda block: f"```console\n$ syncdx {block['command']}\n{_output(block['command'])}```", text)


def _output(command: str) -> str:
    arguments = [sys.executable, "-m", "engine.cli", *command.split()]
    return subprocess.run(arguments, cwd=ROOT, capture_output=True, check=True, encoding="utf-8").stdout


def main(arguments: list[str]) -> int:
    """Write or check the README; return the exit code."""
    text = README.read_text(encoding="utf-8")
    if fresh(text) == text:
        return 0
    if "--check" in arguments:
        print("README.md is out of date; run python docs/readme.py")
        return 1
    README.write_text(fresh(text), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
