/* The reading room: select a passage, code it in the panel, go on to the next. */

import {Draft} from "./draft.js";
import {Panel} from "./panel.js";
import {selectedPlaces, wordsAt, WordCursor} from "./words.js";

const room = document.querySelector(".room");
const area = room.querySelector(".paragraphs");
const form = room.querySelector(".panel");
const draft = new Draft(room.dataset.user, room.dataset.document);
const cursor = new WordCursor(area);
const panel = new Panel(form, {
    address: room.dataset.offers,
    dates: room.dataset.date,
    about: room.dataset.document,
    changed,
});
let saving = false;
// What still asks the server where the selected words stand.
let placing = Promise.resolve(true);

function changed() {
    draft.keep(panel.state());
    showWords();
}

function say(sentence) {
    room.querySelector(".room-says").textContent = sentence;
}

/** Shows in the panel, and marks in the text, which words the place in the panel means. */
function showWords() {
    form.querySelector(".panel-words").textContent = wordsAt(panel.place);
    panel.proposeModes();
    cursor.mark(form.hidden ? null : panel.place);
}

function open(sentence = "") {
    form.hidden = false;
    room.classList.add("coding");
    say("");
    panel.say(sentence);
    showWords();
    // On a telephone the panel comes up over the text.
    area.querySelector(`#paragraph-${panel.place.paragraph}`)?.scrollIntoView({block: "nearest"});
}

function close() {
    if (panel.isBlank) {
        draft.forget();
    }
    form.hidden = true;
    room.classList.remove("coding");
    showWords();
    if (cursor.element) {
        cursor.goTo(cursor.element, cursor.focus);
    }
}

/** Opens the panel on a place; what stands in it already stays. */
function code(place) {
    panel.addTo("");
    panel.setPlace(place);
    open();
    changed();
    const first = panel.field(place.end ? "passage-summary" : "passage-start");
    if (!form.contains(document.activeElement)) {
        first.focus();
    }
}

async function codeSelection() {
    const places = selectedPlaces();
    if (!places) {
        say("No words are selected: select those of the passage.");
        return;
    }
    await codePlaces(places);
}

/** Opens the panel on what is selected; returns whether that can be a passage. */
async function codePlaces({from, to}) {
    const query = new URLSearchParams({
        from: `${from.paragraph}:${from.offset}`,
        to: `${to.paragraph}:${to.offset}`,
    });
    const answer = await ask(`${room.dataset.place}?${query}`);
    if (answer.refused) {
        say(answer.refused);
        return false;
    }
    code(answer);
    return true;
}

/** What is typed while words are selected begins the summary of their passage. */
async function codeTyped() {
    const places = selectedPlaces();
    open();
    panel.field("passage-summary").focus();
    placing = codePlaces(places);
    if (!await placing) {
        close();
        placing = Promise.resolve(true);
    }
}

/** The server's answer as an object; where there is none, `refused` says why. */
async function ask(address, options = {}) {
    let response;
    try {
        response = await fetch(address, {redirect: "manual", ...options});
    } catch {
        return {refused: "The server cannot be reached. What you typed is kept: try again."};
    }
    if (response.type === "opaqueredirect") {
        return {refused: "You are no longer logged in. What you typed is kept: log in, in another"
            + " tab or by loading this page again, and then save."};
    }
    if (!response.ok) {
        return {refused: `The server refused this (${response.status}). What you typed is kept:`
            + " load this page again, and then save."};
    }
    return response.json();
}

async function save() {
    if (saving) {
        return;
    }
    const unchosen = panel.unchosen();
    if (Object.keys(unchosen).length) {
        refuse(unchosen);
        return;
    }
    panel.made.prune();
    saving = true;
    panel.say("Saving…");
    if (!await placing) {
        saving = false;
        return;
    }
    const sent = new FormData(form);
    // A login in another tab has changed the token since this page was loaded.
    const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];
    if (token) {
        sent.set("csrfmiddlewaretoken", token);
    }
    const answer = await ask(form.action, {method: "POST", body: sent});
    saving = false;
    if (answer.refused) {
        panel.say(answer.refused);
    } else if (answer.errors) {
        refuse(answer.errors, answer.twin);
    } else {
        saved(answer);
    }
}

/** Shows what was refused; `twin` is the passage that says the same already, if that is why. */
function refuse(errors, twin) {
    panel.say("Nothing was saved: correct what is marked, and save again.", twin ? {
        label: `Add to ${twin.code} instead`,
        act() {
            panel.showErrors({});
            panel.say("");
            panel.addTo(twin.key);
            changed();
            panel.startRow("attributions");
        },
    } : {});
    panel.showErrors(errors);
}

