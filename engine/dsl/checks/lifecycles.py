"""Lifecycles: every state can be reached and left, every move has its fields, amounts go where they can, no two moves compete."""

from __future__ import annotations

from collections.abc import Iterable

from engine.dsl import syntax
from engine.dsl.checks.conditions import apart
from engine.dsl.checks.cycles import Cycle, Step
from engine.dsl.checks.scene import LIST, CaseKind, Scene
from engine.dsl.checks.types import lacks, type_of
from engine.dsl.lifecycles import PAYING
from engine.dsl.syntax import Name, Node
from engine.problems import Label, Problems, Span


def lifecycles(scene: Scene, problems: Problems) -> None:
    """Report lifecycles that cannot be walked through and moves that cannot be made."""
    _kinds(scene, problems)
    _gated(scene, problems)
    for cycle in scene.cycles.values():
        _states(scene, cycle, problems)
        _deciding(scene, cycle, problems)
        _competing(scene, cycle, problems)
        for node in cycle.stray:
            problems.error("CH0710", node.span, name=cycle.name.name)
        for kind in scene.followers.get(cycle.id, ()):
            _fields(scene, cycle, kind, problems)


def _kinds(scene: Scene, problems: Problems) -> None:
    """Report kinds of case without a lifecycle; those that follow them have none for the same reason."""
    for kind in scene.kinds.values():
        cut = not kind.above and scene.find(kind.line.follows, "process") is not None  # a chain too long, or one that comes round
        told = cut or any(not scene.kinds[above].abstract for above in kind.above)
        if scene.cycle(kind) is None and not kind.abstract and not told and kind.whole and scene.sure(kind.id, *kind.above):
            problems.error("CH0704", kind.line.name.span, name=kind.line.name.name)


def _gated(scene: Scene, problems: Problems) -> None:
    """Report moves that are spoken of and are none of the lifecycle."""
    for _, clause in scene.clauses:
        says = clause.says
        for kind in scene.subjects(clause):
            if isinstance(says, syntax.MustPass) and says.before:
                _has_move(scene, kind, says.before, problems)
            elif isinstance(says, syntax.PaidOpens):
                cycle = scene.cycle(kind)
                if cycle and cycle.moves.isdisjoint(PAYING) and scene.sure(cycle.id):
                    problems.error("CH0709", says.span, variant="pay", kind=kind.line.name.name)


def _has_move(scene: Scene, kind: CaseKind, name: Name, problems: Problems) -> None:
    cycle, move = scene.cycle(kind), scene.find(name, "move")
    if cycle and move and move.id not in cycle.moves and scene.sure(cycle.id, kind.id):
        moves = LIST.join(scene.say("move", id) for id in dict.fromkeys(step.id for step in cycle.steps if step.id))
        problems.error("CH0709", name.span, Label(cycle.name.span, "lifecycle"), kind=kind.line.name.name, known=moves)


# ---- states ------------------------------------------------------------------------------------------------------


def _states(scene: Scene, cycle: Cycle, problems: Problems) -> None:
    if not cycle.own or not _own_states(scene, cycle, problems) or not cycle.states or not scene.sure(cycle.id, *cycle.states):
        return
    ways = _ways(scene, cycle)
    first = next(iter(cycle.states))
    reached, todo = {first}, [first]
    while todo:
        for target in ways.get(todo.pop(), ()):
            if target not in reached:
                reached.add(target)
                todo.append(target)
    withdrawn = {"withdrawn", "void"} if cycle.withdrawable else {"void"}  # what opened a case may turn out not to be so
    for id, name in cycle.states.items():
        if id not in reached | withdrawn:
            problems.error("CH0701", name.span, name=name.name, first=scene.say("state", first))
        elif id not in cycle.final and not ways.get(id) and id in reached:
            problems.error("CH0702", name.span, name=name.name)


def _ways(scene: Scene, cycle: Cycle) -> dict[str, list[str]]:
    ways: dict[str, list[str]] = {}
    for step in cycle.steps:
        for source in step.sources:
            ways.setdefault(source, []).extend([step.target] if step.target else [])
    for state in cycle.decides:
        ways.setdefault(state, []).extend(target for target in cycle.outcomes(state, scene.symbols).values() if target)
    return ways


def _own_states(scene: Scene, cycle: Cycle, problems: Problems) -> bool:
    """Every state that a move or a decision names is one of the lifecycle's own."""
    sound = True
    for name in _named_states(cycle):
        found = scene.find(name, "state")
        if found and found.id not in cycle.states and scene.sure(cycle.id, found.id):
            known = LIST.join(scene.say("state", id) for id in cycle.states)
            problems.error("CH0711", name.span, Label(cycle.name.span, "lifecycle"), name=name.text, known=known)
            sound = False
    return sound


def _named_states(cycle: Cycle) -> Iterable[Name]:
    for step in cycle.steps:
        yield from (party.noun for party in step.node.sources.parties if party.noun)
        yield step.node.target
    for decides in cycle.decides.values():
        yield decides.state
        yield from (outcome.target for outcome in decides.outcomes)


