/* A box that offers records by name, and new ones where none is found.

   The hidden box beside it is what is sent: "actor:12", or "new-0" for one made in the panel. */

import {Combobox} from "./combobox.js";
import {statedFact} from "./stated.js";

// What is made once is often made again: by the kinds of a box, the one that is offered first.
const lastMade = {};

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

/** A line of the list that says something and cannot be chosen. */
function sentence(text, isError = false) {
    const said = document.createElement("li");
    said.className = isError ? "says not-searched" : "says";
    said.setAttribute("role", "option");
    said.setAttribute("aria-disabled", "true");
    said.textContent = text;
    return said;
}

/** What is said above the offers: that there are none, and why. */
function saidOf(term, offered, failed) {
    if (failed) {
        return [sentence(
            "Nothing could be searched: are you still logged in, and the server there?", true)];
    }
    return term && !offered.length ? [sentence("Nothing is called so, and none is made here.")] : [];
}

// How well a term fits, as the server tells of records (`sources/offered.py`).
const [EXACTLY, PARTLY, NEARLY, WITHIN] = [0, 2, 3, 4];

/** How well a term fits what is made here; null for not at all. */
function fitOf({text}, term) {
    const [called, sought] = [text.toLowerCase(), term.toLowerCase()];
    if (called === sought) {
        return EXACTLY;
    }
    return called.startsWith(sought) ? PARTLY : called.includes(sought) ? WITHIN : null;
}

export const spoken = kind => kind.replaceAll("_", " ");

class RecordBox extends Combobox {
    constructor(element, {address, about, madeHere, make}) {
        const [hidden, input] = element.querySelectorAll("input");
        super(element, input);
        Object.assign(this, {hidden, address, about, madeHere, make});
        this.kinds = element.dataset.kinds.split(" ");
        // What a stated fact left open is chosen when one comes to it.
        input.addEventListener("focus", () => this.isUnchosen && this.search());
    }

    set(id, text) {
        this.hidden.value = id;
        this.input.value = text;
        this.hidden.dataset.text = text;
        this.hidden.dispatchEvent(new Event("change", {bubbles: true}));
    }

    /** Whether something is written that is no record: a name that was typed and not chosen. */
    get isUnchosen() {
        return Boolean(this.term) && !this.hidden.value;
    }

    get isMakeable() {
        return this.kinds.some(kind => this.make.kinds.includes(kind));
    }

    get isChosen() {
        return Boolean(this.hidden.value);
    }

    onInput() {
        this.hidden.value = "";
        super.onInput();
    }

    async search() {
        const term = this.term;
        const query = new URLSearchParams([
            ...this.kinds.map(kind => ["kind", kind]), ["term", term], ["document", this.about],
        ]);
        const answer = await this.ask(`${this.address}?${query}`);
        if (answer !== undefined) {
            this.offer(term, answer ?? {results: [], stated: []}, !answer);
        }
    }

    /** Lists what a term finds and what it can make; without a term nothing is marked, so that
        Enter on an empty box takes nothing. */
    offer(term, {results, stated}, failed) {
        const makeable = this.kinds.filter(kind => this.make.kinds.includes(kind));
        const likeliest = numberIn(term) ? "figure" : lastMade[this.kinds];
        makeable.sort((one, other) => (other === likeliest) - (one === likeliest));
        const facts = stated.filter(fact => makeable.includes(fact.kind))
            .map(fact => statedFact(fact, this.madeHere));
        const [first, ...others] = makeable.map(kind => ({
            kind, text: `New ${spoken(kind)}${term && ` “${term}”`}`, makes: true,
        }));
        const made = this.madeHere(this.kinds)
            .map(each => ({...each, note: "new", fit: fitOf(each, term)}))
            .filter(({fit}) => fit !== null);
        const noted = [...made, ...results.map(each => ({...each, note: this.noteOf(each)}))]
            .sort((one, other) => one.fit - other.fit);
        const offered = [
            ...noted.filter(({there}) => there),
            ...facts.filter(fact => fact.isSure),
            ...noted.filter(({there}) => !there),
            ...(first ? [first] : []),
            ...facts.filter(fact => !fact.isSure),
            ...others,
        ];
        // What has the term in the middle of a word only, or is called nearly so, is no likelier
        // than something new.
        const likely = offered.findIndex(each => each.makes || each.there
            || each.fit !== NEARLY && !isWithinWord(each.text, term));
        this.show(offered.map((each, index) => this.optionOf(each, index)),
            term && !failed ? Math.max(0, likely) : null, saidOf(term, offered, failed));
    }

    noteOf({kind, given, others, found}) {
        const whom = others ? " of others" : "";
        const number = given ? `${whom}: says ${given[1]}` : "";
        const said = this.kinds.length > 1 ? spoken(kind) + number : "";
        return [said, found].filter(Boolean).join(" · ");
    }

    optionOf({id, text, note, kind, makes, parts, given}, index) {
        const option = this.option(text, note, index);
        Object.assign(option.dataset, makes ? {makes: kind} : {id, text});
        Object.assign(option, {parts, given});
        return option;
    }

    onEnter(event, marked) {
        const saves = event.ctrlKey || event.metaKey;
        if (marked) {
            event.preventDefault();
            // Who saves has seen what is marked; a new record has still to be described.
            const isDone = (!saves || !marked.dataset.makes) && this.choose(marked);
            if (!isDone) {
                event.stopPropagation();
            }
        } else if (this.isUnchosen && !saves) {
            event.preventDefault();
            event.stopPropagation();
            this.show([], null, [sentence("Searching…")]);
            this.search();
        }
    }

    /** Takes an option; returns whether the panel can go on to what comes next. */
    choose(option) {
        const term = this.term;
        this.close();
        if (option.dataset.makes) {
            // Where there was a choice that the words themselves did not make.
            if (this.kinds.length > 1 && !option.parts && !numberIn(term)) {
                lastMade[this.kinds] = option.dataset.makes;
            }
            return this.make(option.dataset.makes, term, this, option.parts);
        }
        this.hidden.dataset.typed = term;
        this.given = option.given;
        this.set(option.dataset.id, option.dataset.text);
        return this.isChosen;
    }
}
