"""A logger that is made meanwhile disturbs nobody who goes through all of them."""

import logging
from uuid import uuid4


def test_loggers_can_be_made_while_all_are_gone_through() -> None:
    seen = 0
    for _ in logging.root.manager.loggerDict.values():
        logging.getLogger(f"made-meanwhile-{uuid4().hex}")
        seen += 1
        if seen == 3:
            break

    assert seen == 3
