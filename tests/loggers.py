"""Loggers that may be made in one thread while another looks at all of them."""

import logging
from collections.abc import ValuesView


class SteadyNames(dict[str, logging.Logger | logging.PlaceHolder]):
    """The loggers by name. `values` is how they were when it was asked for.

    pytest goes through them at the beginning of each step of a test without logging's lock; there, a background thread
    of the test before that imports a library ends it with "dictionary changed size during iteration".
    """

    def values(self) -> ValuesView[logging.Logger | logging.PlaceHolder]:  # type: ignore[override]  # typeshed's name is not public
        return dict(self).values()


def steady_loggers() -> None:
    """Has the loggers of this process kept in SteadyNames."""
    logging.root.manager.loggerDict = SteadyNames(logging.root.manager.loggerDict)
