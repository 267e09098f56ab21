"""The register of issued editions: data/issued/, to which records are added and never changed."""

from asof.register.code import CodeError, code_of, coded_content, read_code
from asof.register.records import (
    Issued,
    Register,
    Withdrawal,
    add_record,
    mark_withdrawn,
    read_register,
)

__all__ = [
    "CodeError",
    "Issued",
    "Register",
    "Withdrawal",
    "add_record",
    "code_of",
    "coded_content",
    "mark_withdrawn",
    "read_code",
    "read_register",
]
