"""What a person is told when something cannot be done."""


class Refusal(Exception):
    """One sentence that names what is wrong, its value and the cure; shown without a traceback."""
