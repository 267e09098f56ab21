"""Runs a program and writes down what became of it: measure.py REPORT SECONDS PROGRAM WORDS…

It stands between the tests and the program, since a process is counted to have held what the one
held that started it: this one holds nearly nothing.
"""

import json
import os
import resource
import signal
import subprocess
import sys
from pathlib import Path

report, seconds, *words = sys.argv[1:]
program = subprocess.Popen(words, stdin=subprocess.DEVNULL, start_new_session=True)
try:
    status = program.wait(float(seconds))
except subprocess.TimeoutExpired:
    os.killpg(program.pid, signal.SIGKILL)
    status = program.wait()
used = resource.getrusage(resource.RUSAGE_CHILDREN)
took = {
    "status": status,
    "seconds": used.ru_utime + used.ru_stime,
    "memory": used.ru_maxrss * (1 if sys.platform == "darwin" else 1024),
}
Path(report).write_text(json.dumps(took), encoding="ascii")
