"""The adapter to WeasyPrint: the only files that import it."""

from asof.engine.adapter import AttachedFile, lay, write
from asof.engine.chart_room import lower_charts
from asof.engine.laid_page import LaidDocument, rows
from asof.engine.loading import try_out
from asof.engine.log import counted_pages
from asof.engine.tag_tree import Tree

__all__ = [
    "AttachedFile",
    "LaidDocument",
    "Tree",
    "counted_pages",
    "lay",
    "lower_charts",
    "rows",
    "try_out",
    "write",
]
