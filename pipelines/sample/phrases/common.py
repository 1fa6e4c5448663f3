"""Words that belong to no single problem: greetings, tones, consequences, ends, names."""

GREETINGS = (
    "Hello,",
    "Hi team,",
    "Good morning,",
    "Dear support team,",
    "Hello {agent},",
    "Hi there,",
    "Good afternoon,",
)
CHAT_GREETINGS = ("Hi! ", "hello! ", "Hey. ", "Hi, a question. ", "Hello, {person} here. ", "")
POLITE = (
    "Could you please look into this?",
    "Thank you in advance for your help.",
    "I would be grateful for a short answer today.",
    "Let me know if you need anything else from us.",
    "Thanks for your patience with us, we know that you are busy.",
)
NEUTRAL = (
    "Please tell us what to do.",
    "When can we expect this to be solved?",
    "Please confirm that you received this.",
    "What is the next step?",
    "Please call me at {clock} if you have questions.",
)
ANGRY = (
    "This is the {nth} time that I write about this, and I expect a real answer now.",
    "Honestly, this is not what we pay for.",
    "If nobody takes care of this by {weekday}, we will look for another provider.",
    "I want to speak to somebody who can decide this.",
    "We are fed up with copied answers that do not fit the question.",
)
IMPACTS = (
    "{users} people in our {department} department are affected.",
    "Our {department} team is blocked until this is solved.",
    "We have a deadline on {weekday}.",
    "For the time being we do it by hand, which costs us {days} hours a day.",
    "Our customers have begun to ask us about it.",
    "It is not urgent, but it should be right by the end of {next_month}.",
    "Without it we cannot close {month}.",
    "The {department} team has stopped trusting the system.",
)
TRIED = (
    "We followed the steps of your help article and nothing changed.",
    "We asked our own IT department first; they see nothing wrong on our side.",
    "I searched the community and found others with the same problem.",
    "We tried it on {device} and on a desktop with {browser}.",
    "Our partner had the same with another customer of yours in {month}.",
    "We waited until {date} to see whether it would go away.",
)
CLOSINGS = ("Best regards", "Kind regards", "Thanks", "Many thanks", "Regards", "With best wishes")
SIGNATURE = "{closing}\n{person}\n{jobrole}, {account}\nTel. {phone} | {mail}"
DISCLAIMER = (
    "This message is meant for the addressee only. If you have received it by mistake, please tell the sender and"
    " delete it; any copying or passing on is not permitted."
)
CHRONOLOGY = (
    "{clock} first report from the {department} team, nothing unusual in our own logs.",
    "{clock} a colleague repeated the steps on {device} and saw the same.",
    "{clock} restarted everything on our side, no change.",
    "{clock} called your hotline and was asked to wait, after {minutes} minutes I gave up.",
    "{clock} the {department} team reported that {users} more people are affected.",
    "{clock} tried again with {browser}, same picture.",
    "{clock} it worked for {minutes} minutes without any of us doing anything, then it was back.",
    "{clock} informed our management, who want a written explanation by {weekday}.",
    "{clock} compared with our second workspace: there it does not happen.",
    "{clock} collected the ids of what failed, for instance {request}.",
    "{clock} found {count} more occurrences when we went back to {month}.",
    "{clock} sent the screenshots to {mail}, no reaction so far.",
)
BACKGROUND = (
    "Some background, so that you do not have to ask: we have been with you for {days} years, use {plan} with {seats}"
    " seats, and {account} depends on it every single day, in particular the {department} team.",
    "To save us all a round of questions: browser {browser}, app {version}, workspace on {host}, {users} users, time"
    " zone of the head office, no proxy, no extension, nothing installed since {month}.",
    "For context, {person2} from our side talked to {agent} about something similar in {month}. At that time it went"
    " away without anybody telling us why, and we would like to understand it this time.",
)
QUOTED = (
    "> From: {person2}\n> To: {person}\n> This has come up again in the {department} team and I cannot explain it to"
    " them any more. Please find out from the vendor what is going on, since when, and what they do about it. I need"
    " something that I can show on {weekday}.",
    "> From: {agent}\n> Thank you for your message. We have received your request under {request} and will come back to"
    " you as soon as we can. In the meantime you may find an answer in our help centre.",
)

