"""Slack's limits, as named constants: https://docs.slack.dev/reference/block-kit/blocks and chat.postMessage."""

MESSAGE_BLOCKS = 50
MESSAGE_CHARACTERS = 13_000
"""All texts of a message's blocks together: beyond about 13,200 Slack answers `msg_blocks_too_long`."""

TEXT = 40_000
"""Slack cuts a longer message text itself."""

BLOCK_ID = 255
SECTION_TEXT = 3000
SECTION_FIELDS = 10
SECTION_FIELD = 2000
HEADER_TEXT = 150
CONTEXT_ELEMENTS = 10
CONTEXT_ACTIONS_ELEMENTS = 5
ACTIONS_ELEMENTS = 25
ACTION_ID = 255
BUTTON_TEXT = 75
BUTTON_VALUE = 2000
BUTTON_URL = 3000
MARKDOWN_TEXT = 12_000
IMAGE_URL = 3000
ALT_TEXT = 2000

TABLE_ROWS = 100
"""The header is one of them."""
TABLE_COLUMNS = 20
TABLES = 1
"""Slack refuses a second `table` in a message."""
