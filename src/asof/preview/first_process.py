"""The process that all others of a preview are forked from."""

from __future__ import annotations

import socket
import sys

from asof.batch.apart import leave_signals
from asof.preview.fork_server import serve
from asof.preview.questions import first_answer
from asof.scratch import scratch_folder


def run_first_process() -> None:
    """Answer at a socket that the process was given, whose number is its only argument."""
    leave_signals()
    scratch_folder()
    with socket.socket(fileno=int(sys.argv[1])) as control:
        serve(control, first_answer)


if __name__ == "__main__":
    run_first_process()