def _deciding(scene: Scene, cycle: Cycle, problems: Problems) -> None:
    """Report deciding states that do not say where a yes or a no leads."""
    for state, decides in cycle.decides.items():
        missing = [word for word in ("granted", "refused") if word not in cycle.outcomes(state, scene.symbols)]
        if missing:
            problems.error("CH0708", decides.state.span, outcome=missing[0], name=decides.state.text)


# ---- moves -------------------------------------------------------------------------------------------------------


def _competing(scene: Scene, cycle: Cycle, problems: Problems) -> None:
    """From one state a move of one name leads to one place, unless conditions part them."""
    seen: dict[tuple[str, str], Step] = {}
    for step in cycle.steps:
        for source in step.sources:
            if step.id is None:
                continue
            before = seen.setdefault((step.id, source), step)
            if before is not step and not _parted(before, step):
                problems.error("CH0703", step.span, Label(before.span, "first"), state=scene.say("state", source))


def _parted(one: Step, other: Step) -> bool:
    """Whether two moves have conditions of which only one can hold."""
    first, second = (step.node.when if isinstance(step.node, syntax.MoveClause) else None for step in (one, other))
    return apart(first, second)


def _fields(scene: Scene, cycle: Cycle, kind: CaseKind, problems: Problems) -> None:
    for step in cycle.steps:
        for name in step.node.carrying if isinstance(step.node, syntax.MoveClause) else ():
            found = scene.find(name, "field")
            if found and found.id not in kind.fields:
                lacks(scene, kind, name, problems)
        if isinstance(step.node, syntax.TimedMove) and step.node.wait:
            _takes(scene, kind, step.node.wait, ("duration",), problems)
        for effect in step.effects:
            _effect(scene, kind, effect, problems)


def _effect(scene: Scene, kind: CaseKind, effect: Node, problems: Problems) -> None:
    match effect:
        case syntax.Posts():
            _takes(scene, kind, effect.field, ("money",), problems)
            if effect.debit is None or effect.credit is None:
                _own_fund(scene, kind, effect, problems)
        case syntax.GivesOffice() | syntax.EndsOffice():
            _takes(scene, kind, effect.field, ("person",), problems)
            if not scene.find(effect.role, "role"):
                _takes(scene, kind, effect.role, ("office",), problems)
        case syntax.Admits():
            _takes(scene, kind, effect.field, ("person", "text"), problems)
        case syntax.Dismisses() | syntax.Suspends() | syntax.Resumes():
            _takes(scene, kind, effect.field, ("person",), problems)
        case syntax.MovesMember():
            _takes(scene, kind, effect.field, ("person",), problems)
            _takes(scene, kind, effect.into, ("unit", "category"), problems)
        case syntax.SetsField():
            _set(scene, kind, effect, problems)


def _takes(scene: Scene, kind: CaseKind, name: Name, wanted: tuple[str, ...], problems: Problems) -> None:
    found = scene.find(name, "field")
    if found is None:
        return
    clause = kind.fields.get(found.id)
    if clause is None:
        lacks(scene, kind, name, problems)
    elif type_of(clause) not in wanted:
        label = Label(clause.name.span, "is", {"type": type_of(clause)})
        problems.error("CH0706", name.span, label, name=name.text, kind=kind.line.name.name, left=type_of(clause), right=wanted[0])


def _set(scene: Scene, kind: CaseKind, effect: syntax.SetsField, problems: Problems) -> None:
    found = scene.find(effect.field, "field")
    if found and found.id not in kind.fields:
        lacks(scene, kind, effect.field, problems)
    elif found and isinstance(effect.value, syntax.Val):
        wanted = {"MONEY": ("money",), "NUMBER": ("number",), "DURATION": ("duration",), "DATE": ("date", "time")}.get(effect.value.kind)
        if wanted:
            _takes(scene, kind, effect.field, wanted, problems)


def _own_fund(scene: Scene, kind: CaseKind, effect: Node, problems: Problems) -> None:
    """Where a case posts from `its fund`, there must be one fund, or a field that says which."""
    funds = scene.index.all(syntax.FundLine)
    if scene.is_module or len(funds) == 1 or any(type_of(clause) == "fund" for clause in kind.fields.values()):
        return
    if not all(scene.sure(each.id) for each in scene.symbols.of("fund")) or (scene.files[0].broken and not funds):
        return
    label = Label(funds[0][1].name.span, "declared", {"kind": "fund"}) if funds else None
    where = kind.line.name.span
    if kind.sentence.library:
        where = funds[1][1].name.span if label else _use_of(scene, kind) or effect.span
    problems.error("CH0707", where, *([label] if label else []), variant="several" if funds else "none", kind=kind.line.name.name)


def _use_of(scene: Scene, kind: CaseKind) -> Span | None:
    """Return where the charter uses the module of a kind of case."""
    names = (name for each in scene.own if isinstance(each.node, syntax.Use) for name in each.node.modules)
    used = ((name, scene.find(name, "module")) for name in names)
    return next((name.span for name, module in used if module and module.span.file == kind.line.name.span.file), None)
