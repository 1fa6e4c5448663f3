"""Everything that the app listens to."""

from slack_bolt import App

from bot.listeners import others
from bot.listeners.events import edits, fixed_replies, questions, sessions, tabs
from bot.listeners.interactions import choices, commands, feedback, forms, looking, settings, sharing, shortcuts
from bot.listeners.parts import Parts
from bot.words import words_for


def build_app(app: App, parts: Parts) -> App:
    """`app` with all its listeners. The first one that something is for takes it, so their order counts."""
    for event in (questions, fixed_replies, edits, tabs, sessions):
        event.register(app, parts)
    for interaction in (commands, shortcuts, choices, looking, feedback, sharing, forms, settings):
        interaction.register(app, parts)
    others.register(app)

    @app.error
    def log_failure(error: Exception) -> None:
        words_for(error)

    return app
