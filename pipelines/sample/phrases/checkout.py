"""Checkout: declined payments, speed, outages, discounts."""

from pipelines.sample.phrases.problem import Problem

PAYMENT_DECLINED = (
    Problem(
        codes=("E-4012", "E-4015"),
        subjects=(
            "Customers' cards declined with {error}",
            "{percent} % of card payments fail since {date}",
            "Checkout declines valid cards ({error})",
        ),
        happens=(
            "Since {date} about {percent} % of the card payments in our shop are declined with {error}.",
            "Our buyers get {error} on the last step of the checkout although their cards are fine.",
            "The acquirer answers 'do not honour' for nearly every domestic card, your checkout shows {error}.",
        ),
        details=(
            "An example is order {order} over {amount}.",
            "Cards from abroad go through, domestic ones do not.",
            "The same buyers can pay in other shops with the same card.",
        ),
        found=(
            "The local acquirer rejected our merchant category after its rule change on {date}.",
            "The retries were sent without the network token, which the issuer refuses with {error}.",
        ),
        ends={
            "fix": ("The acquirer settings were corrected and the share of declined payments is back to normal.",),
            "workaround": ("Domestic cards were routed over the second acquirer until the first one is repaired.",),
        },
    ),
    Problem(
        codes=("E-4031", "E-4033"),
        subjects=(
            "3-D Secure window never appears",
            "Payments stop at the 3-D Secure step",
            "Authentication step hangs at checkout, {error}",
        ),
        happens=(
            "The 3-D Secure window stays white in {browser} and the payment ends with {error} after {minutes} minutes.",
            "Buyers are sent to their bank, confirm there, and come back to a checkout that says {error}.",
            "After the bank's confirmation the basket is empty and order {order} is never created.",
        ),
        details=(
            "It began when we updated the checkout snippet to {version}.",
            "On phones it works, on desktops it does not.",
            "We lost at least {count} orders over this since {date}.",
        ),
        found=(
            "The return address of the shop was not on the allowed list after the update to {version}.",
            "A content policy of the shop blocked the frame of the bank.",
        ),
        ends={
            "configuration": ("The return address was added to the allowed list together with the customer.",),
            "fix": (
                "Return addresses of verified shops are allowed by default since {release}; payments complete again.",
            ),
        },
    ),
)

SLOW_PERFORMANCE = (
    Problem(
        codes=("E-5040",),
        subjects=(
            "Checkout takes {seconds} seconds to load",
            "Payment page very slow at peak hours",
            "Slow checkout is costing us orders",
        ),
        happens=(
            "The payment page needs {seconds} seconds before the card form can be used.",
            "Every day between {clock} and the evening the checkout becomes so slow that buyers leave.",
            "Page loads of the checkout went from under two to {seconds} seconds since {date}.",
        ),
        details=(
            "Our monitoring shows that the time is lost in calls to {host}.",
            "The share of abandoned baskets rose to {percent} %.",
            "The rest of our shop answers as quickly as ever.",
        ),
        found=(
            "The stock check was made once per line of the basket instead of once for all.",
            "One of the nodes behind {host} was out of memory and slowed every third request.",
        ),
        ends={
            "fix": ("The stock check was batched; the page loads in under two seconds again.",),
            "workaround": ("The stock check was switched off for baskets of more than ten lines for now.",),
        },
    ),
    Problem(
        codes=("E-5044",),
        subjects=(
            "Shipping cost calculation times out",
            "Delivery options appear after {seconds} seconds or not at all",
            "{error} while computing shipping",
        ),
        happens=(
            "The delivery options come up after {seconds} seconds, and for large baskets not at all ({error}).",
            "Computing the shipping cost for order {order} ended in {error}.",
            "Buyers with more than one address wait {seconds} seconds on the shipping step.",
        ),
        details=(
            "We have {count} delivery zones configured.",
            "It is worst for orders that go to islands.",
            "Removing the express carrier makes it faster.",
        ),
        found=(
            "The carrier's price service is asked anew for each zone, {count} times per basket.",
            "The carrier throttles us after {count} requests a minute.",
        ),
        ends={
            "fix": ("Prices of the carrier are now kept for an hour, and the shipping step is quick again.",),
            "configuration": ("The delivery zones were merged from {count} to a handful.",),
        },
    ),
)

