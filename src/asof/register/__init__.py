"""The register of issued editions: data/issued/, to which entries are added and never changed."""

from asof.register.code import CodeError, code_of, coded_content, read_code
from asof.register.entering import add_copies, add_records, mark_withdrawn
from asof.register.reading import read_register
from asof.register.records import HandOut, Issued, NumberedCopy, Register, Signer, Withdrawal

__all__ = [
    "CodeError",
    "HandOut",
    "Issued",
    "NumberedCopy",
    "Register",
    "Signer",
    "Withdrawal",
    "add_copies",
    "add_records",
    "code_of",
    "coded_content",
    "mark_withdrawn",
    "read_code",
    "read_register",
]
