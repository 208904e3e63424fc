/* A text box with a list of what it may mean below it: the ARIA combobox pattern.

   Whoever extends it asks somebody in `search()`, shows the answer with `show()`, and takes one of
   the options in `choose()`. */

const WAIT = 150;
const NONE = null;
let boxes = 0;

export class Combobox {
    constructor(element, input) {
        Object.assign(this, {element, input, options: [], marked: NONE});
        this.list = document.createElement("ul");
        this.list.id = `offers-${++boxes}`;
        this.list.setAttribute("role", "listbox");
        this.list.hidden = true;
        element.append(this.list);
        input.setAttribute("aria-controls", this.list.id);
        input.addEventListener("input", () => this.onInput());
        input.addEventListener("keydown", event => this.onKey(event));
        input.addEventListener("blur", () => this.close());
        // The box keeps the keyboard while the mouse chooses.
        this.list.addEventListener("mousedown", event => event.preventDefault());
        this.list.addEventListener("click", event => {
            const option = event.target.closest("[role=option]:not([aria-disabled])");
            if (option) {
                this.choose(option);
            }
        });
    }

    get term() {
        return this.input.value.trim();
    }

    get isOpen() {
        return !this.list.hidden;
    }

    onInput() {
        clearTimeout(this.timer);
        // What is listed, or still to come, answers other words: Enter takes nothing of it.
        this.asked = null;
        this.mark(NONE);
        this.options = [];
        this.timer = setTimeout(() => this.search(), WAIT);
    }

    /** The JSON at an address, null where none is to be had; undefined where it comes too late. */
    async ask(address) {
        const asked = this.asked = Symbol(address);
        let answer = null;
        try {
            const response = await fetch(address, {
                headers: {accept: "application/json"}, redirect: "manual",
            });
            answer = await response.json();
        } catch {
            // Said by whoever asks.
        }
        return asked === this.asked && document.activeElement === this.input ? answer : undefined;
    }

    /** Lists options below what cannot be chosen, with one of them marked, or none. */
    show(options, marked, said = []) {
        this.options = options;
        this.list.replaceChildren(...said, ...options);
        this.list.hidden = !this.list.children.length;
        this.input.setAttribute("aria-expanded", String(this.isOpen));
        this.list.scrollIntoView({block: "nearest"});
        this.mark(marked);
    }

    /** An option to list: its text, and a small note behind it. */
    option(text, note, index) {
        const option = document.createElement("li");
        option.id = `${this.list.id}-${index}`;
        option.setAttribute("role", "option");
        const name = document.createElement("bdi");
        name.textContent = text;
        option.append(name);
        if (note) {
            const said = document.createElement("small");
            said.textContent = note;
            option.append(" ", said);
        }
        return option;
    }

    mark(index) {
        const count = this.options.length;
        this.marked = count && index !== NONE ? (index + count) % count : NONE;
        this.options.forEach((option, n) => {
            option.setAttribute("aria-selected", String(n === this.marked));
        });
        const option = this.options[this.marked];
        this.input.setAttribute("aria-activedescendant", option?.id ?? "");
        option?.scrollIntoView({block: "nearest"});
    }

    markNext(isDown) {
        if (this.marked === NONE) {
            this.mark(isDown ? 0 : -1);
        } else {
            this.mark(this.marked + (isDown ? 1 : -1));
        }
    }

    onKey(event) {
        if (event.key === "ArrowDown" || event.key === "ArrowUp") {
            event.preventDefault();
            this.isOpen ? this.markNext(event.key === "ArrowDown") : this.search();
        } else if (event.key === "Enter" && !event.isComposing) {
            this.onEnter(event, this.isOpen ? this.options[this.marked] : undefined);
        } else if (event.key === "Escape" && this.isOpen) {
            event.stopPropagation();
            this.close();
        }
    }

    close() {
        clearTimeout(this.timer);
        this.asked = null;
        this.list.hidden = true;
        this.list.replaceChildren();
        this.input.setAttribute("aria-expanded", "false");
        this.input.removeAttribute("aria-activedescendant");
    }
}
