"""The version of asof, and of what it is made of here. The only door to packaging."""

from __future__ import annotations


def version() -> str:
    """That of this program."""
    from importlib.metadata import version as installed  # a tenth of what a plan loads

    return installed("asof")


def in_range(asked: str) -> bool:
    """Whether this program is in a range such as >=0.1,<1; raises ValueError where it is none."""
    from packaging.specifiers import SpecifierSet

    return version() in SpecifierSet(asked)


def pins() -> tuple[str, ...]:
    """This program and all that it prints with, each at the version that is installed here.

    Of what it can do without, what is installed counts.
    """
    from importlib.metadata import metadata, requires

    from packaging.requirements import Requirement
    from packaging.utils import canonicalize_name

    found = {"asof": version()}
    ahead = [("asof", extra) for extra in ("", *metadata("asof").get_all("Provides-Extra", ()))]
    for name, extra in ahead:
        for wanted in map(Requirement, requires(name) or ()):
            asked = wanted.marker is None or wanted.marker.evaluate({"extra": extra})
            part = canonicalize_name(wanted.name)
            if asked and part not in found and (here := _found(part)):
                found[part] = here
                ahead += [(part, extra) for extra in ("", *wanted.extras)]
    return tuple(f"{name}=={found[name]}" for name in sorted(found))


def _found(name: str) -> str | None:
    """The version of a library that may not be installed."""
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as installed

    try:
        return installed(name)
    except PackageNotFoundError:
        return None
