"""The page that answers a typed or scanned code in the browser, without a server, also offline."""

from asof.publish.verdicts.producing import verdict_files

__all__ = ["verdict_files"]
