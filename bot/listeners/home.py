"""The App Home as one person sees it."""

import logging

from slack_sdk import WebClient

from bot.blocks.home import RECENT, View, home_view
from bot.blocks.payloads import Form
from bot.listeners.parts import Parts
from bot.listeners.telling import TROUBLES, code_of
from bot.people.admission import let_in
from bot.people.doorkeeper import sees_in_words
from bot.words import words_for

logger = logging.getLogger(__name__)


def publish(parts: Parts, client: WebClient, team: str, user: str) -> None:
    """Shows it to the person as it is now."""
    view = home_of(parts, team, user)
    try:
        client.views_publish(user_id=user, view=view)
    except TROUBLES as error:
        logger.warning("home not published", extra={"error": code_of(error)})


def home_of(parts: Parts, team: str, user: str) -> View:
    """The view; what is wrong stands in it."""
    try:
        seen = let_in(parts.admissions, team=team, user=user).here
    except Exception as error:  # noqa: BLE001  whatever keeps us from knowing them, they are shown nothing but that
        return home_view(None, (), Form.CHARTS, "", problem=words_for(error))
    try:
        return home_view(
            parts.overviews.of(seen),
            parts.asked.recent(user, RECENT),
            parts.preferences.preferred(team, user),
            sees_in_words(seen),
        )
    except Exception as error:  # noqa: BLE001  the Home is drawn even where there is nothing to tell yet
        return home_view(None, (), Form.CHARTS, sees_in_words(seen), problem=words_for(error))
