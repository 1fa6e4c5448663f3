"""What may come between two steps of a question: edits, second hands, other processes, outages, the end."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from threading import Event, Thread

import pytest
from slack_sdk import WebClient

from bot.inbox.database import Database
from bot.inbox.in_memory import InboxInMemory
from bot.inbox.inbox import Ending, Inbox, Standing
from bot.inbox.layered import LayeredInbox
from bot.inbox.stored import StoredInbox
from bot.people.admission import Admitted, TurnedAway
from bot.playground.local_slack import ANA, SUPPORT, LocalSlack
from bot.playground.workspace.ids import TEAM_ID
from bot.question import Place, Question
from bot.replies.looking import metadata_of
from knowledge.answers.seen import EVERYTHING
from tests.receptions import Door, Lines, a_question, as_soon_as, bureau, mentioned, of_thread

LEASE_S = 0.3


@pytest.fixture(params=["memory", "sqlite", "layered"])
def inbox(request: pytest.FixtureRequest, sqlite_address: str) -> Iterator[Inbox]:
    """Each kind, empty."""
    if request.param == "memory":
        yield InboxInMemory()
        return
    database = Database(sqlite_address)
    stored = StoredInbox(database, lease_seconds=15)
    yield LayeredInbox(stored) if request.param == "layered" else stored
    database.close()


def post_reply(slack: LocalSlack, question: Question) -> None:
    """As another process would."""
    WebClient(token=slack.bot_token, base_url=slack.api_url).chat_postMessage(
        channel=SUPPORT,
        thread_ts=question.place.root,
        text="48 cases.",
        metadata=dict(metadata_of(question, Ending.ANSWERED)),
    )


# Edited while the reply goes out


class Meanwhile(InboxInMemory):
    """Something happens once, between Slack's word that the reply stands there and its end."""

    happens: Callable[[], object] | None = None

    def sending(self, key: str, ts: str | None = None) -> Standing:
        standing = super().sending(key, ts)
        if ts is not None and self.happens is not None:
            happens, self.happens = self.happens, None
            happens()
        return standing


def test_an_edit_while_the_reply_goes_out_is_answered_afterwards_in_the_same_message(slack: LocalSlack) -> None:
    inbox, question = Meanwhile(), mentioned(slack, "how many?")
    with bureau(slack, inbox=inbox) as desk:
        inbox.happens = lambda: desk.reception.reword(question.key, "since when?")
        desk.ask(question)
        as_soon_as(lambda: [it for it in of_thread(slack, question) if "since when?" in it.text])
        desk.wait_for_end(question)

    [reply] = of_thread(slack, question)
    assert "how many?" not in f"{reply.text} {reply.blocks}"


def test_an_edit_of_a_question_that_is_being_stopped_does_not_bring_it_back(slack: LocalSlack) -> None:
    answerer, question = Lines(), mentioned(slack, "how many?")
    answerer.gate.clear()
    with bureau(slack, answerer) as desk:
        desk.ask(question)
        as_soon_as(lambda: answerer.asked)
        desk.reception.reword(question.key, "since when?")
        desk.reception.stop(TEAM_ID, SUPPORT, question.place.root or "", ANA)
        answerer.gate.set()
        desk.wait_for_end(question)

    assert [reply.text for reply in of_thread(slack, question)] == ["Stopped."]
    assert answerer.asked == ["how many?"]


def test_the_end_tells_what_the_question_asks_by_now(inbox: Inbox) -> None:
    question = a_question("how many?")
    inbox.accept(question)
    inbox.reworded(question.key, "since when?")

    assert inbox.end(question.key, Ending.ANSWERED, "1.2", answered="how many?") == "since when?"

    assert inbox.reopen(question.key, "How many?") is None
    assert inbox.reopen(question.key, "since when?") is not None
    assert inbox.end(question.key, Ending.ANSWERED, "1.2", answered="since when?") is None


