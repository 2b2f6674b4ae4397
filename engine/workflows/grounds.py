"""The grounds on which decisions rest: a code for each, worded in `engine/messages`, and decisions made of them."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from engine.case import Decision, Reason, Verdict
from engine.values import Cite


class Code(StrEnum):
    """Why an act is allowed or not; what a case has come to and why."""

    # anything
    NO_MEMBER = "R101"
    NO_SUCH_ACT = "R102"
    # draft, edit, attach, withdraw
    MAY_DRAFT = "R110"
    NOT_DRAFTER = "R111"
    ABSTRACT = "R112"
    NO_SUCH_FIELD = "R113"
    NO_SUCH_UNIT = "R114"
    OTHER_UNIT = "R115"
    WHICH_UNIT = "R116"
    MAY_EDIT = "R120"
    NOT_EDITOR = "R121"
    NO_EDIT_NOW = "R122"
    SIGNATURES_FALL = "R123"
    NO_FILE = "R124"
    MAY_ATTACH = "R125"
    MAY_WITHDRAW = "R130"
    NOT_WITHDRAWER = "R131"
    NO_WITHDRAWAL_NOW = "R132"
    NEVER_WITHDRAWN = "R133"
    # signatures
    MAY_SIGN = "R140"
    NOTHING_TO_SIGN = "R141"
    NOT_ASKED = "R142"
    OWN_CASE = "R143"
    ALREADY_SIGNED = "R144"
    NOT_YET = "R145"
    REASON_NEEDED = "R146"
    NO_SUCH_ANSWER = "R147"
    NO_RETURN = "R148"
    TIME_OVER = "R149"
    NOBODY_HOLDS = "R150"
    ALL_RECUSED = "R151"
    TOO_FEW = "R152"
    VOTE_HOPELESS = "R153"
    STEP_DONE = "R154"
    # judgements
    MAY_JUDGE = "R160"
    NOT_JUDGE = "R161"
    NO_SUCH_JUDGEMENT = "R162"
    NO_JUDGING_NOW = "R163"
    NOT_JUDGED = "R164"
    FIELD_EMPTY = "R165"
    NO_VALUE = "R166"
    # moves
    MAY_MOVE = "R170"
    WRONG_STATE = "R171"
    NOT_MOVER = "R172"
    CONDITION_FALSE = "R173"
    NOT_CARRIED = "R174"
    FILE_NOT_CARRIED = "R175"
    NOT_A_CARRIED_FIELD = "R176"
    REQUIREMENT_OPEN = "R177"
    REQUIREMENT_REFUSED = "R178"
    TOO_EARLY = "R179"
    BY_TIME_ALONE = "R180"
    FUND_SHORT = "R181"
    NO_AMOUNT = "R182"
    NOT_ACCEPTED = "R183"
    GIVER_NOT_ACCEPTED = "R184"
    # limits
    IN_HOURS = "R190"
    ENDS_BEFORE_START = "R191"
    TOO_LATE = "R192"
    LIMIT_BROKEN = "R193"
    # what the charter does not say
    SILENT_VOTE = "R200"
    SILENT_QUORUM = "R201"
    SILENT_SEATS = "R202"
    SILENT_BODY = "R203"
    SILENT_FUND = "R204"
    SILENT_DECISION = "R205"
    # what compiles but is not executed yet
    NORM_NOT_EXECUTED = "R210"
    WEIGHTS_NOT_EXECUTED = "R212"
    CASTING_NOT_EXECUTED = "R213"
    VETO_NOT_EXECUTED = "R214"
    JOINT_JUDGEMENT_NOT_EXECUTED = "R215"
    COMMITTEE_MOVE_NOT_EXECUTED = "R216"
    # outcomes
    MET = "R220"
    VOTE_PASSED = "R221"
    SAID_NO = "R222"
    SAID_RETURN = "R223"
    VOTE_FAILED = "R224"
    SILENCE_PASSED = "R225"
    SILENCE_REFUSED = "R226"
    SILENCE_LAPSED = "R227"
    LAPSED = "R228"
    FILED = "R229"
    NOTHING_REQUIRED = "R230"
    BY_TIME = "R231"
    TOLD = "R232"
    PUBLISHED = "R233"

    # members and offices that are not elected
    MEMBER_ALREADY = "R380"
    SUSPENDED = "R381"
    NOT_SUSPENDED = "R382"
    ELECTED_OFFICE = "R383"
    EX_OFFICIO_OFFICE = "R384"
    SILENT_SELECTION = "R385"
    SILENT_REMOVAL = "R386"
    SILENT_ADMISSION = "R387"
    SILENT_MOVING = "R388"
    SILENT_SUSPENSION = "R389"
    SILENT_EXPULSION = "R390"
    SILENT_LEAVING = "R391"
    DORMANT_OFFICE = "R392"
    SEAT_TAKEN = "R393"
    HELD_APART = "R394"
    OFFICE_NEEDS_UNIT = "R395"
    NOT_HELD_BY = "R396"
    DAY_PAST = "R397"
    ENDS_TOO_EARLY = "R398"
    NOBODY_FOLLOWS = "R399"
    OFFICE_FROM = "R400"
    OFFICE_UNTIL = "R401"
    MEMBER_FROM = "R402"
    MEMBER_UNTIL = "R403"
    UNIT_FROM = "R404"
    CATEGORY_FROM = "R405"
    SUSPENDED_FROM = "R406"
    RESUMED_FROM = "R407"
    KEEPS_LIST = "R408"
    NOT_KEEPER = "R409"
    SILENT_ATTENDANCE = "R410"
    DAY_TO_COME = "R411"
    ENTERED_ALREADY = "R412"
    NOTHING_TO_EXCUSE = "R413"
    COUNT_REACHED = "R414"
    COUNT_FALLEN = "R415"
    OPENS_BY_ITSELF = "R416"
    SILENT_OBJECTION = "R417"
    # duties and time
    MARKED_LATE = "R350"
    FORBIDDEN = "R351"
    DUTY_OPENED = "R352"
    DUTY_DONE = "R353"
    DUTY_OVERDUE = "R354"
    DUTY_OTHERWISE = "R355"
    INSTEAD_ASKED = "R356"
    NOT_WORKER = "R357"
    TASK_CLOSED = "R358"
    MAY_WORK = "R359"
    NOTE_NEEDED = "R360"
    MAY_DROP = "R361"
    NOT_DROPPER = "R362"
    DUTY_DROPPED = "R363"
    STEP_REMINDED = "R364"

    # everyday operations
    SWITCHED_OFF = "R300"
    CASE_SUSPENDED = "R301"
    ENDED = "R302"
    TO_NOBODY = "R303"
    ONE_ONLY = "R304"
    TO_HIMSELF = "R305"
    OTHERS_OWN_CASE = "R306"
    NO_PART = "R307"
    MAY_SIGN_FOR = "R308"
    IN_HAND = "R309"
    ADDED_CANNOT = "R310"
    MAY_TAKE_BACK = "R311"
    NOTHING_GIVEN = "R312"
    MOVED_ON = "R313"
    BUILT_ON = "R314"
    MAY_SEND_BACK = "R315"
    NOT_AGREED_BEFORE = "R316"
    MAY_TRANSFER = "R317"
    NOT_OF_PARTY = "R318"
    SEVERAL_MUST = "R319"
    IN_PERSON = "R320"
    MAY_DELEGATE = "R321"
    MAY_ADD = "R322"
    ASKED_ALREADY = "R323"
    MAY_REMOVE = "R324"
    NOT_HIS_SIGNER = "R325"
    NOT_ADDED = "R326"
    CHARTER_ASKS = "R327"
    MAY_CLAIM = "R328"
    ONE_ALONE = "R329"
    MAY_RELEASE = "R330"
    NOTHING_IN_HAND = "R331"
    MAY_URGE = "R332"
    NOBODY_AWAITED = "R333"
    URGED_TODAY = "R334"
    MAY_COPY = "R335"
    MAY_NOTE = "R336"
    MAY_SUSPEND = "R337"
    NOT_SUSPENDER = "R338"
    MAY_RESUME = "R339"
    NOT_PAUSED = "R340"
    MAY_BE_EARLY = "R341"
    MONEY_NOT_EARLY = "R342"
    NOTHING_TO_PRECEDE = "R343"
    ENDS_UNRATIFIED = "R344"
    RATIFIED = "R345"
    NOT_RATIFIED = "R346"
    EARLY_NEEDS_REASON = "R347"
    MAY_NAME_AGENT = "R490"
    MAY_END_AGENCY = "R491"
    NOT_HIS_AGENCY = "R492"
    OWN_AGENT = "R493"
    AGENCY_DAYS = "R494"
    NO_OFFICE_TO_ACT_IN = "R495"
    BEYOND_TENURE = "R496"
    OTHER_AGENT = "R497"
    AGENT_CHAIN = "R498"

    # the budget
    NO_ITEM = "R460"
    NO_QUARTER = "R461"
    NOT_FUND_KEEPER = "R462"
    MAY_KEEP_FUND = "R463"


SILENT = frozenset(code for code in Code if code.name.startswith("SILENT"))
NOT_EXECUTED = frozenset(code for code in Code if code.name.endswith("NOT_EXECUTED"))


def because(code: Code, cite: Cite | None, /, *, assumed: bool = False, **facts: object) -> Reason:
    """Make a reason; facts are named by what they are, so that messages can name them in either tongue."""
    return Reason(code, cite, assumed, facts)


def yes(*reasons: Reason, steps: tuple[str, ...] = (), office: str | None = None) -> Decision:
    """Allow an act; a yes says why, as a no does."""
    assert reasons
    return Decision(Verdict.YES, reasons, steps, office)


def no(reasons: Iterable[Reason]) -> Decision:
    """Refuse an act, with every reason that is enough by itself."""
    given = tuple(reasons)
    assert given
    return Decision(Verdict.NO, given)


def distinct(reasons: Iterable[Reason]) -> list[Reason]:
    """Return reasons in order, each once."""
    found: list[Reason] = []
    for each in reasons:
        if each not in found:
            found.append(each)
    return found
