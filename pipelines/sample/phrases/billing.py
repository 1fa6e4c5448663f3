"""Billing: refunds, invoices, renewals, payment methods."""

from pipelines.sample.phrases.problem import Problem

REFUND = (
    Problem(
        subjects=(
            "Charged twice for order {order}",
            "Double charge of {amount} on our card",
            "Refund for duplicate payment {order}",
        ),
        happens=(
            "We were charged twice for order {order}: {amount} on {date} and the same {amount} again the day after.",
            "Our card ending {card} shows two identical charges of {amount} for order {order}.",
            "The payment page froze, we pressed pay again, and now {amount} has been taken two times for {order}.",
        ),
        details=(
            "The bank confirmed that both payments were booked, so this is not a pending authorisation.",
            "Only one of the two payments shows up under {invoice}.",
            "I attached the statement of the card ending {card} with both lines marked.",
        ),
        found=(
            "The gateway timed out and the payment was sent a second time under {request}.",
            "Two captures for {order} were found, the second without an invoice.",
        ),
    ),
    Problem(
        subjects=(
            "Refund request after cancelling {plan}",
            "Still billed {amount} after cancellation",
            "Cancelled the {plan} plan but was renewed anyway",
        ),
        happens=(
            "We cancelled the {plan} plan on {date} and were still billed {amount} for the next term.",
            "The subscription was renewed for {amount} although the cancellation had been confirmed in writing.",
            "I cancelled {plan} before the notice period ended, and yet {amount} was taken for {invoice}.",
        ),
        details=(
            "The cancellation mail carries the reference {request}.",
            "Nobody has signed in to the workspace since {date}, you can check the usage.",
            "We moved to another provider and do not use the {seats} seats any more.",
        ),
        found=(
            "The cancellation reached us {days} days before the renewal but was booked on the wrong workspace.",
            "The cancellation came after the notice period of the {plan} contract.",
        ),
    ),
    Problem(
        subjects=(
            "Money back for unused {plan} seats",
            "Refund for {seats} seats we never used",
            "Overpaid seats on {invoice}",
        ),
        happens=(
            "We paid {amount} for {seats} seats that were never activated and would like that money back.",
            "{invoice} bills {seats} seats of {plan}, but our team only ever had half of them.",
            "When we reduced the team on {date}, the {seats} spare seats stayed on the bill: {amount} so far.",
        ),
        details=(
            "The seat list in the admin page shows them as 'invited' since {month}.",
            "Your colleague {agent} told us on the phone that unused seats would be credited.",
            "The seats were added by mistake when we imported the user list.",
        ),
        found=(
            "The {seats} seats were added by an import on {date} and never accepted.",
            "Seats were reduced in the middle of the term, which the contract settles at the renewal.",
        ),
    ),
)

INVOICE_ERROR = (
    Problem(
        codes=("E-2107", "E-2110"),
        subjects=(
            "Wrong VAT on {invoice}",
            "{invoice}: tax rate does not match our country",
            "Tax charged despite our VAT number",
        ),
        happens=(
            "{invoice} charges VAT of {percent} % although our valid VAT number has been on file since {month}.",
            "The tax on {invoice} was computed for the wrong country; we are registered elsewhere.",
            "Our accountant refuses {invoice}: no reverse-charge note, and {amount} of tax was added.",
        ),
        details=(
            "Entering the number again in the billing profile ends with {error}.",
            "The invoices until {month} were correct.",
            "We cannot book the invoice in this form and the month is closing on {weekday}.",
        ),
        found=(
            "The tax profile was reset when the account moved to the new {plan} plan.",
            "The VAT number had failed its validation ({error}) and the default rate was applied.",
        ),
        ends={"fix": ("We corrected the tax profile, cancelled {invoice} and issued a new one without the tax.",)},
    ),
    Problem(
        codes=("E-2204",),
        subjects=(
            "Invoice {invoice} lists the wrong company",
            "Please correct the address and PO number on {invoice}",
            "Purchase order missing on {invoice}",
        ),
        happens=(
            "{invoice} is addressed to our former company name and does not show the purchase order {order}.",
            "Accounts payable rejected {invoice}: the legal entity is wrong and PO {order} is missing.",
            "{invoice} came without our purchase order {order}, so it was sent back by our finance team.",
        ),
        details=(
            "We changed the company name in the portal on {date}, it shows correctly there.",
            "Without a corrected document we cannot release the payment of {amount}.",
            "This is the {nth} month in a row that we have to ask for a corrected invoice.",
        ),
        found=(
            "The invoice run takes the address from the contract, not from the portal, so the change had no effect.",
            "The purchase order was stored on the parent account only.",
        ),
        ends={"fix": ("{invoice} was cancelled and issued again with the right entity and purchase order {order}.",)},
    ),
)

