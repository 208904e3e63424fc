/* A box that offers records by name, and new ones where none is found: the ARIA combobox pattern.

   The hidden box beside it is what is sent: "actor:12", or "new-0" for one made in the panel. */

import {statedFact} from "./stated.js";

const WAIT = 150;
let boxes = 0;
const NONE = null;
// What is made once is often made again: its kind is offered before the others.
let lastMade = null;

/** Sets a box up, to ask at `address` about a document: `madeHere` gives the new records of some
    kinds, `make` makes another one. */
export function setUpBox(element, asking) {
    const box = new RecordBox(element, asking);
    element.recordBox = box;
    return box;
}

function isWithinWord(text, term) {
    const [words, sought] = [text.toLowerCase(), term.toLowerCase()];
    const at = words.indexOf(sought);
    return at > 0 && /[\p{L}\p{N}]/u.test(words[at - 1])
        && !words.split(/[^\p{L}\p{N}]+/u).some(word => word.startsWith(sought));
}

/** “3 persons”, “1,200 rockets” as a number and its unit; what begins with a year is none. */
export function numberIn(term) {
    const found = term.match(/^(\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)\s+(\D.*)$/u);
    const isYear = /^(?:1[5-9]|20)\d\d\s/.test(term);
    return found && !isYear ? {best: found[1].replaceAll(",", ""), unit: found[2]} : null;
}

function notSearched() {
    const said = document.createElement("li");
    said.className = "not-searched";
    said.setAttribute("role", "option");
    said.setAttribute("aria-disabled", "true");
    said.textContent = "Nothing could be searched: are you still logged in, and the server there?";
    return said;
}

const spoken = kind => kind.replaceAll("_", " ");

class RecordBox {
    constructor(element, {address, about, madeHere, make}) {
        Object.assign(this, {element, address, about, madeHere, make});
        this.kinds = element.dataset.kinds.split(" ");
        [this.hidden, this.input] = element.querySelectorAll("input");
        this.list = document.createElement("ul");
        this.list.id = `record-box-${++boxes}`;
        this.list.setAttribute("role", "listbox");
        this.list.hidden = true;
        element.append(this.list);
        this.input.setAttribute("aria-controls", this.list.id);
        this.input.addEventListener("input", () => this.onInput());
        this.input.addEventListener("keydown", event => this.onKey(event));
        this.input.addEventListener("blur", () => this.close());
        // What a stated fact left open is chosen when one comes to it.
        this.input.addEventListener("focus", () => this.isUnchosen && this.search());
        // The box keeps the keyboard while the mouse chooses.
        this.list.addEventListener("mousedown", event => event.preventDefault());
        this.list.addEventListener("click", event => {
            const option = event.target.closest("[role=option]:not([aria-disabled])");
            if (option) {
                this.choose(option);
            }
        });
    }

    set(id, text) {
        this.hidden.value = id;
        this.input.value = text;
        this.hidden.dataset.text = text;
        this.hidden.dispatchEvent(new Event("change", {bubbles: true}));
    }

    /** Whether something is written that is no record: a name that was typed and not chosen. */
    get isUnchosen() {
        return Boolean(this.input.value.trim()) && !this.hidden.value;
    }

    get isMakeable() {
        return this.kinds.some(kind => this.make.kinds.includes(kind));
    }

    get isChosen() {
        return Boolean(this.hidden.value);
    }

    onInput() {
        this.hidden.value = "";
        clearTimeout(this.timer);
        this.timer = setTimeout(() => this.search(), WAIT);
    }

    async search() {
        const term = this.input.value.trim();
        const query = new URLSearchParams([
            ...this.kinds.map(kind => ["kind", kind]), ["term", term], ["document", this.about],
        ]);
        const asked = this.asked = Symbol(term);
        let answer = null;
        try {
            const response = await fetch(`${this.address}?${query}`, {
                headers: {accept: "application/json"}, redirect: "manual",
            });
            answer = await response.json();
        } catch {
            // Said in the list: new records can still be typed.
        }
        if (asked === this.asked && document.activeElement === this.input) {
            this.offer(term, answer ?? {results: [], stated: []}, !answer);
        }
    }

    /** Lists what a term finds and what it can make; without a term nothing is marked, so that
        Enter on an empty box takes nothing. */
    offer(term, {results, stated}, failed) {
        const called = made => made.text.toLowerCase().includes(term.toLowerCase());
        const makeable = this.kinds.filter(kind => this.make.kinds.includes(kind));
        const likeliest = numberIn(term) ? "figure" : lastMade;
        makeable.sort((one, other) => (other === likeliest) - (one === likeliest));
        const facts = stated.filter(fact => makeable.includes(fact.kind))
            .map(fact => statedFact(fact, this.madeHere));
        const sure = facts.filter(fact => fact.isSure);
        const offered = [
            ...sure,
            ...this.madeHere(this.kinds).filter(called).map(made => ({...made, note: "new"})),
            ...results.map(each => ({...each, note: this.kinds.length > 1 ? spoken(each.kind) : ""})),
            ...makeable.map(kind => ({
                kind, text: `New ${spoken(kind)}${term && ` “${term}”`}`, makes: true,
            })),
        ];
        offered.splice(offered.findIndex(each => each.makes && !each.isSure) + 1, 0,
            ...facts.filter(fact => !fact.isSure));
        this.options = offered.map((each, index) => this.option(each, index));
        this.list.replaceChildren(...(failed ? [notSearched()] : []), ...this.options);
        this.list.hidden = !this.list.children.length;
        this.input.setAttribute("aria-expanded", String(!this.list.hidden));
        this.list.scrollIntoView({block: "nearest"});
        // What has the term in the middle of a word only is no likelier than something new.
        const likely = offered.findIndex(each => each.makes || !isWithinWord(each.text, term));
        this.mark(term && !failed ? Math.max(0, likely) : NONE);
    }

    option({id, text, note, kind, makes, parts}, index) {
        const option = document.createElement("li");
        option.id = `${this.list.id}-${index}`;
        option.setAttribute("role", "option");
        Object.assign(option.dataset, makes ? {makes: kind} : {id, text});
        option.parts = parts;
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
        const open = !this.list.hidden;
        if (event.key === "ArrowDown" || event.key === "ArrowUp") {
            event.preventDefault();
            open ? this.markNext(event.key === "ArrowDown") : this.search();
        } else if (event.key === "Enter" && open && this.marked !== NONE && !event.isComposing) {
            const marked = this.options[this.marked];
            const saves = event.ctrlKey || event.metaKey;
            event.preventDefault();
            // Who saves has seen what is marked; a new record has still to be described.
            if (!saves || !marked.dataset.makes) {
                this.choose(marked);
            }
            if (marked.dataset.makes || !this.isChosen) {
                event.stopPropagation();
            }
        } else if (event.key === "Enter" && this.isUnchosen && !event.ctrlKey && !event.metaKey) {
            event.preventDefault();
            event.stopPropagation();
            this.search();
        } else if (event.key === "Escape" && open) {
            event.stopPropagation();
            this.close();
        }
    }

    choose(option) {
        const term = this.input.value.trim();
        this.close();
        if (option.dataset.makes) {
            if (this.kinds.length > 1) {
                lastMade = option.dataset.makes;  // where there was a choice
            }
            this.make(option.dataset.makes, term, this, option.parts);
        } else {
            this.hidden.dataset.typed = term;
            this.set(option.dataset.id, option.dataset.text);
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
