"""Frozen, slotted records that cost little to define: a dataclass whose methods are shared instead of generated.

A program of some three hundred frozen dataclasses spends a third of a second of every start in generating their methods
(a millisecond each, `docs/decisions.md`). These share one constructor, one comparison and one representation, and are
dataclasses in every other way: `fields`, `replace`, `is_dataclass` and `match` know them, and so do type checkers.
"""

from __future__ import annotations

from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from typing import Any, NoReturn, TypeVar, dataclass_transform

C = TypeVar("C")

_set = object.__setattr__


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(kind: type[C]) -> type[C]:
    """Make a frozen, slotted record of a class with annotated fields."""
    return _record(kind, kw_only=False)  # type: ignore[no-any-return]


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(field,))
def node(kind: type[C]) -> type[C]:
    """Make a record whose fields are given by name only, so that those of its base may have defaults."""
    return _record(kind, kw_only=True)  # type: ignore[no-any-return]


def is_kind(kind: type) -> bool:
    """Whether a class is a kind of record, or a dataclass."""
    return hasattr(kind, "_record_types") or hasattr(kind, "__dataclass_fields__")


def types_of(kind: type) -> dict[str, str]:
    """Return the fields of a kind of record, or of a dataclass, in their order, each with its annotation."""
    known: dict[str, str] | None = getattr(kind, "_record_types", None)
    return known if known is not None else {each.name: str(each.type) for each in fields(kind)}


class _Fields:
    """The fields of a record as `dataclasses` knows them, made when somebody first asks: of most records nobody does."""

    def __get__(self, _record: object, kind: Any) -> dict[str, Field[Any]]:  # noqa: ANN401 - any kind of record
        known = {"__annotations__": kind._record_types, **kind._record_specified}  # noqa: SLF001 - of the record's own class
        made = dataclass(init=False, repr=False, eq=False)(type(kind.__name__, (), known)).__dataclass_fields__  # type: ignore[attr-defined]
        kind.__dataclass_fields__ = made
        return made  # type: ignore[no-any-return]


def _record(kind: Any, *, kw_only: bool) -> Any:  # noqa: ANN401 - any class
    own: dict[str, str] = kind.__annotations__
    body = {name: value for name, value in vars(kind).items() if name not in own and name not in ("__dict__", "__weakref__")}
    types = {name: type for base in reversed(kind.__bases__) for name, type in getattr(base, "_record_types", {}).items()} | own
    specified = {name: value for base in reversed(kind.__bases__) for name, value in getattr(base, "_record_specified", {}).items()}
    specified |= {name: value for name, value in vars(kind).items() if name in own}
    special = {name: value for name, value in specified.items() if isinstance(value, Field)}
    names = tuple(types)
    made = type(kind)(
        kind.__name__,
        kind.__bases__,
        {
            "__match_args__": () if kw_only else names,
            **body,
            **_METHODS,
            "__slots__": tuple(own),
            "__qualname__": kind.__qualname__,
            "__dataclass_fields__": _Fields(),
            "_record_types": types,
            "_record_names": names,
            "_record_specified": specified,
            "_record_defaults": {name: value for name, value in specified.items() if name not in special},
            "_record_special": special,
            "_record_compared": tuple([name for name in names if name not in special or special[name].compare]),
            "_record_shown": tuple([name for name in names if name not in special or special[name].repr]),
        },
    )
    made._record_slots = {name: getattr(made, name).__set__ for name in names}  # noqa: SLF001 - of the record's own class
    return made


def _init(self: Any, *args: object, **given: object) -> None:  # noqa: ANN401 - any record
    names, slots = self._record_names, self._record_slots
    if args:
        for put, value in zip(slots.values(), args, strict=False):
            put(self, value)
    for name, value in given.items():
        assert name in slots, f"{type(self).__name__} has no {name}"
        slots[name](self, value)
    assert not args or given.keys().isdisjoint(names[: len(args)]), f"{type(self).__name__} has a field twice"
    if len(args) + len(given) != len(names):
        assert len(args) <= len(names), f"{type(self).__name__} has {len(names)} fields, not {len(args)}"
        for name in names[len(args) :]:
            if name not in given:
                slots[name](self, _default(self, name))


def _default(self: Any, name: str) -> object:  # noqa: ANN401
    if name in self._record_defaults:
        return self._record_defaults[name]
    known = self._record_special.get(name)
    assert known is not None, f"{type(self).__name__} needs {name}"
    return known.default if known.default_factory is MISSING else known.default_factory()


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
