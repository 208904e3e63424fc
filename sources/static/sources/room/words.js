/* The words of the text as a curator moves over them: by mouse or by keyboard, one selection.

   A place is {paragraph, offset}: the paragraph's number, and code points from its beginning, as
   the server counts them. The text itself is never altered; what is selected is the browser's own
   selection, so that mouse, keyboard and screen reader mean the same. */

const WORD = /\S+/gu;

/** The words of a paragraph as [start, end] in UTF-16 units, as the browser counts. */
function wordsOf(element) {
    return [...element.textContent.matchAll(WORD)].map(m => [m.index, m.index + m[0].length]);
}

// What ends in a point and ends no sentence: initials, “U.S.”, “No.”, titles.
const TITLES = "Adm|Brig|Capt|Cmdr|Col|Cpl|Dr|Gen|Gov|Lt|Maj|Mr|Mrs|Ms|Prof|Rep|Sen|Sgt|St";
const SHORTENED = new RegExp(`(?:^|[\\s("'])(?:(?:\\p{Lu}\\.)+|(?:${TITLES}|Art|Nos?)\\.)$`, "u");

/** The ends of its sentences, in UTF-16 units; a mark of a note, “2005.[1]”, is behind one. */
function sentenceEnds(element) {
    const text = element.textContent;
    const split = new Intl.Segmenter(document.documentElement.lang, {granularity: "sentence"});
    const ends = [...split.segment(text)].map(s => s.index + s.segment.trimEnd().length);
    return ends.filter((end, at) => at === ends.length - 1 || !SHORTENED.test(text.slice(0, end)));
}

/** The text node and offset in it of an offset in an element. */
function nodeAt(element, offset) {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    let node = walker.nextNode();
    while (node && offset > node.length) {
        offset -= node.length;
        node = walker.nextNode();
    }
    return node ? [node, offset] : [element, 0];
}

/** The offset in UTF-16 units of a node's place in the element around it. */
function offsetIn(element, node, offset) {
    const range = document.createRange();
    range.setStart(element, 0);
    range.setEnd(node, offset);
    return range.toString().length;
}

const codePoints = text => [...text].length;

function placeOf(node, offset) {
    const holder = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    const element = holder.closest(".words") ?? holder.querySelector?.(".words");
    if (!element) {
        return null;
    }
    const units = element.contains(node) ? offsetIn(element, node, offset) : 0;
    return {
        paragraph: Number(element.closest(".paragraph").dataset.number),
        offset: codePoints(element.textContent.slice(0, units)),
    };
}

/** What is selected in the text as two places, or null. */
export function selectedPlaces() {
    const selection = document.getSelection();
    if (!selection.rangeCount || selection.isCollapsed) {
        return null;
    }
    const range = selection.getRangeAt(0);
    const from = placeOf(range.startContainer, range.startOffset);
    const to = placeOf(range.endContainer, range.endOffset);
    return from && to ? {from, to} : null;
}

/** The words of a place {paragraph, start, end} counted in code points; empty without text. */
export function wordsAt({paragraph, start, end}) {
    const element = document.querySelector(`#paragraph-${Number(paragraph)} .words`);
    return element ? [...element.textContent].slice(start, end).join("") : "";
}

/** Moves through the words of `area` by keyboard; the word that the cursor is on is selected. */
export class WordCursor {
    constructor(area) {
        this.area = area;
        area.addEventListener("keydown", event => this.onKey(event));
        area.addEventListener("focusin", event => this.onFocus(event));
        this.makeReachable();
    }

    /** Whether more than the word that the cursor is on is selected. */
    get hasExtended() {
        return Boolean(this.element) && this.anchor !== this.focus;
    }

    /** Whether what is selected was proposed, and not chosen by a curator. */
    get isProposed() {
        return this.proposed === document.getSelection().toString();
    }

    get paragraphs() {
        return [...this.area.querySelectorAll(".words")];
    }

    /** One paragraph can be tabbed to: the one the cursor is in, else the first. */
    makeReachable() {
        const current = this.element?.isConnected ? this.element : this.paragraphs[0];
        this.paragraphs.forEach(p => { p.tabIndex = p === current ? 0 : -1; });
    }

    onFocus(event) {
        const element = event.target.closest(".words");
        if (element && element !== this.element) {
            this.element = element;
            this.anchor = this.focus = 0;
            this.makeReachable();
        }
        if (element && element.matches(":focus-visible") && !selectedPlaces()) {
            this.show();
        }
    }

