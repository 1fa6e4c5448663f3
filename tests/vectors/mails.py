"""Mails and traces as customers send them, each with what it says of the case and what it does not."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Sent:
    """A text, lines of it that say something of the case, and lines of it that do not."""

    name: str
    text: str
    said: tuple[str, ...]
    boilerplate: tuple[str, ...]


SENT = (
    Sent(
        name="signature, address and disclaimer",
        text="""Hello,

our export stops at 50 %. Error E-4012 since Monday, order 4711-88.

Best regards,
Anna Smith
Head of Finance

Acme Inc | +44 20 7946 0018 | www.acme.example

This e-mail and any attachments are confidential and intended solely for the addressee. If you have
received this message in error, please delete it.
""",
        said=("our export stops at 50 %. Error E-4012 since Monday, order 4711-88.",),
        boilerplate=("Best regards", "Anna Smith", "Head of Finance", "7946 0018", "confidential", "delete it"),
    ),
    Sent(
        name="a quoted reply below",
        text="""Still broken after your fix, please escalate this now.

Sent from my iPhone

On Mon, 5 Jan 2026 at 10:11, Acme Support <support@acme.example> wrote:
> Dear Anna,
> please try again.
>
> Kind regards
> Bob
""",
        said=("Still broken after your fix, please escalate this now.",),
        boilerplate=("iPhone", "wrote:", "please try again", "Bob"),
    ),
    Sent(
        name="answers between the quoted lines",
        text="""My answers are below, thank you for looking at it so quickly.

On Mon, Jan 5, 2026 at 10:11 AM Bob wrote:
> Which version do you use,
> and since when?
Version 8.2, since last night.
> Which browser,
> and on which system?
Firefox 140.
""",
        said=("Version 8.2, since last night.", "Firefox 140."),
        boilerplate=("and since when?", "on which system?", "wrote:"),
    ),
    Sent(
        name="an answer above an unmarked message",
        text="""The second invoice is wrong as well, see the attachment for both.

-----Original Message-----
From: Support <support@acme.example>
Sent: Monday, January 5, 2026 10:11
To: Anna
Subject: Invoice

Please send us the invoice.
""",
        said=("The second invoice is wrong as well",),
        boilerplate=("Original Message", "Sent: Monday", "Please send us the invoice."),
    ),
    Sent(
        name="a message that is only passed on",
        text="""FYI

---------- Forwarded message ---------
From: Carla <carla@shop.example>
Date: Mon, 5 Jan 2026 at 10:11
Subject: Checkout refuses every card
To: Anna

Since the update no card is accepted, code PAY-0071.
""",
        said=("Checkout refuses every card", "Since the update no card is accepted, code PAY-0071."),
        boilerplate=("Forwarded message", "Date: Mon"),
    ),
    Sent(
        name="a mail in German above another",
        text="""Guten Tag,

der Export bricht seit Montag nach zehn Minuten mit Fehler E-4012 ab.

Mit freundlichen Grüßen
Jürgen Müller

Von: Support <support@acme.example>
Gesendet: Montag, 5. Januar 2026 10:11
An: Jürgen Müller
Betreff: AW: Export

Bitte versuchen Sie es noch einmal.
""",
        said=("der Export bricht seit Montag nach zehn Minuten mit Fehler E-4012 ab.",),
        boilerplate=("Grüßen", "Gesendet", "Betreff", "Bitte versuchen"),
    ),
    Sent(
        name="a mail in French above another",
        text="""Bonjour,

la facture du mois de mars a été payée deux fois par notre banque.

Cordialement,
Marie Dupont

Le lun. 5 janv. 2026 à 10:11, Support <support@acme.example> a
écrit :

Bonjour Marie, nous regardons.
""",
        said=("la facture du mois de mars a été payée deux fois par notre banque.",),
        boilerplate=("Cordialement", "Marie Dupont", "écrit", "nous regardons"),
    ),
    Sent(
        name="a mail in Spanish",
        text="""Hola, no puedo entrar desde ayer.

