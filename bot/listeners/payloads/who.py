"""In whose name something came in."""

from slack_bolt import BoltContext


def team_in(context: BoltContext) -> str:
    """The workspace that the assistant speaks in: in a shared channel the asker's own may be another."""
    authorized = context.authorize_result
    return (authorized.team_id if authorized else None) or context.team_id or ""


def me_in(context: BoltContext) -> str:
    """The assistant's own id as a user of that workspace."""
    return context.bot_user_id or ""
