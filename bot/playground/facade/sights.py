"""What can be seen, now or as soon as it is there."""

from collections.abc import Sequence

from bot.playground.delivery.line import AckDelay
from bot.playground.facade.on_loop import OnLoop
from bot.playground.state import Message, Prompts, Session
from bot.playground.web_api import Call
from bot.playground.workspace.ids import ANA, BOT_ID
from bot.playground.workspace.views import View

WAIT_SECONDS = 20
PAYLOADS = ("attachments", "blocks", "chunks", "view")


class Sights(OnLoop):
    """Everything is a copy, because the server goes on. Waits raise TimeoutError after `timeout` seconds."""

    def message(self, channel: str, ts: str) -> Message | None:
        """The message as it is now, or the ephemeral one; None if there is none."""
        return self._do(lambda: self._slack.workspace.shown(channel, ts))

    def replies(self, ts: str, channel: str | None = None) -> list[Message]:
        """What the assistant posted below the message `ts`, the oldest first. Streams count once they have ended."""
        return self._do(lambda: self._replies(ts, channel))

    def posted(self) -> list[Message]:
        """Everything that the assistant posted for all to see, the oldest first."""
        return self._do(lambda: [it for it in self._slack.workspace.messages if it.bot_id == BOT_ID])

    def in_channel(self, channel: str, count: int = 1000) -> list[Message]:
        """The newest `count` messages of the channel, replies included, the oldest first."""
        return self._do(lambda: self._slack.workspace.messages.latest(channel, count))

    def ephemerals(self, user: str = ANA) -> list[Message]:
        """What only `user` sees, the oldest first."""
        return self._do(lambda: self._slack.workspace.ephemerals_of(user))

    def statuses(self) -> dict[tuple[str, str], str]:
        """What is shown beside threads that are being answered, by channel and root."""
        return self._do(lambda: {place: status.text for place, status in self._slack.workspace.statuses.items()})

    def loading_messages(self, channel: str, root: str) -> Sequence[str]:
        """What is shown in turn below the status of the thread."""
        found = self._do(lambda: self._slack.workspace.statuses.get((channel, root)))
        return found.loading if found else []

    def sessions(self) -> dict[tuple[str, str], Session]:
        """The agent's sessions by channel and root."""
        return self._do(lambda: dict(self._slack.workspace.sessions))

    def prompts(self, user: str = ANA) -> Prompts | None:
        """What the app suggests to `user` in the conversation with it; None until it has."""
        return self._do(lambda: self._slack.workspace.prompts.get(self._slack.workspace.open_direct(user).id))

    def reactions(self, channel: str, ts: str) -> set[str]:
        """The names of the app's reactions to the message."""
        return self._do(
            lambda: {
                key[2] for key, users in self._slack.workspace.reactions.items() if users and key[:2] == (channel, ts)
            }
        )

    def modals(self, user: str = ANA) -> Sequence[View]:
        """What `user` has open, the last on top."""
        return self._do(lambda: self._slack.workspace.views.modals(user))

    def home(self, user: str = ANA) -> View | None:
        """The Home of `user`, None until the app has published it."""
        return self._do(lambda: self._slack.workspace.views.home(user))

    def notices(self, user: str = ANA) -> list[str]:
        """What Slack itself has told `user`."""
        return self._do(lambda: [it.text for it in self._slack.workspace.notices if it.user == user])

    def calls(self, method: str | None = None) -> list[Call]:
        """The calls of `method` so far, or all of them; those of response URLs are `response_url`."""
        return self._do(lambda: [it for it in self._slack.web_api.calls if method in (None, it.method)])

    def payloads_sent(self) -> list[Call]:
        """Everything the app sent that holds blocks, chunks or a view, whatever came of it.

        What came with an acknowledgement is a call of `acknowledgement`.
        """
        calls = self._do(lambda: [*self._slack.web_api.calls, *self._slack.acknowledged()])
        return [call for call in calls if any(call.arguments.get(name) for name in PAYLOADS)]

    def ack_delays(self) -> list[AckDelay]:
        """How long each acknowledgement took, in the order in which they came."""
        return self._do(lambda: list(self._slack.courier.line.delays))

    def wait_for_replies(self, ts: str, count: int = 1, timeout: float = WAIT_SECONDS) -> list[Message]:
        """`replies` as soon as there are `count`."""
        return self._as_soon_as(
            lambda: found if len(found := self._replies(ts, None)) >= count else None,
            timeout,
            f"{count} replies to {ts} did not come",
        )

    def wait_for_view(self, user: str = ANA, callback_id: str | None = None, timeout: float = WAIT_SECONDS) -> View:
        """The modal on top as soon as there is one, with the `callback_id` if given."""

        def look() -> View | None:
            modals = self._slack.workspace.views.modals(user)
            fits = bool(modals) and callback_id in (None, modals[-1].content.get("callback_id"))
            return modals[-1] if fits else None

        return self._as_soon_as(look, timeout, "no modal came")

    def wait_for_change(self, view: View, timeout: float = WAIT_SECONDS) -> View:
        """The view as soon as the app has put another one in its place."""

        def look() -> View | None:
            found = self._slack.workspace.views.find(id=view.id)
            return found if found and found.hash != view.hash else None

        return self._as_soon_as(look, timeout, "the view did not change")

    def wait_for_home(self, user: str = ANA, timeout: float = WAIT_SECONDS) -> View:
        """The Home as soon as there is one."""
        return self._as_soon_as(lambda: self._slack.workspace.views.home(user), timeout, "no Home came")

    def wait_for_ephemeral(self, user: str = ANA, count: int = 1, timeout: float = WAIT_SECONDS) -> Message:
        """The newest message that only `user` sees, as soon as there are `count`."""

        def look() -> Message | None:
            found = self._slack.workspace.ephemerals_of(user)
            return found[-1] if len(found) >= count else None

        return self._as_soon_as(look, timeout, f"{count} ephemeral messages did not come")

    def wait_for_status(self, channel: str, root: str, timeout: float = WAIT_SECONDS) -> str:
        """What is shown beside the thread, as soon as something is."""
        found = self._as_soon_as(lambda: self._slack.workspace.statuses.get((channel, root)), timeout, "no status came")
        return found.text

    def wait_for_work(self, channel: str, root: str, timeout: float = WAIT_SECONDS) -> None:
        """Returns as soon as the thread's session says that an answer is being worked on, so that it can be stopped."""

        def look() -> Session | None:
            session = self._slack.workspace.sessions.get((channel, root))
            return session if session is not None and session.status == "processing" else None

        self._as_soon_as(look, timeout, "no session was processing")

    def wait_for_call(self, method: str, count: int = 1, timeout: float = WAIT_SECONDS) -> list[Call]:
        """The calls of `method` as soon as there are `count`."""

        def look() -> list[Call] | None:
            found = [call for call in self._slack.web_api.calls if call.method == method]
            return found if len(found) >= count else None

        return self._as_soon_as(look, timeout, f"{count} calls of {method} did not come")

    def wait_for_sockets(self, count: int = 1, timeout: float = WAIT_SECONDS) -> None:
        """Returns as soon as the app holds `count` sockets."""
        self._as_soon_as(
            lambda: len(self._slack.sockets.open) >= count or None, timeout, f"{count} sockets did not open"
        )

    def _replies(self, ts: str, channel: str | None) -> list[Message]:
        channels = [channel] if channel else list(self._slack.workspace.channels)
        found = [reply for each in channels for reply in self._slack.workspace.messages.replies(each, ts)]
        return [reply for reply in found if reply.bot_id == BOT_ID and not reply.is_streaming]
