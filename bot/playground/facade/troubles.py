"""What goes wrong."""

from bot.playground.facade.on_loop import OnLoop
from bot.playground.faults import FaultPlan, Faults
from bot.playground.web_api import Reply


class Troubles(OnLoop):
    """Each is over when it has happened, but for a plan, which lasts until the next one."""

    def redeliver(self, ts: str) -> None:
        """Sends the events of the message again as they were, and waits until they are acknowledged."""
        if not self._run(self._slack.announcer.again(ts)):
            raise TimeoutError(f"the events of {ts} were not acknowledged")

    def answer_next(self, method: str, reply: Reply) -> None:
        """The next call of `method` gets `reply`, and does nothing."""
        self._do(lambda: self._slack.web_api.plan(method, reply))

    def fail_next(self, method: str, error: str = "internal_error", *, status: int = 200, retry_after: int = 1) -> None:
        """The next call of `method` gets `error`, and does nothing; a `status` of 429 tells to wait `retry_after` s."""
        headers = {"Retry-After": str(retry_after)} if status == 429 else {}
        self.answer_next(method, Reply(body={"ok": False, "error": error}, status=status, headers=headers))

    def set_faults(self, plan: FaultPlan) -> None:
        """From now on, calls and events go wrong as often as `plan` says. FaultPlan() ends it."""

        def put() -> None:
            self._slack.courier.faults = Faults(plan)

        self._do(put)

    def faults_drawn(self) -> dict[str, int]:
        """How often each kind of fault of the plan has happened."""
        return self._do(lambda: dict(self._slack.courier.faults.drawn))

    def limit_rates(self, *, is_limited: bool = True) -> None:
        """Slack counts calls from now on, and answers 429 to too many of them."""

        def put() -> None:
            self._slack.web_api.is_limited = is_limited

        self._do(put)

    def revoke(self, token: str) -> None:
        """`token` is not taken any more."""
        self._do(lambda: self._slack.web_api.revoke(token))

    def uninstall(self) -> None:
        """Somebody removes the app from the workspace: its bot token is not taken any more, and it is told."""

        def remove() -> None:
            self._slack.web_api.revoke_bot_token()
            self._slack.looking.uninstalled()

        self._do(remove)

    def announce_disconnect(self, reason: str = "refresh_requested") -> None:
        """Asks the app to open a new socket, as Slack does every few hours."""
        self._run(self._slack.sockets.announce_disconnect(reason))

    def drop_sockets(self) -> None:
        """Closes every socket without having asked."""
        self._run(self._slack.sockets.drop())
