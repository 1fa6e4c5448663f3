"""files.*: an upload in three steps, whose message comes a moment after the last one."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.playground.methods.calls import Arguments, Body, Method, Methods, Surroundings, missing
from bot.playground.methods.content import NO_TEXT_NEEDED, checked_blocks
from bot.playground.methods.finding import Finder
from bot.playground.state import Channel, Message, Workspace
from bot.playground.workspace.files import File
from bot.playground.workspace.ids import APP_ID, BOT_ID, BOT_USER_ID
from bot.playground.workspace.refusals import Refused


class FileMethods:
    """The methods over one workspace. `share_seconds`: how long Slack takes until a file is ready and shared."""

    def __init__(self, workspace: Workspace, around: Surroundings, share_seconds: float) -> None:
        self._workspace, self._around, self._find = workspace, around, Finder(workspace)
        self._share_seconds = share_seconds

    def methods(self) -> Methods:
        write = ["files:write"]
        return {
            "files.getUploadURLExternal": Method(do=self._upload_url, scopes=write, per_minute=100),
            "files.completeUploadExternal": Method(do=self._complete, scopes=write, per_minute=100),
            "files.info": Method(do=self._info, scopes=["files:read"], per_minute=100),
        }

    def _upload_url(self, arguments: Arguments) -> Body:
        length = arguments.number("length", 0)
        if length <= 0:
            raise missing("length")
        name = arguments.needed("filename")
        file, token = self._workspace.files.expect(name, length, arguments.text("alt_txt"))
        return {"upload_url": f"{self._around.origin}/upload/v1/{token}", "file_id": file.id}

    def _complete(self, arguments: Arguments) -> Body:
        wanted = arguments.get("files")
        if not isinstance(wanted, list) or not wanted:
            raise missing("files")
        channels = self._channels(arguments)
        roots = [self._find.root(arguments, channel, "invalid_thread_ts") for channel in channels]
        checked_blocks(arguments, NO_TEXT_NEEDED, self._workspace.files)
        files = [self._completed(it) for it in wanted]

        def share() -> None:
            ready = [self._workspace.files.keep(replace(self._kept(file), is_ready=True)) for file in files]
            for channel, root in zip(channels, roots, strict=True):
                self._share(ready, channel, root, arguments)

        self._around.later(self._share_seconds, share)
        return {"files": [file.as_json(self._around.origin) for file in files]}

    def _channels(self, arguments: Arguments) -> Sequence[Channel]:
        wanted = [arguments.text("channel_id")] if arguments.text("channel_id") else arguments.listed("channels")
        return [self._find.writable(Arguments(channel=id)) for id in wanted]

    def _completed(self, wanted: Mapping[str, Any]) -> File:
        file = self._workspace.files.find(str(wanted.get("id")))
        if file is None or file.content is None or file.is_complete:
            raise Refused("file_not_found")
        return self._workspace.files.keep(replace(file, title=str(wanted.get("title") or file.name), is_complete=True))

    def _share(self, files: Sequence[File], channel: Channel, root: str | None, arguments: Arguments) -> None:
        """Posts the message that shows the files."""
        bare = Message(
            channel=channel.id,
            user=BOT_USER_ID,
            text=arguments.text("initial_comment"),
            root=root,
            bot_id=BOT_ID,
            app_id=APP_ID,
            subtype="file_share",
        )
        posted = self._workspace.post(bare, self._around.now())
        shared = [
            replace(self._kept(file), shares=[*self._kept(file).shares, (channel.id, posted.ts)]) for file in files
        ]
        for file in shared:
            self._workspace.files.keep(file)
        told = [file.as_json(self._around.origin) for file in shared]
        self._around.posted(self._workspace.update(replace(posted, files=told)))

    def _kept(self, file: File) -> File:
        return self._workspace.files.find(file.id) or file

    def _info(self, arguments: Arguments) -> Body:
        file = self._workspace.files.find(arguments.needed("file"))
        if file is None:
            raise Refused("file_not_found")
        return {"file": file.as_json(self._around.origin), "comments": [], "response_metadata": {"next_cursor": ""}}
