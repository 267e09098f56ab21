"""`python -m asof.cli`."""

from asof.cli import main

main()
