"""Events that nobody here waits for: acknowledged, or Slack would send them again and in the end no more at all."""

import re

from slack_bolt import App


def register(app: App) -> None:
    """To be registered last: it takes whatever no other listener took, such as the twin `message` of a mention."""

    @app.event(re.compile(""))
    def ignore() -> None: ...
