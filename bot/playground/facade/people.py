"""What people do."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.playground.acts.elements import Element, chosen, element_at
from bot.playground.facade.on_loop import OnLoop
from bot.playground.state import Message
from bot.playground.workspace.ids import ANA, MENTION
from bot.playground.workspace.views import State, View

WAIT_SECONDS = 10


class People(OnLoop):
    """Each raises Refused when Slack would not let them. `user` is the id of who does it."""

    def mention(self, channel: str, text: str, user: str = ANA, *, thread: str | None = None) -> str:
        """`user` mentions the assistant, in the thread below the message `thread` if given. The ts of the message."""
        return self.say(channel, f"{MENTION} {text}".strip(), user, thread=thread)

    def direct_message(self, text: str, user: str = ANA, *, thread: str | None = None) -> str:
        """`user` writes to the assistant alone. The ts of the message."""
        return self.say(self.direct_channel(user), text, user, thread=thread)

    def say(self, channel: str, text: str, user: str = ANA, *, thread: str | None = None) -> str:
        """`user` posts `text` as Slack would send it on. The ts of the message."""
        return self._do(lambda: self._slack.writing.say(user, channel, text, thread).ts)

    def share_file(self, channel: str, name: str, user: str = ANA, *, text: str = "", thread: str | None = None) -> str:
        """`user` posts a file, maybe without a text. The ts of the message."""

        def share() -> str:
            file, token = self._slack.workspace.files.expect(name, 1, "")
            file = self._slack.workspace.files.upload(token, b"x") or file
            return self._slack.writing.share(user, channel, file, text, thread).ts

        return self._do(share)

    def edit(self, channel: str, ts: str, text: str, user: str = ANA) -> None:
        """`user` changes what they wrote."""
        self._do(lambda: self._slack.writing.edit(user, channel, ts, text))

    def delete(self, channel: str, ts: str, user: str = ANA) -> None:
        """`user` takes back what they wrote."""
        self._do(lambda: self._slack.writing.delete(user, channel, ts))

    def direct_channel(self, user: str = ANA) -> str:
        """The id of the direct messages between `user` and the assistant."""
        return self._do(lambda: self._slack.workspace.open_direct(user).id)

    def invite(self, channel: str) -> None:
        """Somebody brings the assistant into the channel."""
        self._do(lambda: self._slack.writing.set_app_in(channel, is_in=True))

    def remove_from(self, channel: str) -> None:
        """Somebody removes the assistant from the channel."""
        self._do(lambda: self._slack.writing.set_app_in(channel, is_in=False))

    def command(self, channel: str, line: str, user: str = ANA) -> bool:
        """`user` sends a `line` such as "/escalations help". Whether the app responded in time."""
        return self._run(self._slack.interacting.command(user, channel, line))

    def message_shortcut(self, callback_id: str, channel: str, ts: str, user: str = ANA) -> bool:
        """`user` uses a shortcut on a message. Whether the app responded in time."""
        return self._run(self._slack.interacting.message_shortcut(user, callback_id, channel, ts))

    def global_shortcut(self, callback_id: str, user: str = ANA) -> bool:
        """`user` uses a shortcut from anywhere. Whether the app responded in time."""
        return self._run(self._slack.interacting.global_shortcut(user, callback_id))

    def click(
        self,
        where: Message | View,
        action_id: str,
        user: str = ANA,
        *,
        value: str | None = None,
        state: State | None = None,
    ) -> bool:
        """`user` clicks the element, or chooses the option or vote with `value`. Whether the app responded in time.

        `state`: what is entered beside it, by block_id and action_id as Slack sends it.
        """
        blocks = where.blocks if isinstance(where, Message) else where.content["blocks"]
        block_id, element = element_at(blocks, action_id)
        return self.act_on(
            where, {"block_id": block_id, "action_id": action_id, **chosen(element, value)}, user, state=state
        )

    def act_on(
        self, where: Message | View, action: Mapping[str, Any], user: str = ANA, *, state: State | None = None
    ) -> bool:
        """As `click`, with the action's own fields as Slack sends them."""
        if isinstance(where, Message):
            return self._run(self._slack.interacting.click_in_message(user, where, action, state))
        return self._run(self._slack.interacting.click_in_view(user, where, action, state))

    def suggestions(self, view: View, action_id: str, typed: str, user: str = ANA) -> Sequence[Element]:
        """What the app offers in a select of the view when `user` has typed something."""
        block_id, _ = element_at(view.content["blocks"], action_id)
        return self._run(self._slack.interacting.options(user, view, block_id, action_id, typed))

    def submit(self, view: View, entered: Mapping[str, str | None] | None = None, user: str = ANA) -> bool:
        """`user` sends the form with what is `entered`, by action_id. False when it did not go through."""
        state: dict[str, dict[str, dict[str, Any]]] = {}
        for action_id, value in (entered or {}).items():
            block_id, element = element_at(view.content["blocks"], action_id)
            state.setdefault(block_id, {})[action_id] = chosen(element, value)
        return self._run(self._slack.forms.submit(user, view, state))

    def close_view(self, view: View, user: str = ANA, *, everything: bool = False) -> None:
        """`user` closes the modal, or with `everything` all that are open."""
        self._run(self._slack.forms.close(user, view, is_cleared=everything))

    def open_home(self, user: str = ANA) -> None:
        """`user` opens the Home tab of the assistant."""
        self._do(lambda: self._slack.looking.open_tab(user, "home"))

    def open_messages(self, user: str = ANA) -> None:
        """`user` opens the conversation with the assistant."""
        self._do(lambda: self._slack.looking.open_tab(user, "messages"))

    def look_at(self, entities: Sequence[Mapping[str, Any]], user: str = ANA) -> None:
        """`user` looks at something else while the assistant is open beside it."""
        self._do(lambda: self._slack.looking.look_at(user, entities))

    def stop_answer(self, channel: str, root: str, user: str = ANA) -> None:
        """`user` stops the answer that is being worked on in the thread."""
        self._do(lambda: self._slack.looking.stop(user, channel, root))
