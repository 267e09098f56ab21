"""The register of issued editions: data/issued/, to which records are added and never changed."""

from asof.register.code import CodeError, code_of, content_of, read_code
from asof.register.records import Issued, Register, Withdrawal, add, read, withdraw

__all__ = [
    "CodeError",
    "Issued",
    "Register",
    "Withdrawal",
    "add",
    "code_of",
    "content_of",
    "read",
    "read_code",
    "withdraw",
]
