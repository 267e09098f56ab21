"""What was made before, kept in the user's own folder: one store, one format, computed keys.

Nothing kept can run code, and nothing kept is looked up but by the digests of what it was made
from: at worst a store costs time.
"""

from asof.cache.encoding import decode, encode
from asof.cache.folder import open_store, usual_folder
from asof.cache.keys import key_of
from asof.cache.program import page_digest, program_digest
from asof.cache.store import NOTHING_KEPT, Store

__all__ = [
    "NOTHING_KEPT",
    "Store",
    "decode",
    "encode",
    "key_of",
    "open_store",
    "page_digest",
    "program_digest",
    "usual_folder",
]