OUTAGE = (
    Problem(
        codes=("E-5030",),
        subjects=(
            "Checkout down: {error} for all buyers",
            "URGENT: no orders since {clock}",
            "Complete outage of the payment page",
        ),
        happens=(
            "Since {clock} nobody can pay in our shop, every attempt ends with {error}.",
            "The checkout is down for all our buyers; {host} answers with {error}.",
            "Our last order, {order}, came in at {clock}, after that there is nothing.",
        ),
        details=(
            "Your status page shows everything green.",
            "We lose about {amount} of revenue every ten minutes.",
            "Restarting our side and rolling back to {version} did not help.",
        ),
        found=(
            "A certificate on {host} had expired at {clock}.",
            "A configuration push took the payment nodes of this region out of rotation.",
        ),
        ends={
            "fix": ("The certificate was renewed and its expiry is now watched; orders came in again within minutes.",),
            "workaround": ("Traffic was moved to the neighbouring region until {host} answered again.",),
        },
    ),
    Problem(
        codes=("E-5031", "E-5032"),
        subjects=(
            "Intermittent {error} at checkout",
            "Checkout up and down all day",
            "Partial outage: every third payment fails",
        ),
        happens=(
            "Roughly every third payment fails with {error}, the others go through.",
            "The checkout has been going up and down since {clock}; right now it is down again with {error}.",
            "Some of our stores cannot take payments, while others on the same account can.",
        ),
        details=(
            "Failing request ids: {request} and a few dozen more.",
            "It is independent of the browser and the card.",
            "We had the same thing on {date} and were told that it had been repaired.",
        ),
        found=(
            "A node with a full disk stayed in rotation because the health check did not look at it.",
            "One of the database replicas lagged behind and was asked for fresh baskets.",
        ),
        ends={"fix": ("The broken node was taken out and the health check now covers its disk.",)},
    ),
)

DISCOUNT_CODE = (
    Problem(
        codes=("E-3301",),
        subjects=(
            "Discount code {coupon} not accepted",
            "Campaign code {coupon} shows {error}",
            "Coupon {coupon} works for new buyers only",
        ),
        happens=(
            "The code {coupon} of our campaign is rejected as expired although it runs until the end of {next_month}.",
            "Buyers enter {coupon} and get {error} instead of {percent} % off.",
            "{coupon} works for new buyers only, and we meant it for everybody.",
        ),
        details=(
            "The campaign mail went to {count} people this morning.",
            "In the preview it works, in the live shop it does not.",
            "We created the code on {date} by copying last year's.",
        ),
        found=(
            "The copied campaign kept the end date of the year before in a hidden field.",
            "The code was limited to one sales channel.",
        ),
        ends={
            "configuration": ("The end date and the channels of {coupon} were set right and the code works.",),
            "explained": ("We showed where the end date of a copied campaign is hidden.",),
        },
    ),
    Problem(
        codes=("E-3310",),
        subjects=(
            "Discount applied twice on {order}",
            "Wrong total when two coupons are combined",
            "Orders going out at {percent} % too low a price",
        ),
        happens=(
            "Order {order} got the discount {coupon} twice and went out far too cheap.",
            "When {coupon} meets the volume discount, the total is {percent} % lower than it should be.",
            "Since {version} the discount is taken from the price with tax, and our totals are wrong.",
        ),
        details=(
            "We counted {count} orders with a wrong total since {date}.",
            "The difference for us is {amount} so far.",
            "The order confirmation shows another total than the invoice.",
        ),
        found=(
            "Since {version} combinable discounts are applied once per line and once per basket.",
            "The volume discount was configured as a coupon and so counted twice.",
        ),
        ends={
            "fix": ("The order of discounts was repaired in {release} and the open orders were computed again.",),
            "configuration": ("The volume discount was moved to the price list, where it belongs.",),
        },
    ),
)
