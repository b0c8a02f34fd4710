import pytest

from graph.errors import BudgetSpentError
from graph.store.budgets import Budgets


class _Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_who_has_spent_the_budget_must_wait_until_something_has_come_back() -> None:
    clock = _Clock()
    budgets = Budgets(30, clock)
    budgets.charge("a", 25)
    budgets.check("a")
    budgets.charge("a", 10)
    with pytest.raises(BudgetSpentError, match="30 seconds") as found:
        budgets.check("a")
    assert found.value.wait == 10
    clock.now += 9
    with pytest.raises(BudgetSpentError):
        budgets.check("a")
    clock.now += 2
    budgets.check("a")


def test_what_one_client_spends_is_not_taken_from_another() -> None:
    budgets = Budgets(30, _Clock())
    budgets.charge("a", 100)
    budgets.check("b")
    assert (budgets.spent("a"), budgets.spent("b")) == (100, 0)


def test_nothing_is_saved_up() -> None:
    clock = _Clock()
    budgets = Budgets(30, clock)
    budgets.charge("a", 1)
    clock.now += 3600
    budgets.charge("a", 30)
    with pytest.raises(BudgetSpentError):
        budgets.check("a")


def test_clients_that_owe_nothing_are_forgotten() -> None:
    clock = _Clock()
    budgets = Budgets(60, clock)
    for number in range(10_000):
        budgets.charge(str(number), 1)
    clock.now += 2
    budgets.charge("last", 1)
    assert list(budgets._accounts) == ["last"]
