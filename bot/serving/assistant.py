"""The whole assistant, put together: from what answers questions to the Bolt app that listens."""

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Protocol

from slack_bolt import App
from slack_bolt.oauth import OAuthFlow

from bot.access import SlackAccess
from bot.composing import Answerer, Composer
from bot.desk import Desk
from bot.inbox.database import INBOX_STEPS, inbox_address
from bot.listeners.parts import Answers, Asked, Overviews, Parts
from bot.listeners.registering import build_app
from bot.people.admission import Admissions
from bot.people.directory import Directory
from bot.people.doorkeeper import Doorkeeper
from bot.people.roles import Roles
from bot.reception import Reception
from bot.replies.slack_replies import SlackReplies
from bot.serving.arrivals import Arrivals
from bot.serving.bolt import bolt_app
from bot.serving.clients import Clients
from bot.serving.identity import Identity, identify
from bot.serving.installations import Installations, install_flow
from bot.serving.installations import register as forget_with
from bot.serving.keeping import Keeping
from bot.serving.turns import InTurn
from bot.serving.workspaces import OneWorkspace, OwnWorkspace, Workspaces, token_in
from bot.workroom import Workroom
from knowledge.cases.database import open_database
from knowledge.redaction.redactor import Redactor
from knowledge.settings import Settings

LISTENERS = 10
"""Clicks, views and tabs that are served at the same time, beside the answers."""


TURN_SECONDS = 0.0005
"""How long a thread computes before another gets its turn: Slack waits for acknowledgements, people for answers."""
BEATS_IN_A_LEASE = 4
"""How often a lease is renewed before it would run out."""


class AnswersQuestions(Answerer, Answers, Protocol):
    """As knowledge's Answerer."""


class Backing(Protocol):
    """What the assistant is made from; each is built when it is first asked for."""

    @property
    def settings(self) -> Settings: ...
    @property
    def answerer(self) -> AnswersQuestions: ...
    @property
    def redactor(self) -> Redactor: ...
    @property
    def overviews(self) -> Overviews: ...
    @property
    def conversations(self) -> Asked: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Assistant:
    """Ready to be handed what Slack sends.

    `identity` None: it speaks only where it was installed. `install` has the pages for that, None: there are none.
    """

    app: App
    identity: Identity | None
    install: OAuthFlow | None


@contextmanager
def assistant_of_one(access: SlackAccess, backing: Backing, keeping: Keeping) -> Iterator[Assistant]:
    """The assistant of the workspace that the bot token belongs to. Raises SlackUnavailable, BadSetting."""
    identity = identify(access)
    with _listening(access, OneWorkspace(identity), backing, keeping) as app:
        yield Assistant(app=app, identity=identity, install=None)


@contextmanager
def assistant_of_several(access: SlackAccess, backing: Backing, keeping: Keeping) -> Iterator[Assistant]:
    """The assistant of all workspaces that install it, and of the bot token's if there is one.

    Raises SlackUnavailable, BadSetting, DatabaseUnavailable.
    """
    identity = identify(access) if access.bot_token else None
    own = OwnWorkspace(identity) if identity else None
    engine = open_database(inbox_address(backing.settings), steps=INBOX_STEPS)
    with ExitStack() as at_the_end:
        at_the_end.callback(engine.dispose)
        installations = Installations(engine, access.client_id or "", own=own)
        install = install_flow(access, installations)
        app = at_the_end.enter_context(_listening(access, installations, backing, keeping))
        yield Assistant(app=app, identity=identity, install=install)


@contextmanager
def _listening(access: SlackAccess, workspaces: Workspaces, backing: Backing, keeping: Keeping) -> Iterator[App]:
    """At its end, the answers under way are finished."""
    with ExitStack() as at_the_end:
        clients = Clients(api_url=access.api_url, token_of=partial(token_in, workspaces))
        admissions = Doorkeeper(Roles.read(backing.settings.access_file), Directory(clients.repeating))
        replies = SlackReplies(clients.posting)
        at_the_end.callback(replies.close)
        arrivals = Arrivals()
        settings = backing.settings
        # what comes in goes before what is worked on
        desk = Desk(at_once=settings.answers_at_once, waiting=settings.answers_waiting, before=arrivals.let_pass)
        workroom = Workroom(_composer(backing, keeping, admissions), inbox=keeping.inbox, replies=replies, desk=desk)
        reception = Reception(keeping.inbox, workroom)
        at_the_end.callback(reception.close)
        # at the end first the listeners, which hand questions over, then the answers to those
        listeners = at_the_end.enter_context(ThreadPoolExecutor(LISTENERS, thread_name_prefix="listener"))
        app = bolt_app(access, workspaces, listeners, arrivals)
        if isinstance(workspaces, Installations):
            forget_with(app, workspaces)
        build_app(app, _parts(backing, keeping, admissions, reception))
        sys.setswitchinterval(TURN_SECONDS)
        reception.start(backing.settings.lease_seconds / BEATS_IN_A_LEASE)
        yield app


def _composer(backing: Backing, keeping: Keeping, admissions: Admissions) -> Composer:
    settings = backing.settings
    return Composer(
        backing.answerer if settings.chat_model else InTurn(backing.answerer),
        admissions,
        keeping.preferences,
        today=partial(today_by, settings),
        prompts=lambda seen: backing.overviews.of(seen).prompts,
        redacted=backing.redactor.redacted,
    )


def _parts(backing: Backing, keeping: Keeping, admissions: Admissions, reception: Reception) -> Parts:
    return Parts(
        reception=reception,
        inbox=keeping.inbox,
        admissions=admissions,
        answers=backing.answerer,
        overviews=backing.overviews,
        asked=backing.conversations,
        opinions=keeping.opinions,
        preferences=keeping.preferences,
        today=partial(today_by, backing.settings),
        redacted=backing.redactor.redacted,
    )


def today_by(settings: Settings) -> date:
    """The date in the reporting time zone."""
    return settings.now().astimezone(settings.timezone).date()
