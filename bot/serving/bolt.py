"""The Bolt app before anything listens: whom it speaks for, and who runs its listeners."""

import logging
import os
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager

from slack_bolt import App, BoltRequest, BoltResponse

from bot.access import SlackAccess
from bot.serving.arrivals import Arrivals
from bot.serving.clients import posting_client
from bot.serving.workspaces import ByWorkspace, Workspaces

_LOGGER = "groundswell.bolt"
NOT_INSTALLED = "I am not installed in this workspace any more. Whoever looks after its apps can install me again."


class _Arriving(App):
    """Counts what arrives."""

    arrivals: Arrivals

    def dispatch(self, req: BoltRequest) -> BoltResponse:
        with self.arrivals:
            return super().dispatch(req)


def bolt_app(access: SlackAccess, workspaces: Workspaces, executor: Executor, arrivals: Arrivals | None = None) -> App:
    """An App that knows whom it speaks for in each of `workspaces`; `executor` runs its listeners.

    What is dispatched is among `arrivals` until it may be acknowledged.
    """
    logger = logging.getLogger(_LOGGER)
    # at DEBUG Bolt writes whole payloads into the log, and it would take the root's level
    logger.setLevel(max(logging.INFO, logging.root.level))
    with without_slack_variables():
        app = _Arriving(
            name="groundswell",
            logger=logger,
            # listeners open views and post: what must not happen twice is not tried twice
            client=posting_client(access.api_url),
            authorize=ByWorkspace(workspaces),  # type: ignore[arg-type]  # None, for nobody, is Bolt's own convention
            signing_secret=access.signing_secret or "",
            listener_executor=executor,
            user_facing_authorize_error_message=NOT_INSTALLED,
        )
    app.arrivals = arrivals or Arrivals()
    return app


@contextmanager
def without_slack_variables() -> Iterator[None]:
    """Hides SLACK_* of the environment, from which Bolt would take what it was not given: settings decide that."""
    hidden = {name: value for name, value in os.environ.items() if name.startswith("SLACK_")}
    for name in hidden:
        del os.environ[name]
    try:
        yield
    finally:
        os.environ.update(hidden)