CONTRACT_RENEWAL = (
    Problem(
        subjects=(
            "Renewal quote for {seats} seats",
            "Questions about our contract renewal in {next_month}",
            "Price increase of {percent} % at renewal",
        ),
        happens=(
            "The renewal document still lists the old number of seats; we need {seats} instead.",
            "We need the renewal offer for {seats} seats of {plan} before our board meets on {weekday}.",
            "Our contract ends in {next_month} and the renewal quote is {percent} % higher than what we pay today.",
        ),
        details=(
            "The contract says that increases are capped, please see clause {clause}.",
            "Our procurement asks for the terms in writing, including the notice period.",
            "Nobody has answered the message that we left with our account manager on {date}.",
        ),
        found=(
            "The quote had been made with the list price instead of the agreed cap in clause {clause}.",
            "The renewal was waiting for a signature from the commercial side.",
        ),
        ends={
            "fix": ("A corrected quote for {seats} seats was sent and signed on {date}.",),
            "explained": ("We explained how the new price of {plan} comes about and sent the terms in writing.",),
        },
    ),
    Problem(
        subjects=(
            "Moving from monthly to annual terms",
            "How do we change the contract term of {plan}?",
            "Merging two {plan} contracts",
        ),
        happens=(
            "We would like to move our {plan} plan from monthly to annual terms and keep the current price.",
            "Please tell us the notice period of our {plan} contract and how to merge it with our second workspace.",
            "Two of our entities hold separate {plan} contracts, and we want one contract with one end date.",
        ),
        details=(
            "Together that would be {seats} seats.",
            "Our legal team needs the data processing agreement in the same package.",
            "We were promised an offer in {month} and it has not arrived.",
        ),
        found=(
            "The two contracts have different end dates and can be merged at the later one.",
            "The account had no owner on the commercial side since {month}.",
        ),
        ends={"configuration": ("The contracts were merged into one {plan} contract with a common end date.",)},
    ),
)

PAYMENT_METHOD = (
    Problem(
        codes=("E-1403", "E-1407"),
        subjects=(
            "Cannot replace expired card ending {card}",
            "New card is rejected with {error}",
            "Updating our payment method fails",
        ),
        happens=(
            "We try to replace the expired card ending {card} and the form answers {error}.",
            "The new company card is refused in the billing settings with {error}, although it works elsewhere.",
            "Saving the payment method spins for {minutes} minutes and then shows {error}.",
        ),
        details=(
            "We tried {browser} and another computer, with the same result.",
            "Our plan will be paused on {weekday} if the payment fails again.",
            "The bank sees no attempt from you at all.",
        ),
        found=(
            "The card needs a strong authentication step that the form blocked in {browser}.",
            "The billing address did not pass the check of the card issuer.",
        ),
        ends={
            "fix": ("The authentication window was unblocked in the form and the card ending {card} was saved.",),
            "workaround": ("We sent a payment link, over which the card ending {card} was stored.",),
        },
    ),
    Problem(
        codes=("E-1512",),
        subjects=(
            "Switch from card to direct debit",
            "Bank transfer not matched to {invoice}",
            "Paid {invoice} but account is still on hold",
        ),
        happens=(
            "We want to pay by direct debit from now on, but the mandate form stops with {error}.",
            "The transfer of {amount} for {invoice} left our bank on {date} and you keep sending reminders.",
            "We paid {invoice} by bank transfer on {date}, and the account is still marked as overdue.",
        ),
        details=(
            "The transfer reference was {request}.",
            "Two reminders came after we had sent the proof of payment.",
            "Our users see a banner saying that the workspace will be locked on {weekday}.",
        ),
        found=(
            "The transfer had arrived without an invoice number and was parked.",
            "The mandate form did not accept the bank code of this country ({error}).",
        ),
        ends={"fix": ("The payment was matched to {invoice} and the hold on the account was lifted.",)},
    ),
)
