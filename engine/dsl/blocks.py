"""The English layout: a sentence a line, and a block with a heading for what several sentences are about."""

from __future__ import annotations

from collections.abc import Iterator

from engine.dsl import syntax
from engine.dsl.layout import OPENING, Block, Draft, View, opened, shared_drafts, topic, within
from engine.dsl.lexicon import lexicon
from engine.dsl.spelling import Atom, Voice
from engine.dsl.syntax import Clause, Node


def english_drafts(view: View, voice: Voice) -> Iterator[Draft]:
    """Yield the ways to write what comes next, the best first."""
    node = view.nodes[0]
    if isinstance(node, Clause):
        yield from _clause(node, view, voice)
    elif isinstance(node, OPENING):
        yield from _declaration(node, view, voice)
    else:
        yield from shared_drafts(view, voice)
        yield Draft(1, tuple(voice.say(node)))


def _clause(clause: Clause, view: View, voice: Voice) -> Iterator[Draft]:
    about = topic(clause)
    if about is None:
        yield Draft(1, tuple(voice.say(clause.says)))
        return
    alone = _listed("alone", clause, voice)
    if view.block == Block("clauses", about) and not alone:
        yield Draft(1, tuple(within(clause, voice)), inside=True, leaves=view.block)
    sentence = Draft(1, tuple(voice.say(clause)))
    following = view.node(1)
    more = isinstance(following, Clause) and topic(following) == about and not _listed("alone", following, voice)
    several = more or view.unread_about == about
    headed = not alone and (several or _listed("headed", clause, voice))
    if clause.about is None and not headed:
        yield sentence
    head, first = voice.say(about), within(clause, voice)
    if several:
        yield Draft(1, opened(head, (), first, voice), leaves=Block("clauses", about))
    else:
        yield Draft(1, (*head, voice.mark(":"), *first))
    if clause.about is None:
        yield sentence


def _listed(name: str, clause: Clause, voice: Voice) -> bool:
    return type(clause.says).__name__ in lexicon(voice.lang).templates["layout"][name]


def _declaration(node: Node, view: View, voice: Voice) -> Iterator[Draft]:
    about, following = topic(node), view.node(1)
    if isinstance(following, Clause):
        if topic(following) == about:
            first = within(following, voice)
            yield Draft(2, opened(voice.say(node), view.comments[1], first, voice), leaves=Block("clauses", about))
        elif isinstance(node, syntax.RuleLine):
            yield Draft(2, opened(voice.say(node), view.comments[1], _sentence(following, voice), voice))
    yield Draft(1, tuple(voice.say(node)))


def _sentence(clause: Clause, voice: Voice) -> list[Atom]:
    return voice.say(clause if clause.subject is not None else clause.says)
