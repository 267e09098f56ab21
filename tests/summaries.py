"""What a command says on stderr without its last line, which counts the editions."""

import re

SUMMARY = re.compile(r"^\d+ editions?: .*\n\Z", re.MULTILINE)


def unsummed(stderr: str) -> str:
    """What was found, without the summary, which must be there."""
    found, count = SUMMARY.subn("", stderr)
    assert count == 1, stderr
    return found