    onKey(event) {
        const element = event.target.closest?.(".words");
        if (!element || event.ctrlKey || event.metaKey || event.altKey) {
            return;
        }
        this.takeUpMouse(element);
        const forward = getComputedStyle(element).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
        const last = wordsOf(element).length - 1;
        const moves = {
            ArrowLeft: () => this.focus + (forward === "ArrowLeft" ? 1 : -1),
            ArrowRight: () => this.focus + (forward === "ArrowRight" ? 1 : -1),
            Home: () => 0,
            End: () => last,
        };
        if (event.key in moves) {
            this.move(moves[event.key](), event.shiftKey);
        } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
            const step = event.key === "ArrowDown" ? 1 : -1;
            event.shiftKey ? this.moveBySentence(step) : this.moveByParagraph(step);
        } else {
            return;
        }
        event.preventDefault();
    }

    /** Goes on from where the mouse has put the selection. */
    takeUpMouse(element) {
        const places = selectedPlaces();
        if (!places || element !== this.element) {
            return;
        }
        const units = offset => [...element.textContent].slice(0, offset).join("").length;
        const number = Number(element.closest(".paragraph").dataset.number);
        if (places.from.paragraph !== number || places.to.paragraph !== number) {
            return;
        }
        const words = wordsOf(element);
        const from = Math.max(0, words.findIndex(([, end]) => end > units(places.from.offset)));
        const to = words.findLastIndex(([start]) => start < units(places.to.offset));
        [this.anchor, this.focus] = this.focus < this.anchor ? [to, from] : [from, to];
    }

    move(word, extend) {
        const last = wordsOf(this.element).length - 1;
        this.focus = Math.min(last, Math.max(0, word));
        this.anchor = extend ? this.anchor : this.focus;
        this.show();
    }

    /** Extends to the end of the sentence the cursor is in, or back to where one begins. */
    moveBySentence(step) {
        const words = wordsOf(this.element);
        const ends = sentenceEnds(this.element);
        const lastOf = ends.map(end => words.findLastIndex(([start]) => start < end));
        const firstOf = [0, ...lastOf.slice(0, -1).map(word => word + 1)];
        const next = step > 0
            ? lastOf.find(word => word > this.focus) ?? words.length - 1
            : firstOf.findLast(word => word < this.focus) ?? 0;
        this.move(next, true);
    }

    moveByParagraph(step) {
        const all = this.paragraphs;
        this.goTo(all[all.indexOf(this.element) + step], 0);
    }

    goTo(element, word) {
        if (!element) {
            return;
        }
        this.element = element;
        this.anchor = this.focus = word;
        this.makeReachable();
        element.focus({preventScroll: true});
        this.show();
    }

    /** To the first words of the next paragraph in which nothing is coded; whether there is one. */
    goToUncoded() {
        const all = this.paragraphs;
        const at = all.indexOf(this.element);
        const found = [...all.slice(at + 1), ...all.slice(0, at + 1)]
            .find(p => p.closest(".uncoded") && p.textContent.trim());
        this.goTo(found, 0);
        return Boolean(found);
    }

    /** To the first words behind a place that no passage stands in, here or further down: they are
        proposed up to the end of their sentence or the next passage. */
    goToFree({paragraph, end}) {
        const all = this.paragraphs;
        const here = this.area.querySelector(`#paragraph-${Number(paragraph)} .words`);
        for (const element of all.slice(Math.max(0, all.indexOf(here)))) {
            const behind = element === here
                ? [...element.textContent].slice(0, end).join("").length : 0;
            const words = wordsOf(element);
            const isCoded = ([start]) => nodeAt(element, start + 1)[0].parentElement.closest("mark");
            const free = words.findIndex(word => word[0] >= behind && !isCoded(word));
            if (free >= 0) {
                this.goTo(element, free);
                this.propose(words.findIndex((word, at) => at > free && isCoded(word)));
                return;
            }
        }
        this.goTo(here ?? all[0], 0);
    }

    /** Selects the rest of the sentence, but no word from `limit` on, where that is not -1. */
    propose(limit) {
        const from = this.focus;
        this.moveBySentence(1);
        if (limit >= 0 && this.focus >= limit) {
            this.anchor = from;
            this.move(limit - 1, true);
        }
        this.proposed = document.getSelection().toString();
    }

    /** Marks the words of a place without touching the text; they stay so while one types. */
    mark(place) {
        const element = place && this.area.querySelector(`#paragraph-${place.paragraph} .words`);
        if (!window.CSS?.highlights || !element || !(place.end > place.start)) {
            window.CSS?.highlights?.delete("coding");
            return;
        }
        const units = offset => [...element.textContent].slice(0, offset).join("").length;
        const range = document.createRange();
        range.setStart(...nodeAt(element, units(place.start)));
        range.setEnd(...nodeAt(element, units(place.end)));
        CSS.highlights.set("coding", new Highlight(range));
    }

    show() {
        const words = wordsOf(this.element);
        if (!words.length) {
            return;
        }
        const backwards = this.focus < this.anchor;
        const from = words[this.anchor][backwards ? 1 : 0];
        const to = words[this.focus][backwards ? 0 : 1];
        document.getSelection().setBaseAndExtent(
            ...nodeAt(this.element, from), ...nodeAt(this.element, to));
        const [node] = nodeAt(this.element, to);
        (node.parentElement ?? this.element).scrollIntoView({block: "nearest"});
    }
}
