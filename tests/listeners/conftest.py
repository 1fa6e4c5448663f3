"""What most tests of the listeners start from."""

from collections.abc import Iterator

import pytest

from tests.listening import Listening, listening


@pytest.fixture(scope="module")
def one_for_all() -> Iterator[Listening]:
    with listening() as heard:
        yield heard


@pytest.fixture
def heard(one_for_all: Listening) -> Listening:
    one_for_all.forget()
    return one_for_all
