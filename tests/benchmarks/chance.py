"""Chance that comes out the same every time: who, how often, when, and what it is called."""

import datetime
import random
from itertools import accumulate

FIRST_YEAR, LAST_YEAR = 2003, 2024
FIRST_DAY = datetime.date(FIRST_YEAR, 1, 1)
DAYS = (datetime.date(LAST_YEAR, 12, 31) - FIRST_DAY).days + 1
SYLLABLES = ["ab", "al", "bad", "bu", "da", "din", "far", "ha", "im", "ja", "kha", "mu", "qa"]
ARABIC = ["با", "دي", "را", "سا", "شم", "طا", "عل", "فا", "قا", "كر", "لا", "مح"]


class Chance(random.Random):
    def skewed(self, members, count):
        """`count` of `members`, some of them often and most of them seldom (Zipf's law)."""
        shuffled = self.sample(members, len(members))
        weights = [*accumulate(1 / (rank + 3) for rank in range(len(shuffled)))]
        return self.choices(shuffled, cum_weights=weights, k=count)

    def one_of(self, weights):
        """A key of `weights`, as often as its weight says."""
        return self.choices([*weights], weights=[*weights.values()])[0]

    def words(self, count, syllables=SYLLABLES):
        made = ["".join(self.choices(syllables, k=self.randint(2, 3))) for _ in range(count)]
        return " ".join(made).title()

    def day(self):
        return FIRST_DAY + datetime.timedelta(self.randrange(DAYS))

    def event_date(self):
        """Mostly a day; else a month, a year, a period, a doubt, a bound, or nothing."""
        day = self.day()
        month, year = f"{day:%Y-%m}", day.year
        later = day + datetime.timedelta(self.randint(1, 20))
        return self.one_of(
            {
                f"{day}": 70,
                month: 12,
                f"{day}/{later}": 4,
                f"{year}": 3,
                f"{day}?": 2,
                f"{month}~": 1,
                f"[{year - 1}..{year}]": 2,
                f"[..{month}]": 2,
                f"{month}/": 1,
                "": 3,
            }
        )

    def beginning(self, year):
        """The first day of something that began in a year, as exact as sources are."""
        month = f"{year}-{self.randint(1, 12):02}"
        return self.one_of(
            {f"{month}-{self.randint(1, 28):02}": 3, month: 3, f"{year}": 3, f"{year}?": 1, "": 2}
        )

    def ending(self, year):
        """The last day of what began in a year: later, open, or not known."""
        return self.one_of({f"{self.randint(year + 1, LAST_YEAR + 1)}": 5, "..": 2, "": 3})
