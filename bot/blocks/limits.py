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

OPTION_TEXT = 75
OPTION_VALUE = 150
OPTION_DESCRIPTION = 75
SELECT_OPTIONS = 100
RADIO_OPTIONS = 10
CHECKBOX_OPTIONS = 10
PLACEHOLDER = 150
INPUT_LABEL = 2000
INPUT_HINT = 2000
INPUT_TEXT = 3000
"""The most that a `plain_text_input` may be told to take, or begin with."""
CONFIRM_TITLE = 100
CONFIRM_TEXT = 300
CONFIRM_BUTTON = 30
FEEDBACK_TEXT = 75
FEEDBACK_VALUE = 2000

CARD_TITLE = 150
CARD_SUBTITLE = 150
CARD_BODY = 200
CARD_ACTIONS = 3
CAROUSEL_CARDS = 10

CHARTS = 2
"""Of `data_visualization` in a message."""
CHART_TITLE = 50
CHART_SERIES = 6
CHART_CATEGORIES = 20
CHART_LABEL = 20
AXIS_LABEL = 50
PIE_SEGMENTS = 6

DATA_TABLE_ROWS = 101
"""The header is one of them, and there must be another."""
DATA_TABLE_CHARACTERS = 20_000
PAGE_SIZE = 100

PLAN_TASKS = 50
TITLE = 150

VIEW_BLOCKS = 100
VIEW_TITLE = 24
PRIVATE_METADATA = 3000
CALLBACK_ID = 255
EXTERNAL_ID = 255

STREAM_TEXT = 12_000
"""The `markdown_text` of one call of a stream."""
