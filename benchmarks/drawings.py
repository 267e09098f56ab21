"""A build, and the charts that it drew instead of taking those that were kept.

python drawings.py WORDS…, the words of an asof build with --json, which then runs in this process.
Its answer is printed with the names of the charts under `drawn`.
"""

from __future__ import annotations

import json
import sys
from contextlib import redirect_stdout
from io import StringIO
from typing import Any
from unittest.mock import patch

from asof import charts
from asof.cli import main as asof


def main() -> None:
    """Run the command and tell what was drawn."""
    drawn: list[str] = []
    draw = charts.drawn

    def noted(source: Any, *given: Any) -> Any:
        drawn.append(source.name)
        return draw(source, *given)

    with patch.object(charts, "drawn", noted), redirect_stdout(StringIO()) as said:
        asof(sys.argv[1:], standalone_mode=False)
    print(json.dumps(json.loads(said.getvalue()) | {"drawn": drawn}))


if __name__ == "__main__":
    main()
