"""What is made of finished PDFs: sheets to print and fold, marks on pages, binders of several."""

from asof.impose.binding import Binding, Leaf, bound, claims_all
from asof.impose.library import require_library
from asof.impose.marks import Mark, marked
from asof.impose.print_form import one_print_file, picked

__all__ = [
    "Binding",
    "Leaf",
    "Mark",
    "bound",
    "claims_all",
    "marked",
    "one_print_file",
    "picked",
    "require_library",
]