ENDS: dict[str, tuple[str, ...]] = {
    "refund": (
        "Refunded {amount} in full to the card ending {card}.",
        "The full {amount} was paid back; the customer will see it within {days} working days.",
        "Full refund of {amount} booked against {invoice}.",
    ),
    "partial refund": (
        "Refunded {part} of {amount}; the rest was used and stays billed.",
        "We agreed on a partial refund of {part}, booked to the card ending {card}.",
    ),
    "credit": (
        "A credit of {part} was put on the account for the next invoice.",
        "Instead of money back, {part} was credited to the account.",
    ),
    "declined": (
        "Declined: the terms of {plan} do not allow it, and the customer was told why.",
        "The request was declined with reference to clause {clause} of the contract.",
    ),
    "explained": (
        "We explained what to change on the customer's side, after which they could go on.",
        "We explained the reason and sent the help article.",
    ),
    "duplicate": (
        "Duplicate of an earlier case of the same account, answered there.",
        "The customer had opened this twice; it was merged with the other case.",
    ),
    "fix": ("The cause was removed and the customer confirmed that it works.",),
    "workaround": ("A workaround was agreed until the next release {release}.",),
    "configuration": ("A setting of the workspace was corrected, after which it worked.",),
}
PAPERWORK_ENDS = ENDS | {"credit": ("As amends for the trouble, {part} was credited to the account.",)}
TECHNICAL_ENDS = PAPERWORK_ENDS | {
    "declined": (
        "Declined: this would need a change of the product that is not planned, and the customer was told why.",
        "The version in use is not supported any more, so the request was declined; an upgrade was offered.",
    ),
}
EXCEPTION = (
    "This was an exception to the policy, granted by the duty manager.",
    "The policy would not have allowed this; it was granted as an exception.",
)
AFTER_ESCALATION = (
    "Solved after the case had been escalated.",
    "The duty manager followed it up with the customer after the escalation.",
)
AFTERWARDS = (
    "Customer confirmed by {channel_word}.",
    "The help article was updated.",
    "{agent} will check again on {weekday}.",
    "The customer had no further questions.",
    "",
    "",
    "",
    "",
)

FIRST_NAMES = (
    "Anna", "Ben", "Carla", "David", "Elena", "Felix", "Grace", "Hiro", "Ines", "Jonas", "Kenji", "Laura",
    "Marco", "Nadia", "Oscar", "Priya", "Quentin", "Rosa", "Sven", "Tara", "Uma", "Victor", "Wanda", "Yuki",
    "Zoe", "Amir", "Bruna", "Diego", "Emi", "Farah", "Gustavo", "Helen",
)  # fmt: skip
LAST_NAMES = (
    "Adler", "Bauer", "Costa", "Dubois", "Eriksen", "Fischer", "Garcia", "Haddad", "Ito", "Jansen", "Kowalski",
    "Lopez", "Moreau", "Nakamura", "Okafor", "Petrov", "Quinn", "Rossi", "Sato", "Tanaka", "Ueda", "Vargas",
    "Weber", "Ximenes", "Yamada", "Ziegler", "Almeida", "Brandt", "Castillo", "Devi",
)  # fmt: skip
JOB_ROLES = (
    "Finance Manager", "Head of Operations", "IT Administrator", "Office Manager", "Team Lead", "Shop Manager",
    "Controller", "Project Manager", "Support Lead", "Data Analyst",
)  # fmt: skip
DEPARTMENTS = ("finance", "sales", "logistics", "operations", "support", "purchasing", "marketing", "field service")
BROWSERS = ("Chrome 128", "Firefox 130", "Safari 17", "Edge 127", "Chrome 131", "Safari 18", "Firefox 126")
DEVICES = ("Pixel 8", "Galaxy S23", "iPhone 14", "iPhone 15 Pro", "Galaxy Tab A9", "iPad Air", "Xperia 5", "Moto G84")
REPORTS = (
    "revenue", "open items", "churn", "stock turnover", "time sheet", "tax summary", "usage", "cohort",
    "delivery", "commission", "VAT summary", "customer list",
)  # fmt: skip
FIELDS = (
    "customer_ref", "cost_center", "due_date", "region_code", "quantity", "tax_class", "owner", "discount",
    "iban", "delivery_note",
)  # fmt: skip
ENDPOINTS = (
    "/v3/orders", "/v3/customers", "/v3/invoices", "/v3/events", "/v2/exports", "/v3/users", "/v3/products",
    "/v3/payments", "/v3/subscriptions",
)  # fmt: skip
PLANS = ("Starter", "Team", "Business", "Business Plus", "Enterprise", "Professional")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
CHANNEL_WORDS = ("mail", "phone", "chat", "a short note")
