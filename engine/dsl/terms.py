"""Parties, conditions and values of the syntax as those of the compiled charter. Names have been checked before."""

from __future__ import annotations

from fractions import Fraction

from engine import charter as model
from engine.charter import Party, PartyKind, Take
from engine.dsl import syntax
from engine.dsl.names import PEOPLE, Symbols
from engine.dsl.syntax import Name, Node, Quote, Val, Who, Word
from engine.records import types_of
from engine.values import Op, Text, Value

_KINDS = {
    "role": PartyKind.ROLE,
    "group": PartyKind.GROUP,
    "committee": PartyKind.COMMITTEE,
    "body": PartyKind.BODY,
    "unit": PartyKind.UNIT,
    "row": PartyKind.UNIT,
    "category": PartyKind.CATEGORY,
    "field": PartyKind.FIELD,
}
_TAKES = {"any": Take.ANY, "all": Take.ALL, "every": Take.ALL}


class Terms:
    """Turns terms of the syntax into terms of the model."""

    def __init__(self, symbols: Symbols) -> None:
        self.symbols = symbols

    # -- who --

    def parties(self, who: Who) -> tuple[Party, ...]:
        """Return the parties of a list."""
        return tuple(self.party(party) for party in who.parties)

    def party(self, party: syntax.Party) -> Party:
        """Return one party; a share of people is said by `slots` only, since nothing executes it yet."""
        take, count = self._take(party)
        if party.relation:
            return self._related(party, party.relation.word, take, count)
        assert party.noun is not None
        found = self.symbols.find(party.noun.text, PEOPLE)
        if found is None:  # reported by the checks of types
            return Party(PartyKind.ROLE, party.noun.text.lower(), take, count)
        return Party(_KINDS[found.kind], found.id, take, count)

    def _related(self, party: syntax.Party, word: str, take: Take, count: int | None) -> Party:
        if word == "members":
            if party.of and party.of.noun:
                return Party(PartyKind.UNIT, self.symbols.id(party.of.noun, "row", "unit", "body", "committee", "group"), take, count)
            return Party(PartyKind.CATEGORY, "member", take, count)
        if word == "outside":
            return Party(PartyKind.OUTSIDE, "outside", take, count)
        return Party(PartyKind.RELATION, {"keeper": "fund keeper"}.get(word, word), take, count)

    def _take(self, party: syntax.Party) -> tuple[Take, int | None]:
        if party.count is not None and isinstance(party.count.value, int):
            return Take.COUNT, party.count.value
        if party.quantifier:
            return _TAKES[party.quantifier.word], None
        return Take.HOLDER, None

    def texts(self, name: syntax.Declared, kind: str) -> Text:
        """Return a declared thing's name in both tongues."""
        found = self.symbols.find(name.name, (kind,))
        assert found is not None
        return found.name

    # -- conditions --

    def condition(self, node: Node) -> model.Condition:
        """Return a condition."""
        match node:
            case syntax.All():
                return model.And(tuple(map(self.condition, node.conditions)))
            case syntax.AnyOf():
                return model.Or(tuple(map(self.condition, node.conditions)))
            case syntax.Negation():
                return model.Not(self.condition(node.condition))
        assert isinstance(node, syntax.Comparison)
        return self._comparison(node)

    def _comparison(self, node: syntax.Comparison) -> model.Condition:
        op = {"is": Op.EQUAL, "is not": Op.NOT_EQUAL}.get(node.op) or Op(node.op)
        if op in (Op.EQUAL, Op.NOT_EQUAL) and isinstance(node.right, syntax.FieldOf):
            judged = self.symbols.find(node.right.field.text, ("judgement",))
            if judged:
                said: model.Condition = model.Judged(judged.id)
                return model.Not(said) if op is Op.NOT_EQUAL else said
        return model.Compare(self.operand(node.left), op, self.operand(node.right))

    def operand(self, node: Node) -> model.Operand:
        """Return what may be compared."""
        match node:
            case Val():
                return model.Constant(self.value(node))
            case syntax.BalanceOf() if node.own_budget:
                return model.BudgetLeft()
            case syntax.BalanceOf():
                return model.Balance(self.symbols.id(node.fund, "fund") if node.fund else None)
            case syntax.PartOf():
                whole = self.operand(node.whole)
                assert not isinstance(whole, model.Constant | model.ShareOf)
                assert isinstance(node.share.value, Fraction)
                return model.ShareOf(node.share.value, whole)
            case syntax.FieldOf():
                return self.named(node.field)
            case Name():
                return self.named(node)
        raise AssertionError(node)

    def named(self, name: Name) -> model.Operand:
        """Return the field or parameter of a name."""
        found = self.symbols.find(name.text, ("field", "parameter"))
        if found and found.kind == "parameter":
            return model.ParameterValue(found.id)
        return model.FieldValue(found.id if found else name.text.lower())

    def value(self, node: Node | None) -> Value:
        """Return a value: of a number, a text, yes or no, a moment as local text, a name as text."""
        match node:
            case Val():
                return node.value  # type: ignore[return-value]
            case Quote():
                return node.text
            case Word():
                return node.word == "yes"
            case syntax.Moment():
                return moment(node)
            case Name():
                return node.text
        raise AssertionError(node)

    # -- what is not executed yet --

    def slots(self, node: Node) -> tuple[tuple[str, object], ...]:
        """Return what a node says as plain data, ids for names: the same in both tongues."""
        return tuple((name, self._plain(getattr(node, name))) for name in types_of(type(node)) if name not in ("span", "assumed"))

    def _plain(self, item: object) -> object:
        match item:
            case Who():
                return tuple(self._plain(party) for party in item.parties)
            case syntax.Party() if item.noun and not self.symbols.find(item.noun.text, PEOPLE):
                found = self.symbols.find(item.noun.text, ("process", "fund", "judgement"))
                return found.id if found else item.noun.text
            case syntax.Party() if item.count and not isinstance(item.count.value, int):
                return (item.count.value, self.party(item))
            case syntax.Party():
                return self.party(item)
            case Val():
                return item.value
            case Word():
                return item.word
            case Quote():
                return bilingual(item)
            case syntax.Declared():
                declared = self.symbols.find(item.name, self.symbols.kinds())
                return declared.id if declared else item.name
            case Name():
                found = next((s for s in (self.symbols.find(item.text, self.symbols.kinds()),) if s), None)
                return found.id if found else item.text
            case Node():
                return (type(item).__name__, self.slots(item))
            case tuple():
                return tuple(map(self._plain, item))
        return item


def bilingual(quote: Quote) -> Text:
    """Return a quoted text in both tongues: the one with Chinese in it is the Chinese one."""
    first, second = quote.text, quote.other or ""
    return Text(second, first) if any("\u4e00" <= character <= "\u9fff" for character in first) else Text(first, second)


def moment(node: syntax.Moment) -> str:
    """Write a moment as local ISO text; a day alone is its midnight."""
    clock = f"{node.time.value:%H:%M}" if node.time else "00:00"
    return f"{node.day.value}T{clock}"
