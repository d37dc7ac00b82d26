import math

from newscrawl.fetch.budget import Budget
from newscrawl.fetch.pace import Hosts, Pace


def wait(pace, now, delay=1.0, at_once=1):
    return pace.wait(now, delay, at_once)


def test_the_first_request_waits_for_nothing():
    assert wait(Pace(), 0.0) == 0.0


def test_the_next_one_waits_for_the_answer_and_then_for_the_delay():
    pace = Pace()
    pace.send(100.0)
    assert math.isinf(wait(pace, 100.5))
    pace.answered(100.5)
    assert wait(pace, 100.75) == 0.75
    assert wait(pace, 101.5) == 0.0


def test_without_a_delay_too_one_waits_for_the_other():
    pace = Pace()
    pace.send(0.0)
    assert math.isinf(wait(pace, 0.0, delay=0.0))
    assert wait(pace, 0.0, delay=0.0, at_once=2) == 0.0


def test_the_longest_delay_counts_whoever_asks_for_it():
    pace = Pace()
    pace.ask_delay("http://a.example", 5.0)
    pace.ask_delay("https://a.example", 2.0)
    pace.send(0.0)
    pace.answered(0.0)
    assert wait(pace, 0.0) == 5.0
    pace.ask_delay("http://a.example", None)
    assert wait(pace, 0.0) == 2.0
    assert wait(pace, 0.0, delay=9.0) == 9.0


def test_a_pause_holds_and_a_shorter_one_does_not_end_it():
    pace = Pace()
    pace.pause(10.0, 60.0)
    pace.pause(20.0, 5.0)
    assert wait(pace, 30.0) == 40.0
    assert wait(pace, 70.0) == 0.0


def test_those_who_wait_are_told_in_their_order_and_once():
    pace, told = Pace(), []
    pace.send(0.0)
    for name in ("b", "a", "b"):
        pace.queue(name, lambda name=name: told.append(name))
    pace.answered(0.0)
    pace.send(1.0)
    pace.answered(1.0)
    assert told == ["b", "a"]


def test_refusals_count_one_after_the_other():
    pace = Pace()
    assert [pace.refused(is_refusal=one) for one in (True, True, False, True)] == [1, 2, 0, 1]


def test_a_host_has_one_pace_for_all_who_ask():
    hosts = Hosts()
    assert hosts.pace("a.example") is hosts.pace("a.example")
    assert hosts.pace("a.example") is not hosts.pace("b.example")


class TestBudget:
    def test_without_a_limit_nothing_is_spent(self):
        assert Budget(requests=0, seconds=0.0, began=0.0, sent=10**6).spent(10.0**9) is None

    def test_requests(self):
        budget = Budget(requests=3, seconds=0.0, began=0.0, sent=2)
        assert budget.spent(0.0) is None
        budget.sent += 1
        assert budget.spent(0.0) == (
            "This run's 3 requests (NEWSCRAWL_FETCH_REQUESTS_MAX) are sent; the next one goes on."
        )

    def test_seconds(self):
        budget = Budget(requests=0, seconds=1.5, began=10.0)
        assert budget.spent(11.4) is None
        assert "1.5 seconds (NEWSCRAWL_FETCH_RUN_MAX_SECONDS) are over" in budget.spent(11.5)
