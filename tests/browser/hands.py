"""Hands on a keyboard and a mouse that count what they do."""


class Hands:
    """Does things in a window and counts what they cost."""

    def __init__(self, window):
        self.window = window
        self.cost = 0

    def press(self, *keys):
        for key in keys:
            self.window.keyboard.press(key)
            self.cost += 1

    def click(self, selector):
        self.window.locator(selector).first.click()
        self.cost += 1

    def type(self, text):
        self.window.keyboard.type(text)

    def choose(self, text):
        """In the room: what is typed is offered, and Enter takes it."""
        self.type(text)
        self.window.wait_for_selector(f"[role=option][aria-selected=true]:has-text('{text}')")
        self.press("Enter")

    def pick(self, selector, label):
        """In a plain list: a click, and the first letters."""
        self.window.select_option(selector, label=label)
        self.cost += 1

    def go(self, selector):
        with self.window.expect_navigation():
            self.click(selector)