def test_an_edit_that_comes_while_the_question_is_being_accepted_counts() -> None:
    class Slow(InboxInMemory):
        """A store that takes its time."""

        begun, goes_on = Event(), Event()

        def accept(self, question: Question, *, event_id: str | None = None) -> bool:
            self.begun.set()
            self.goes_on.wait(10)
            return super().accept(question, event_id=event_id)

    slow, question, found = Slow(), a_question("how many?"), list[bool]()
    inbox = LayeredInbox(slow)
    accepting = Thread(target=inbox.accept, args=[question])
    accepting.start()
    assert slow.begun.wait(5)
    editing = Thread(target=lambda: found.extend([inbox.accept(question), inbox.reworded(question.key, "since when?")]))
    editing.start()
    slow.goes_on.set()
    accepting.join()
    editing.join()

    assert found == [False, True]
    assert inbox.sending(question.key).text == "since when?"


# Found out after it was accepted


def test_what_is_found_out_of_a_question_is_known_to_all(inbox: Inbox) -> None:
    accepted = a_question("how many?", place=Place(channel=ANA))
    known = replace(accepted, text="how many now?", place=Place(channel=SUPPORT, root="1.1"), thread="t")
    inbox.accept(accepted)

    inbox.amended(known)

    assert list(inbox.stop(known.team, SUPPORT, "1.1")) == [known.key]
    assert inbox.sending(known.key).text == "how many now?"
    inbox.end(known.key, Ending.ANSWERED, "1.2")
    assert inbox.replied_in(known.team, SUPPORT, "1.1")


def test_a_thread_in_which_a_reply_is_just_going_out_is_one_that_was_replied_in(inbox: Inbox) -> None:
    seen, private = a_question(), a_question(place=Place(channel=SUPPORT, root="1.1", only_to=ANA))
    for question in (seen, private):
        inbox.accept(question)
    assert not inbox.replied_in(TEAM_ID, SUPPORT, seen.place.root or "")

    for question in (seen, private):
        inbox.sending(question.key)

    assert inbox.replied_in(TEAM_ID, SUPPORT, seen.place.root or "")
    assert not inbox.replied_in(TEAM_ID, SUPPORT, "1.1")


def test_a_thread_is_not_replied_in_while_somebody_who_may_not_ask_is_told_so(inbox: Inbox) -> None:
    question = a_question()
    inbox.accept(question)

    assert inbox.standing(question.key) == inbox.standing(question.key) == Standing(mine=True, text=question.text)

    assert not inbox.replied_in(TEAM_ID, SUPPORT, question.place.root or "")


class SeenAtTheEnd(InboxInMemory):
    """Whether the thread was taken for one that was replied in when the reply stood there, and had not ended yet."""

    was_replied_in: bool | None = None

    def end(self, key: str, ending: Ending, ts: str | None, *, answered: str | None = None) -> str | None:
        team, channel, root = key.split(":")
        self.was_replied_in = self.replied_in(team, channel, root)
        return super().end(key, ending, ts, answered=answered)


@pytest.mark.parametrize("may_ask", [True, False])
def test_what_is_said_at_once_below_a_reply_is_a_follow_up_where_its_asker_may_ask(
    slack: LocalSlack, *, may_ask: bool
) -> None:
    inbox, question = SeenAtTheEnd(), mentioned(slack)
    door = Door(Admitted(here=EVERYTHING) if may_ask else TurnedAway(sentence="Only members may ask."))
    with bureau(slack, inbox=inbox, door=door) as desk:
        desk.wait_for_end(desk.ask(question))

    assert inbox.was_replied_in is may_ask


def test_a_question_whose_thread_was_begun_for_it_can_be_stopped_there(slack: LocalSlack) -> None:
    answerer, question = Lines(), mentioned(slack)
    answerer.gate.clear()
    with bureau(slack, answerer) as desk:
        assert desk.reception.accept(replace(question, place=Place(channel=ANA)))
        desk.reception.answer(question)
        as_soon_as(lambda: answerer.asked)

        desk.reception.stop(TEAM_ID, SUPPORT, question.place.root or "", ANA)

        assert [reply.text for reply in of_thread(slack, question)] == ["Stopped."]


