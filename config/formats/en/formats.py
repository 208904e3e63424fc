"""How a moment is written on every page: 27 November 2026, 06:47; all of them are UTC."""

DATE_FORMAT = "j F Y"
DATETIME_FORMAT = "j F Y, H:i"
