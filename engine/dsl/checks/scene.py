"""What the checks look at: a charter's sentences by what they speak of, with its kinds of case, lifecycles and numbers of people."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from engine.dsl import syntax
from engine.dsl.articles import Settlement
from engine.dsl.checks.cycles import Cycle, cycles
from engine.dsl.gather import Sentence, cite
from engine.dsl.index import Index
from engine.dsl.names import Kind, Symbol, Symbols
from engine.dsl.syntax import Name, Party
from engine.problems import Problems, Span
from engine.records import record
from engine.values import Cite, Lang
from engine.written import article_text

MAX_DEPTH = 40  # how far kinds may follow one another, and groups hold groups
BOTH = "\x1e"  # parts the English and the Chinese wording of one argument of a message
LIST = "\x1f"  # parts the items of a list in an argument


@record
class CaseKind:
    """A kind of case with the fields of all that it follows; `cycle` is the lifecycle that it is said to have."""

    id: str
    line: syntax.ProcessLine
    sentence: Sentence
    above: tuple[str, ...]  # the kinds it follows, nearest first
    cycle: str
    fields: Mapping[str, syntax.FieldClause]
    whole: bool  # whether what it follows is known
    abstract: bool  # but a model for others; what it lacks, they may have


def article_in_both(at: Cite | None, symbols: Symbols) -> str:
    """Write an article for the arguments of a message, in both tongues; nothing where a sentence stands in none."""
    if at is None:
        return ""
    part = next((each.name for each in symbols.of("part") if each.id == at.part), None)
    en, zh = (part.en or part.zh, part.zh or part.en) if part else (at.part, at.part)
    return f"{en or 'article'} {at.number}".strip() + f"{BOTH}{zh}{article_text(at.number, 'zh', labelled=not zh)}"


class Scene:
    """A charter as the checks see it. Nothing in it changes."""

    def __init__(
        self,
        index: Index,
        symbols: Symbols,
        holds: Mapping[tuple[str, str], Settlement],
        files: tuple[syntax.File, ...],
        below: frozenset[Cite],
        problems: Problems,
    ) -> None:
        self.index, self.symbols, self.holds, self.files = index, symbols, holds, files
        self.below = below  # the articles of the charter that is extended
        self.lang: Lang = "zh" if files[0].lang == "zh" else "en"
        self.is_module = any(isinstance(item, syntax.ModuleHead) for item in files[0].items)
        self.lacking = any(problem.code == "CH0204" for problem in problems)  # whether something that is used is not there
        self.doubtful = frozenset(_doubtful(files, symbols, problems))

    # -- names --

    def find(self, name: Name | None, *kinds: Kind) -> Symbol | None:
        """Return what a name stands for among some kinds."""
        return self.symbols.find(name.text, kinds) if name else None

    def say(self, kind: Kind, id: str) -> str:
        """Return a thing's name in the tongue of the charter."""
        found = self._by_id.get((kind, id))
        return found.name.say(self.lang) if found else id

    def declared(self, kind: Kind, id: str) -> Span:
        """Return where a thing is declared."""
        return self._by_id[kind, id].span

    def article(self, at: Cite | None) -> str:
        """Write an article for the arguments of a message, in both tongues."""
        return article_in_both(at, self.symbols)

    def known(self, kind: Kind, id: str) -> bool:
        """Whether a thing of a kind is declared."""
        return (kind, id) in self._by_id

    def sure(self, *ids: str) -> bool:
        """Whether nothing about some things can be hidden in a sentence that makes no sense."""
        return self.doubtful.isdisjoint(ids)

    def hidden(self, name: Name | None) -> bool:
        """Whether a sentence that makes no sense declares a name."""
        texts = (text for file in self.files for each in file.broken for text in each.declares)
        return name is not None and any(text.lower() == name.text.lower() for text in texts)

    @cached_property
    def _by_id(self) -> dict[tuple[Kind, str], Symbol]:
        return {(symbol.kind, symbol.id): symbol for kind in self.symbols.kinds() for symbol in self.symbols.of(kind)}

    # -- sentences --

    @cached_property
    def own(self) -> tuple[Sentence, ...]:
        """The charter's own sentences, without those of the library."""
        return tuple(each for each in self.index.sentences if not each.library)

    @cached_property
    def clauses(self) -> tuple[tuple[Sentence, syntax.Clause], ...]:
        """All clauses, those under a condition or an `otherwise` too."""
        return tuple((each, clause) for each, whole in self.index.all(syntax.Clause) for clause in _clauses(whole))

    def cite(self, cited: syntax.Cited, each: Sentence) -> Cite:
        """Return the article of a citation."""
        return cite(cited, self.symbols, each.cite.part if each.cite else "")

    @cached_property
    def articles(self) -> Mapping[Cite, syntax.ArticleHead]:
        """All articles, by number."""
        return {each.cite: head for each, head in reversed(self.index.all(syntax.ArticleHead)) if each.cite}

    def article_at(self, span: Span) -> Cite | None:
        """Return the article in which a stretch of the charter stands."""
        starts, cites = self._starts.get(span.file, ([], []))
        at = bisect_right(starts, span.start)
        return cites[at - 1] if at else None

    @cached_property
    def _starts(self) -> Mapping[str, tuple[list[int], list[Cite | None]]]:
        """Where the sentences of each file begin, with their articles."""
        found: dict[str, list[tuple[int, Cite | None]]] = {}
        for each in self.index.sentences:
            found.setdefault(each.node.span.file, []).append((each.node.span.start, each.cite))
        ordered = {file: sorted(pairs, key=lambda pair: pair[0]) for file, pairs in found.items()}
        return {file: ([start for start, _ in pairs], [cite for _, cite in pairs]) for file, pairs in ordered.items()}

    @cached_property
    def used(self) -> frozenset[tuple[Kind, str]]:
        """Everything of which some sentence speaks."""
        texts = {name.text.lower() for _, name in self.index.within(Name)}
        return frozenset(key for key, symbol in self._by_id.items() if {symbol.name.en.lower(), symbol.name.zh.lower()} & texts - {""})

    # -- kinds of case --

    @cached_property
    def kinds(self) -> Mapping[str, CaseKind]:
        """All kinds of case; of a chain that is longer than allowed, or comes round, the far end is left out."""
        lines = {
            symbol.id: (each, line)
            for each, line in self.index.all(syntax.ProcessLine)
            if (symbol := self.symbols.find(line.name.name, ("process",)))
        }
        made: dict[str, CaseKind] = {}
        for id in lines:
            for each in reversed(self._chain(id, lines, made)):
                made[each] = self._kind(each, *lines[each], made)
        return made

    def _chain(self, id: str, lines: Mapping[str, tuple[Sentence, syntax.ProcessLine]], made: Mapping[str, CaseKind]) -> list[str]:
        """Return a kind and those that it follows, up to one that is made already."""
        chain: list[str] = []
        at: str | None = id
        while at is not None and at in lines and at not in made and at not in chain and len(chain) < MAX_DEPTH:
            chain.append(at)
            found = self.find(lines[at][1].follows, "process")
            at = found.id if found else None
        return chain

    def _kind(self, id: str, each: Sentence, line: syntax.ProcessLine, made: Mapping[str, CaseKind]) -> CaseKind:
        found = self.find(line.follows, "process", "lifecycle")
        above = made.get(found.id) if found and found.kind == "process" else None
        if above and len(above.above) >= MAX_DEPTH:
            above = None
        followed = found.id if found and found.kind == "lifecycle" else above.cycle if above else id
        cycle = id if id in self.cycles else followed
        clauses = [clause.says for _, clause in self.index.clauses("process", id)]
        own = {field.id: says for says in clauses if isinstance(says, syntax.FieldClause) and (field := self._field(says))}
        chain = (above.id, *above.above) if above else ()
        whole = line.follows is None or (found is not None and (above is None or above.whole))
        abstract = any(isinstance(says, syntax.Abstract) for says in clauses)
        return CaseKind(id, line, each, chain, cycle, {**(above.fields if above else {}), **own}, whole, abstract)

    @cached_property
    def followers(self) -> Mapping[str, list[CaseKind]]:
        """The kinds of case by the lifecycle that they have, without those that are but models for others."""
        found: dict[str, list[CaseKind]] = {}
        for kind in self.kinds.values():
            if not kind.abstract:
                found.setdefault(kind.cycle, []).append(kind)
        return found

    def _field(self, clause: syntax.FieldClause) -> Symbol | None:
        return self.symbols.find(clause.name.name, ("field",))

    def subjects(self, clause: syntax.Clause) -> list[CaseKind]:
        """Return the kinds of case that a clause speaks of."""
        found = (self.find(party.noun, "process") for party in (clause.subject.parties if clause.subject else ()))
        return [self.kinds[symbol.id] for symbol in found if symbol and symbol.id in self.kinds]

    @cached_property
    def cycles(self) -> Mapping[str, Cycle]:
        """All lifecycles."""
        return cycles(self.index.sentences, self.symbols)

    def cycle(self, kind: CaseKind) -> Cycle | None:
        """Return the lifecycle of a kind of case, if it is declared."""
        return self.cycles.get(kind.cycle)

    @cached_property
    def decides_own(self) -> bool:
        """Whether the charter lets anybody decide in his own case."""
        return any(isinstance(clause.says, syntax.OwnCase) for _, clause in self.clauses)

    @cached_property
    def judgements(self) -> Mapping[str, syntax.JudgementLine]:
        """All judgements."""
        lines = self.index.all(syntax.JudgementLine)
        return {s.id: line for _, line in lines if (s := self.symbols.find(line.name.name, ("judgement",)))}

    @cached_property
    def parameters(self) -> Mapping[str, syntax.ParameterLine]:
        """All parameters, each with its first value."""
        lines = reversed(self.index.all(syntax.ParameterLine))
        return {s.id: line for _, line in lines if (s := self.symbols.find(line.name.name, ("parameter",)))}

    # -- people --

    @cached_property
    def roles(self) -> Mapping[str, syntax.RoleLine]:
        """All offices."""
        return {s.id: line for _, line in self.index.all(syntax.RoleLine) if (s := self.symbols.find(line.name.name, ("role",)))}

    def members(self, kind: Kind, id: str) -> tuple[Party, ...] | None:
        """Return of whom a group, a committee or a body is made up; None where nothing is said."""
        if kind == "group":
            return self._groups[id].members.parties if id in self._groups else None
        held = self.holds.get(("members", id))
        return held.says.members.parties if held and isinstance(held.says, syntax.MembersClause) else None

    @cached_property
    def _groups(self) -> Mapping[str, syntax.GroupLine]:
        return {s.id: line for _, line in self.index.all(syntax.GroupLine) if (s := self.symbols.find(line.name.name, ("group",)))}

    @cached_property
    def _rows(self) -> Mapping[str, int]:
        return {s.id: len(line.rows) for _, line in self.index.all(syntax.UnitRows) if (s := self.symbols.find(line.name.name, ("row",)))}

    def offices(self, party: Party) -> list[str] | None:
        """Return the offices whose holders a party comes to, each once; None where others take part."""
        found = self.find(party.noun, "role", "group", "committee", "body")
        return self._offices(found, 0) if found and not party.relation else None

    def _offices(self, thing: Symbol, depth: int) -> list[str] | None:
        if thing.kind == "role":
            return [thing.id]
        key = (thing.kind, thing.id)
        if key not in self._known_offices and depth < MAX_DEPTH:
            self._known_offices[key] = None  # while it is looked for: what comes round to itself comes to nothing
            inner = [self._inner(party, depth) for party in self.members(thing.kind, thing.id) or ()]
            whole = bool(inner) and None not in inner
            self._known_offices[key] = list(dict.fromkeys(office for offices in inner for office in offices or ())) if whole else None
        return self._known_offices.get(key)

    def _inner(self, party: Party, depth: int) -> list[str] | None:
        found = self.find(party.noun, "role", "group", "committee", "body")
        return self._offices(found, depth + 1) if found and not party.relation else None

    @cached_property
    def _known_offices(self) -> dict[tuple[Kind, str], list[str] | None]:
        return {}

    def seats(self, role: str) -> int | None:
        """Return how many hold an office at most; None where that is not said."""
        line, held = self.roles.get(role), self.holds.get(("seats", role))
        if line is None or held is None or not isinstance(held.says, syntax.Val) or not isinstance(held.says.value, int):
            return None
        row = self.find(line.of, "row")
        if line.of and not self.find(line.of, "row", "unit", "body"):
            return None
        return held.says.value * (self._rows.get(row.id, 1) if row else 1)

    def size(self, parties: Iterable[Party]) -> int | None:
        """Return how many people some parties come to at most; None where that is not said."""
        total: int | None = None
        for party in parties:
            offices = self.offices(party)
            seats = [self.seats(role) for role in offices or ()]
            if not seats or None in seats:
                return None
            total = (total or 0) + sum(each or 0 for each in seats)
        return total

    def vacant(self, party: Party) -> bool:
        """Whether a party comes to offices only that nobody holds yet."""
        offices = self.offices(party)
        return bool(offices) and all(self.roles[each].dormant for each in offices or () if each in self.roles)


