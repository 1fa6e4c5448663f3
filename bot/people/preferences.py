"""How somebody likes to be answered."""

from typing import Protocol

from bot.blocks.payloads import Form


class Preferences(Protocol):
    """Both raise DatabaseUnavailable; `prefer` also DiskFull."""

    def preferred(self, team: str, user: str) -> Form:
        """Charts, where the person has not chosen."""

    def prefer(self, team: str, user: str, form: Form) -> None:
        """From now on."""


class PreferencesInMemory:
    """Preferences of one process, for as long as it runs."""

    def __init__(self) -> None:
        self._forms: dict[tuple[str, str], Form] = {}

    def preferred(self, team: str, user: str) -> Form:
        return self._forms.get((team, user), Form.CHARTS)

    def prefer(self, team: str, user: str, form: Form) -> None:
        self._forms[team, user] = form
