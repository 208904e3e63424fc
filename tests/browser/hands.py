"""Hands on a keyboard and a mouse: in a box that offers records, and such as count what they do."""


def open_box(window, box):
    window.focus(f"#{box} + .select2 .select2-selection")
    window.keyboard.press("Enter")
    window.wait_for_selector(".select2-search__field:focus")


def choose(window, box, words, line=None):
    """Types into a box, and takes what it marks once that has `line`, the words by default."""
    open_box(window, box)
    window.keyboard.type(words)
    window.wait_for_selector(f'.select2-results__option--highlighted:has-text("{line or words}")')
    window.keyboard.press("Enter")
    window.wait_for_selector(f"#{box} + .select2 .select2-selection__rendered[title]")


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
