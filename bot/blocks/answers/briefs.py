"""The brief of one case as blocks and as lines: what was said by others is escaped."""

from bot.blocks import limits
from bot.blocks.elements import context, section
from bot.blocks.mrkdwn import escaped
from bot.blocks.violations import Block
from knowledge.answers.cases.told import Brief
from knowledge.answers.wording.briefs import BriefPart, brief_parts

LINE_CHARACTERS = 400
HEADING_CHARACTERS = 80
LINES_SHOWN = 14
"""Under one heading."""
_BULLET, _OF_A_CUT = "\N{BULLET} ", 40


def brief_blocks(brief: Brief) -> list[Block]:
    """A section a part, its heading bold; what nothing is known of in one line together."""
    parts = brief_parts(brief)
    known = [part for part in parts if part.lines]
    unknown = [line for part in parts if not part.lines if (line := escaped(part.heading, HEADING_CHARACTERS))]
    return [*(section(_shown(part)) for part in known), *([context(" ".join(unknown))] if unknown else [])]


def brief_lines(brief: Brief) -> list[str]:
    """Headings and what stands under them, for those who read the text only."""
    return [line for part in brief_parts(brief) for line in (part.heading, *_points(part)) if line]


def _shown(part: BriefPart) -> str:
    """Heading and lines, these so short that all of them fit into a section."""
    heading = f"*{escaped(part.heading, HEADING_CHARACTERS)}*"
    room = (limits.SECTION_TEXT - len(heading) - _OF_A_CUT) // min(len(part.lines), LINES_SHOWN)
    return "\n".join([heading, *_points(part, min(LINE_CHARACTERS, room - len(_BULLET) - 1))])


def _points(part: BriefPart, characters: int = LINE_CHARACTERS) -> list[str]:
    """The lines, and how many are left out."""
    points = [f"{_BULLET}{text}" for line in part.lines[:LINES_SHOWN] if (text := escaped(line, characters))]
    more = len(part.lines) - LINES_SHOWN
    return [*points, f"and {more} more"] if more > 0 else points
