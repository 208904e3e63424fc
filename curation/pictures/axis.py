"""An axis of days: where a day lies on it, and ticks that fit its span, from days to millennia."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

# At the edges of the calendar there is no day before or after.
FIRST, LAST = date.min.toordinal(), date.max.toordinal()
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
DAYS_APART = (1, 2, 7, 14)
MONTHS_APART = (1, 3, 6)
YEARS_APART = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
# Between two ticks there is room for a label such as “14 Mar 2020”.
TICK_ROOM = 84.0
# Of its span, the share that an axis reaches further on either side.
PADDING = 0.02


class Tick(NamedTuple):
    day: date
    label: str


@dataclass(frozen=True)
class Axis:
    """Days from `first` to `last`, both included, over `width` units from `left` on."""

    first: date
    last: date
    left: float
    width: float

    def start_of(self, day: date) -> float:
        """Where a day begins; a day off the axis lies at its edge."""
        return self._at(day.toordinal())

    def end_of(self, day: date) -> float:
        """Where a day ends, which is where the next one begins."""
        return self._at(day.toordinal() + 1)

    def _at(self, ordinal: int) -> float:
        first, days = self.first.toordinal(), self._days
        return self.left + self.width * min(max(ordinal - first, 0), days) / days

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def _days(self) -> int:
        return self.last.toordinal() - self.first.toordinal() + 1

    def ticks(self) -> list[Tick]:
        """Round days, months or years, as many as their labels leave room for."""
        days_between = self._days * TICK_ROOM / self.width
        for apart in DAYS_APART:
            if apart >= days_between:
                return [*self._every_days(apart)]
        for apart in MONTHS_APART:
            if apart * 30 >= days_between:
                return [*self._every_months(apart)]
        years = next((n for n in YEARS_APART if n * 365 >= days_between), YEARS_APART[-1])
        return [*self._every_years(years)]

    def _every_days(self, apart: int) -> Iterator[Tick]:
        first = self.first.toordinal()
        # Weeks begin on a Monday, which day 1 of the calendar was.
        for ordinal in range(first + (1 - first) % apart, self.last.toordinal() + 1, apart):
            day = date.fromordinal(ordinal)
            yield Tick(day, f"{day.day} {MONTHS[day.month - 1]} {day.year}")

    def _every_months(self, apart: int) -> Iterator[Tick]:
        for year in range(self.first.year, self.last.year + 1):
            for month in range(1, 13, apart):
                day = date(year, month, 1)
                if self.first <= day <= self.last:
                    yield Tick(day, f"{MONTHS[month - 1]} {year}")

    def _every_years(self, apart: int) -> Iterator[Tick]:
        first = -(-self.first.year // apart) * apart
        for year in range(max(first, 1), self.last.year + 1, apart):
            if date(year, 1, 1) >= self.first:
                yield Tick(date(year, 1, 1), str(year))


def reaching(days: Sequence[date], left: float, width: float) -> Axis:
    """An axis that reaches all of `days`, with a little air on either side."""
    first, last = min(days).toordinal(), max(days).toordinal()
    air = max(int((last - first) * PADDING), 3)
    return Axis(
        date.fromordinal(max(first - air, FIRST)),
        date.fromordinal(min(last + air, LAST)),
        left,
        width,
    )
