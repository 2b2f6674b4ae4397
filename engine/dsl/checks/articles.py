"""Articles: each is there once, those that are cited exist, none is empty unseen, and precedence has something to settle."""

from __future__ import annotations

from difflib import get_close_matches

from engine.dsl import syntax
from engine.dsl.articles import wholes
from engine.dsl.checks.scene import Scene
from engine.dsl.extend import left_out
from engine.dsl.gather import Sentence
from engine.dsl.names import walk
from engine.dsl.organisation import PROPERTIES
from engine.dsl.syntax import Cited, Node
from engine.problems import Label, Problems, Span
from engine.values import Cite


def articles(scene: Scene, problems: Problems) -> None:
    """Report articles that stand twice, that nobody finds, that say nothing, or that prevail over nothing."""
    _twice(scene, problems)
    _cited(scene, problems)
    _empty(scene, problems)
    _idle(scene, problems)
    _assumed(scene, problems)


def _twice(scene: Scene, problems: Problems) -> None:
    first: dict[Cite, Span] = {}
    for each, head in scene.index.all(syntax.ArticleHead):
        if each.cite and first.setdefault(each.cite, head.number.span) != head.number.span:
            problems.error("CH0209", head.number.span, Label(first[each.cite], "first"))


def _cited(scene: Scene, problems: Problems) -> None:
    known = scene.articles
    every = {whole for cite in known for whole in wholes(cite)} | scene.below
    hidden = any(each.opens_article for file in scene.files for each in file.broken)
    for each, part in scene.index.within(Cited) if every and not hidden else ():
        if each.library or (isinstance(each.node, syntax.ArticleHead) and part is each.node.number):
            continue
        without = isinstance(each.node, syntax.Without)
        cite = left_out(part, each.cite, scene.below, scene.symbols) if without else scene.cite(part, each)
        if cite not in (scene.below if without else every):
            near = get_close_matches(cite.number, [one.number for one in known if one.part == cite.part], 1, 0.6)
            close = scene.article(Cite(cite.part, near[0])) if near else ""
            problems.error("CH0208", part.span, variant="close" if close else "", cited=scene.article(cite), close=close)


def _empty(scene: Scene, problems: Problems) -> None:
    """Report articles without sentences that do not say that they only declare."""
    said: dict[Cite, Sentence] = {}
    for each in scene.index.sentences:
        if each.cite and not isinstance(each.node, syntax.ArticleHead | syntax.QuoteLine | syntax.AcceptedLine):
            said.setdefault(each.cite, each)
    broken = {scene.article_at(each.span) for file in scene.files for each in file.broken}
    filled = {whole for cite in said for whole in wholes(cite)} | {whole for cite in scene.articles for whole in wholes(cite)[1:]}
    for cite, head in scene.articles.items():
        if head.declaratory and cite in said:
            problems.warning("CH0907", head.number.span, Label(said[cite].node.span, "says"))
        elif not head.declaratory and cite not in filled and cite not in broken:
            problems.warning("CH0902", head.number.span)


Says = dict[tuple[object, str], list[Node]]  # what is said, by the kind of clause and the thing


def _idle(scene: Scene, problems: Problems) -> None:
    """Report articles that prevail over others and settle nothing otherwise than they."""
    settled: dict[Cite, Says] = {}
    for each, clause in scene.clauses:
        for party in clause.subject.parties if clause.subject and each.cite else ():
            if each.cite and party.noun:
                found = scene.find(party.noun, *scene.symbols.kinds())
                key = (_property(clause.says), found.id if found else party.noun.text)
                for whole in wholes(each.cite):
                    settled.setdefault(whole, {}).setdefault(key, []).append(clause.says)
    circles = {
        span for problem in problems if problem.code == "CH0408" for span in (problem.span, *(label.span for label in problem.labels))
    }
    for each, head in scene.index.all(syntax.ArticleHead):
        for prevails in (prevails for prevails in head.prevails if prevails.span not in circles):
            over = scene.cite(prevails.over, each)
            broken = bool(scene.files[0].broken)
            if each.cite and not broken and over in scene.articles and not _differ(settled.get(each.cite, {}), settled.get(over, {})):
                problems.warning("CH0908", prevails.span, Label(scene.articles[over].number.span, "lesser"))


def _property(says: Node) -> object:
    return PROPERTIES.get(type(says), type(says)) if not isinstance(says, syntax.Unspecified) else says.what.word


def _differ(mine: Says, theirs: Says) -> bool:
    return any(one != other for key in mine.keys() & theirs.keys() for one in mine[key] for other in theirs[key])


def _assumed(scene: Scene, problems: Problems) -> None:
    """Say once how much the drafter assumed."""
    count = sum(part.assumed for each in scene.own for part in walk(each.node))
    head = next((head for _, head in scene.index.all(syntax.CharterHead)), None)
    if count and head:
        problems.info("CH0903", head.title.span, count=str(count))