/** Opens the panel to hold up more with a passage that is coded already. */
function addTo({dataset: {addTo: key, place}}) {
    const [paragraph, start, end] = place.split(" ").map(Number);
    panel.addTo(key);
    panel.setPlace({paragraph, start, end});
    open();
    changed();
    panel.startRow("attributions");
}

function saved({reading, made}) {
    const place = panel.place;
    area.innerHTML = reading;
    panel.rememberVoices(made);
    panel.clear();
    draft.forget();
    form.hidden = true;
    room.classList.remove("coding");
    showWords();
    if (area.querySelector(".words")) {
        cursor.goToFree(place);
    } else {
        area.querySelector(`#paragraph-${place.paragraph} [data-code]`)?.focus();
    }
    say("Saved as a draft.");
}

function discard() {
    panel.clear();
    draft.forget();
    close();
}

area.addEventListener("click", event => {
    const link = event.target.closest("[data-code], [data-add-to]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) {
        return;  // With these the browser opens the plain form elsewhere.
    }
    event.preventDefault();
    if (link.dataset.addTo) {
        addTo(link);
        return;
    }
    const paragraph = Number(link.dataset.code);
    const words = wordsAt({paragraph, start: 0, end: Infinity});
    code(words ? {paragraph, start: 0, end: [...words].length} : {paragraph});
});

// Where selected words are pressed, browsers take hold of them, to drag them away. Others are
// selected from there instead, as from anywhere; a mere click is on what was selected.
let pressed = null;

area.addEventListener("mousedown", event => {
    const selection = document.getSelection();
    const range = selectedPlaces() && selection.getRangeAt(0);
    const {clientX: x, clientY: y} = event;
    const isWithin = range && [...range.getClientRects()]
        .some(({left, right, top, bottom}) => left <= x && x <= right && top <= y && y <= bottom);
    pressed = null;
    if (isWithin && event.button === 0 && !event.shiftKey) {
        pressed = range.cloneRange();
        selection.removeAllRanges();
    }
});

area.addEventListener("mouseup", event => {
    if (pressed && !selectedPlaces()) {
        const {startContainer, startOffset, endContainer, endOffset} = pressed;
        document.getSelection()
            .setBaseAndExtent(startContainer, startOffset, endContainer, endOffset);
    }
    pressed = null;
    if (event.button === 0 && event.target.closest(".words") && selectedPlaces()) {
        codeSelection();
    }
});

// By the place of the key: with Alt some keyboards write another letter.
const shortcuts = {
    KeyV: () => panel.startRow("voices"),
    KeyB: () => panel.repeatVoices(),
    KeyM: () => panel.startRow("mentions"),
    KeyH: () => panel.startRow("attributions"),
    KeyD: () => panel.take("denies"),
    KeyS: () => panel.take("suspects"),
};

document.addEventListener("keydown", event => {
    const reading = event.target === document.body || event.target.closest(".words");
    if (event.key === "Escape" && !form.hidden) {
        close();
    } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !form.hidden) {
        event.preventDefault();
        save();
    } else if (event.altKey && !form.hidden && event.code in shortcuts) {
        event.preventDefault();
        shortcuts[event.code]();
    } else if (!reading || event.ctrlKey || event.metaKey || event.altKey) {
        return;
    } else if (event.key === "Enter" && event.target !== document.body) {
        event.preventDefault();
        codeSelection();
    } else if (isTyped(event) && cursor.hasExtended) {
        codeTyped();
    } else if (event.key === "n" && !cursor.goToUncoded()) {
        say("Every paragraph holds a coded passage.");
    }
});

/** A letter of a summary; over words that were only proposed, `n` still goes on. */
function isTyped({key}) {
    return key.length === 1 && key !== " " && !(key === "n" && cursor.isProposed);
}

form.addEventListener("submit", event => {
    event.preventDefault();
    save();
});
form.querySelector(".panel-close").addEventListener("click", close);
form.querySelector(".panel-discard").addEventListener("click", discard);

const kept = await draft.kept();
if (kept) {
    const more = (await draft.left()).length;
    panel.restore(kept);
    open("This was typed before and is not saved yet; this browser has kept it."
        + (more ? " It has more of another window: load the page again after this." : ""));
    if (panel.isAdding) {
        panel.startRow("attributions");
    } else {
        panel.field("passage-summary").focus();
    }
    area.querySelector(`#paragraph-${panel.place.paragraph}`)?.scrollIntoView({block: "center"});
}
