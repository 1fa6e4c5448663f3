"""Questions that anybody can ask of any cases."""

EXAMPLES = (
    "How many escalations last month?",
    "Escalation ratio by product since January",
    "Escalations per week in the last 12 weeks",
    "Similar cases: customer cannot log in after the update",
)