def _clauses(whole: syntax.Clause) -> Iterator[syntax.Clause]:
    yield whole
    if isinstance(whole.says, syntax.WhenClause):
        yield from _clauses(whole.says.clause)
    elif isinstance(whole.says, syntax.NormClause) and whole.says.otherwise:
        yield from _clauses(whole.says.otherwise)


MOST_UNREAD = 1 << 16  # characters of unread sentences that are searched for names
_IN_NAMES = ("CH0105", "CH0107", "CH0108", "CH0114")


def _doubtful(files: tuple[syntax.File, ...], symbols: Symbols, problems: Problems) -> Iterator[str]:
    """Yield the things of which a sentence speaks that makes no sense, or a misspelt name."""
    broken = [each for file in files for each in file.broken]
    nouns = [party.noun for each in broken if each.about for party in each.about.parties if party.noun]
    texts = [name.text for name in (*(name for each in broken for name in each.names), *nouns)]
    texts += [name for each in broken for name in each.declares]
    unread = "\n".join(each.text.lower() for each in broken if not each.names)[:MOST_UNREAD]
    texts += [text for text in symbols.texts() if text.lower() in unread] if unread else []
    texts += [problem.args["close"] for problem in problems if problem.code == "CH0201"]
    yield from _lifecycles(files, symbols)
    faulty = {(problem.span.file, problem.span.line): problem.span for problem in problems if problem.code in _IN_NAMES}
    for symbol in (symbol for kind in symbols.kinds() for symbol in symbols.of(kind)) if faulty else ():
        fault = faulty.get((symbol.span.file, symbol.span.line))
        if fault and symbol.span.start <= fault.start < symbol.span.end:
            yield symbol.id
    for text in texts:
        yield from (found.id for kind in symbols.kinds() if (found := symbols.find(text, (kind,))))


def _lifecycles(files: tuple[syntax.File, ...], symbols: Symbols) -> Iterator[str]:
    """Yield the lifecycles in whose block a sentence stands that makes no sense."""
    for file in files:
        if not file.broken:
            continue
        at: str | None = None
        broken = [each.span.start for each in file.broken]
        for item in file.items:
            before, broken = [each for each in broken if each < item.span.start], [each for each in broken if each >= item.span.start]
            if before and at:
                yield at
            if isinstance(item, syntax.LifecycleLine):
                found = symbols.find(item.name.name, ("lifecycle",))
                at = found.id if found else None
            elif not isinstance(item, syntax.LIFE):
                at = None
        if broken and at:
            yield at
