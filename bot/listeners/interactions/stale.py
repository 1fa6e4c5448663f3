"""What is said of buttons and forms that nothing here knows any more."""

STALE = "That button belongs to an older message of mine, which I cannot use any more. Please ask again."
STALE_FORM = "That form belongs to an older version of me. Please close it and open it again."
