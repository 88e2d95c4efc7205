import dataclasses
import inspect

import pytest

from corpus import errors, types

ERRORS = [
    c for _, c in inspect.getmembers(errors, inspect.isclass) if c.__module__ == errors.__name__
]
TYPES = [c for _, c in inspect.getmembers(types, inspect.isclass) if dataclasses.is_dataclass(c)]


@pytest.mark.parametrize("kind", ERRORS)
def test_every_error_is_one_line_of_subject_problem_and_remedy(kind):
    error = kind("it is torn", "act.pdf", "Mend it.")
    assert str(error) == "act.pdf: it is torn. Mend it."
    assert (error.problem, error.subject, error.remedy) == ("it is torn", "act.pdf", "Mend it.")
    assert isinstance(error, errors.PolicydeskError)


@pytest.mark.parametrize("kind", TYPES)
def test_the_types_of_the_flow_are_frozen_and_slotted(kind):
    assert kind.__dataclass_params__.frozen
    assert "__slots__" in vars(kind)


def test_timings_become_a_mapping_in_their_order():
    timings = types.Timings((("embed", 1.234), ("vector", 2.0)))
    assert list(timings.as_dict().items()) == [("embed", 1.23), ("vector", 2.0)]