def test_a_thread_that_was_begun_for_a_question_is_where_another_process_replies(
    slack: LocalSlack, sqlite_address: str
) -> None:
    question = mentioned(slack)
    former = StoredInbox(Database(sqlite_address), lease_seconds=LEASE_S)
    former.accept(replace(question, place=Place(channel=ANA)))
    former.amended(question)
    former.close()

    with bureau(slack, inbox=LayeredInbox(StoredInbox(Database(sqlite_address), lease_seconds=LEASE_S))) as desk:
        desk.wait_for_end(question)

    assert len(of_thread(slack, question)) == 1


def test_a_question_that_is_handed_in_twice_is_answered_once(slack: LocalSlack) -> None:
    answerer, question = Lines(), mentioned(slack)
    answerer.gate.clear()
    with bureau(slack, answerer) as desk:
        desk.ask(question)
        desk.reception.answer(question)
        answerer.gate.set()
        desk.wait_for_end(question)

    assert len(of_thread(slack, question)) == 1
    assert len(answerer.asked) == 1


# The store goes away


def test_a_reply_that_the_store_never_heard_of_is_found_by_who_takes_over(
    slack: LocalSlack, sqlite_address: str
) -> None:
    answerer, question = Lines(), mentioned(slack)
    former = StoredInbox(Database(sqlite_address), lease_seconds=LEASE_S)
    former.accept(question)
    former.close()
    post_reply(slack, question)

    with bureau(
        slack, answerer, inbox=LayeredInbox(StoredInbox(Database(sqlite_address), lease_seconds=LEASE_S))
    ) as desk:
        desk.wait_for_end(question)

    assert len(of_thread(slack, question)) == 1
    assert not answerer.asked


def test_what_the_store_will_never_take_does_not_keep_it_from_the_rest() -> None:
    class Picky(InboxInMemory):
        is_gone = True

        def withdraw(self, key: str) -> bool:
            raise ValueError("never")

        def accept(self, question: Question, *, event_id: str | None = None) -> bool:
            if self.is_gone:
                raise OSError
            return super().accept(question, event_id=event_id)

    store, question = Picky(), a_question()
    inbox = LayeredInbox(store, retry_s=0)
    inbox.withdraw("unknown")
    store.is_gone = False
    inbox.accept(question)

    as_soon_as(lambda: inbox.is_open(question.key) and store.is_open(question.key))


def test_cleaning_up_that_fails_does_not_cost_the_lease(sqlite_address: str) -> None:
    class Cluttered(StoredInbox):
        def _forget(self, connection: object) -> None:
            raise OSError("cluttered")

    inbox, question = Cluttered(Database(sqlite_address), lease_seconds=15), a_question()
    with pytest.raises(OSError, match="cluttered"):
        inbox.renew()
    inbox.renew()
    inbox.accept(question)

    assert not StoredInbox(Database(sqlite_address), lease_seconds=15).take_over()


# The end of the process


def test_a_reply_in_the_middle_of_a_call_is_not_taken_over_at_once(slack: LocalSlack, sqlite_address: str) -> None:
    class Slow(StoredInbox):
        """Slack takes its time with the reply."""

        begun, goes_on = Event(), Event()

        def sending(self, key: str, ts: str | None = None) -> Standing:
            standing = super().sending(key, ts)
            if ts is not None:
                self.begun.set()
                self.goes_on.wait(10)
            return standing

    slow, question = Slow(Database(sqlite_address), lease_seconds=15), mentioned(slack)
    other = StoredInbox(Database(sqlite_address), lease_seconds=15)
    with bureau(slack, inbox=slow) as desk:
        desk.ask(question)
        assert slow.begun.wait(5)

        desk.reception.close(drain_s=0.01)

        assert not other.take_over()
        slow.goes_on.set()
        desk.wait_for_end(question)


def test_what_was_only_computed_at_the_end_is_taken_over_at_once(slack: LocalSlack, sqlite_address: str) -> None:
    inbox, answerer, question = StoredInbox(Database(sqlite_address), lease_seconds=15), Lines(), mentioned(slack)
    other = StoredInbox(Database(sqlite_address), lease_seconds=15)
    answerer.gate.clear()
    with bureau(slack, answerer, inbox=inbox) as desk:
        desk.ask(question)
        as_soon_as(lambda: answerer.asked)

        desk.reception.close(drain_s=0.01)

        assert [taken.key for taken, _ in other.take_over()] == [question.key]
