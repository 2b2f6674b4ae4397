"""Frozen, slotted records that cost little to define: a dataclass whose methods are shared instead of generated.

A program of some three hundred frozen dataclasses spends a third of a second of every start in generating their methods
(a millisecond each, `docs/decisions.md`). These share one constructor, one comparison and one representation, and are
dataclasses in every other way: `fields`, `replace`, `is_dataclass` and `match` know them, and so do type checkers.
"""

from __future__ import annotations

from dataclasses import MISSING, FrozenInstanceError, dataclass, field, fields
from typing import Any, NoReturn, TypeVar, dataclass_transform

C = TypeVar("C")

_set = object.__setattr__


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(kind: type[C]) -> type[C]:
    """Make a frozen, slotted record of a class with annotated fields."""
    return _record(kind, kw_only=False)


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(field,))
def node(kind: type[C]) -> type[C]:
    """Make a record whose fields are given by name only, so that those of its base may have defaults."""
    return _record(kind, kw_only=True)


def _record(kind: type[C], *, kw_only: bool) -> type[C]:
    made: Any = dataclass(init=False, repr=False, eq=False, slots=True, kw_only=kw_only)(kind)
    known = fields(made)
    made._record_names = tuple(each.name for each in known)  # noqa: SLF001 - of the record's own class
    made._record_slots = {each.name: getattr(made, each.name).__set__ for each in known}  # noqa: SLF001
    made._record_optional = {each.name: each for each in known if each.default is not MISSING or each.default_factory is not MISSING}  # noqa: SLF001
    made._record_compared = tuple(each.name for each in known if each.compare)  # noqa: SLF001
    made._record_shown = tuple(each.name for each in known if each.repr)  # noqa: SLF001
    for name, method in _METHODS.items():
        setattr(made, name, method)
    return made  # type: ignore[no-any-return]


def _init(self: Any, *args: object, **given: object) -> None:  # noqa: ANN401 - any record
    names, slots, optional = self._record_names, self._record_slots, self._record_optional
    assert len(args) <= len(names), f"{type(self).__name__} has {len(names)} fields, not {len(args)}"
    for name, value in zip(names, args, strict=False):
        slots[name](self, value)
    for name in names[len(args) :]:
        if name in given:
            slots[name](self, given.pop(name))
        else:
            assert name in optional, f"{type(self).__name__} needs {name}"
            known = optional[name]
            slots[name](self, known.default if known.default is not MISSING else known.default_factory())
    assert not given, f"{type(self).__name__} has no {', '.join(given)}, or has it twice"


def _eq(self: Any, other: Any) -> Any:  # noqa: ANN401
    if type(self) is not type(other):
        return NotImplemented
    return all(getattr(self, name) == getattr(other, name) for name in self._record_compared)


def _hash(self: Any) -> int:  # noqa: ANN401
    return hash((type(self), *(getattr(self, name) for name in self._record_compared)))


def _repr(self: Any) -> str:  # noqa: ANN401
    return f"{type(self).__name__}({', '.join(f'{name}={getattr(self, name)!r}' for name in self._record_shown)})"


def _frozen(self: object, name: str, _value: object = None) -> NoReturn:
    raise FrozenInstanceError(type(self).__name__, name)


def _getstate(self: Any) -> tuple[object, ...]:  # noqa: ANN401
    return tuple(getattr(self, name) for name in self._record_names)


def _setstate(self: Any, state: tuple[object, ...]) -> None:  # noqa: ANN401
    for name, value in zip(self._record_names, state, strict=True):
        _set(self, name, value)


_METHODS = {
    "__init__": _init,
    "__eq__": _eq,
    "__hash__": _hash,
    "__repr__": _repr,
    "__setattr__": _frozen,
    "__delattr__": _frozen,
    "__getstate__": _getstate,
    "__setstate__": _setstate,
}
