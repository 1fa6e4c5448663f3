"""How Slack says no: HTTP 200 with `ok` false and the name of an error."""


class Refused(Exception):
    """A business error with what Slack tells beside its name."""

    def __init__(self, error: str, **details: object) -> None:
        self.error = error
        self.body: dict[str, object] = {"ok": False, "error": error, **details}
        super().__init__(error)