Un cordial saludo
Luis

Enviado desde mi iPhone
""",
        said=("no puedo entrar desde ayer",),
        boilerplate=("saludo", "Luis", "iPhone"),
    ),
    Sent(
        name="the sign of a signature",
        text="Login fails on every device.\n\n-- \nAnna\nAcme, 12 High Street\n",
        said=("Login fails on every device.",),
        boilerplate=("Anna", "High Street"),
    ),
    Sent(
        name="a disclaimer in German",
        text="""Bitte um Rückruf wegen der Rechnung 4711.

Diese E-Mail ist vertraulich und nur für den Empfänger bestimmt. Haben Sie diese Nachricht irrtümlich
erhalten, löschen Sie sie bitte.
""",
        said=("Bitte um Rückruf wegen der Rechnung 4711.",),
        boilerplate=("vertraulich", "löschen"),
    ),
    Sent(
        name="thanks in the middle",
        text="Thanks for the refund. The second charge is still there.\n\nThank you\n\nCan you look at invoice 12 too?",
        said=("Thanks for the refund. The second charge is still there.", "Can you look at invoice 12 too?"),
        boilerplate=("Thank you",),
    ),
    Sent(
        name="a trace of Java with its cause",
        text="""The nightly job ends like this:
java.io.IOException: export failed
\tat com.acme.Export.run(Export.java:10)
\tat com.acme.Job.run(Job.java:11)
\tat com.acme.Jobs.all(Jobs.java:12)
\tat com.acme.Pool.next(Pool.java:13)
\tat com.acme.Pool.again(Pool.java:14)
\tat com.acme.Main.main(Main.java:15) ORA-00942
Caused by: java.net.SocketTimeoutException: Read timed out
\tat com.acme.Socket.read(Socket.java:20)
\t... 23 more
Only since version 8.2.
""",
        said=(
            "java.io.IOException: export failed",
            "com.acme.Export.run",
            "Caused by: java.net.SocketTimeoutException: Read timed out",
            "com.acme.Socket.read",
            "ORA-00942",
            "Only since version 8.2.",
        ),
        boilerplate=("com.acme.Main.main", "Pool.again", "23 more"),
    ),
    Sent(
        name="a log in which something fails",
        text="It stops here:\n"
        + "\n".join(f"2026-01-05 10:11:{at:02},123 INFO  [worker-{at}] Batch {at} of 60 sent" for at in range(40))
        + "\n2026-01-05 10:12:01,001 ERROR [worker-1] Gateway refused: HTTP-503\n"
        + "2026-01-05 10:12:02,001 DEBUG [worker-1] retry scheduled, ticket QX-1290\n",
        said=("It stops here:", "Batch 0 of 60 sent", "Gateway refused: HTTP-503", "QX-1290"),
        boilerplate=("Batch 17 of 60", "Batch 39 of 60"),
    ),
    Sent(
        name="a trace of Python",
        text="Traceback (most recent call last):\n"
        + "".join(f'  File "/srv/app/step{at}.py", line {at}, in run\n    call({at})\n' for at in range(9))
        + "ValueError: no such account\n",
        said=("step0.py", "ValueError: no such account"),
        boilerplate=("step8.py", "call(8)"),
    ),
)

UNTOUCHED = (
    "Charged twice for one order",
    "We meet at 10:30 at the office.\nThe lift is broken.",
    "My confidential data is visible to the wrong recipient of a message I never sent.",
    "> one line that begins like a prompt\nand goes on",
    "From: 10:00\nuntil noon nothing works",
    "2026-01-05 10:11:12 Anna: it fails again\n2026-01-05 10:12:12 Bob: I am looking at it\n" * 3,
    "-- \nAnna",
    "Thanks",
    "Best regards,\nAnna",
    "  leading blanks and a tail  ",
    "",
)
"""Texts of which nothing may go: what looks like boilerplate in them is all there is, or is meant."""
