/* What was typed into a form of the ledger, kept in this browser until the server has saved it.

   A closed window, an expired login and a save that failed lose nothing: whoever opens the page
   again is offered what was typed. Each window has a draft of its own for each page; the server
   says in a cookie which one it has saved (see saved.js). */

import {forgetSaved} from "./saved.js";
import {storage} from "./storage.js";

const script = document.querySelector("script[data-drafts-of]");
const form = document.querySelector("#content-main .submit-row")?.closest("form");
const place = `isnad form ${script.dataset.draftsOf} ${location.pathname} `;
const NOT_TYPED = ["csrfmiddlewaretoken", "draft", "_popup", "_to_field"];
const KEPT_FOR_DAYS = 30;

function ofThisWindow() {
    const key = `isnad window ${location.pathname}`;
    let name = sessionStorage.getItem(key);
    if (!name) {
        name = Math.random().toString(36).slice(2);
        sessionStorage.setItem(key, name);
    }
    return name;
}

/* Rows of a table are numbered by the page; a draft knows a saved row by its key. */
function controls() {
    return [...form.elements].filter(
        (box) =>
            box.name &&
            !NOT_TYPED.includes(box.name) &&
            !box.name.includes("__prefix__") &&
            !["submit", "button", "file", "password", "fieldset"].includes(box.type),
    );
}

/* What the form holds, or what the server sent: nothing typed before this script ran is taken for
   the server's. */
function read(asServed = false) {
    const values = {};
    for (const box of controls()) {
        if (box.type === "radio") {
            continue;
        }
        if (box.type === "checkbox") {
            values[box.name] = {checked: asServed ? box.defaultChecked : box.checked};
        } else if (box.options) {
            const served = [...box.options].findLast((option) => option.defaultSelected);
            const chosen = asServed ? (served ?? box.options[0]) : box.selectedOptions[0];
            values[box.name] = {value: chosen?.value ?? "", label: chosen?.textContent};
        } else {
            values[box.name] = {value: asServed ? box.defaultValue : box.value};
        }
    }
    return values;
}

function same(one, other) {
    return JSON.stringify(one) === JSON.stringify(other);
}

function write(box, kept) {
    if (box.type === "checkbox") {
        box.checked = kept.checked;
    } else {
        const options = [...(box.options ?? [])];
        if (box.options && !options.some((option) => option.value === kept.value)) {
            box.append(new Option(kept.label ?? kept.value, kept.value));
        }
        box.value = kept.value;
    }
    if (box.matches(".admin-autocomplete")) {
        window.django.jQuery(box).trigger("change.select2");
    }
}

/* The number that a row of the draft has on this page: its own key's, else that of a new row. */
function rowsHere(draft) {
    const here = {};
    for (const box of form.querySelectorAll("input[name$='-TOTAL_FORMS']")) {
        const prefix = box.name.slice(0, -"-TOTAL_FORMS".length);
        const found = {};
        for (let row = 0; row < Number(box.value); row++) {
            const key = form.elements[`${prefix}-${row}-id`]?.value;
            if (key) {
                found[key] = row;
            }
        }
        const count = Number(draft[box.name]?.value ?? 0);
        for (let row = 0; row < count; row++) {
            const key = draft[`${prefix}-${row}-id`]?.value;
            here[`${prefix}-${row}-`] = `${prefix}-${found[key] ?? addRow(prefix)}-`;
        }
    }
    return here;
}

function addRow(prefix) {
    document.querySelector(`#${prefix}-group .add-row a`)?.click();
    return Number(form.elements[`${prefix}-TOTAL_FORMS`].value) - 1;
}

function bringBack(draft) {
    const here = rowsHere(draft);
    for (const [name, kept] of Object.entries(draft)) {
        const row = name.match(/^.+?-\d+-/)?.[0];
        const box = form.elements[row ? name.replace(row, here[row]) : name];
        if (box instanceof Element && !/-(TOTAL|INITIAL|MIN_NUM|MAX_NUM)_FORMS$|-id$/.test(name)) {
            write(box, kept);
        }
    }
}

function notice(text, actions) {
    const box = document.createElement("p");
    box.className = "draft-notice";
    box.setAttribute("role", "status");
    box.append(text);
    for (const [label, act] of actions) {
        const button = document.createElement("button");
        button.type = "button";
        button.className = "button";
        button.textContent = label;
        button.addEventListener("click", () => {
            act();
            box.remove();
        });
        box.append(" ", button);
    }
    form.before(box);
}

function offer(key, draft) {
    const at = new Date(draft.at).toLocaleString("en-GB", {
        dateStyle: "long", timeStyle: "short", timeZone: "UTC",
    }).replace(" at ", ", ") + " UTC";
    notice(`This page was left with something typed into it that was not saved, ${at}.`, [
        [
            "Bring it back",
            () => {
                bringBack(draft.values);
                storage.remove(key);
                keep();
            },
        ],
        ["Discard it", () => storage.remove(key)],
    ]);
}

const own = place + ofThisWindow();
let asOpened = null;
let waiting = null;

function keep() {
    waiting = null;
    const values = read();
    if (same(values, asOpened)) {
        storage.remove(own);
    } else {
        storage.set(own, {at: Date.now(), values});
    }
}

function keepSoon() {
    waiting ??= setTimeout(keep, 300);
}

function start() {
    asOpened = read(true);
    const name = document.createElement("input");
    Object.assign(name, {type: "hidden", name: "draft", value: own});
    form.append(name);
    const cameBack = document.querySelector(".errornote") !== null;
    const oldest = Date.now() - KEPT_FOR_DAYS * 24 * 60 * 60 * 1000;
    for (const key of storage.keys(place)) {
        const draft = storage.get(key);
        if (!draft || draft.at < oldest || (same(draft.values, asOpened) && !cameBack)) {
            storage.remove(key);
        } else if (!(cameBack && key === own)) {
            offer(key, draft);
        }
    }
    form.addEventListener("input", keepSoon);
    window.django.jQuery(form).on("change", keepSoon);
    form.addEventListener("submit", keep);
    addEventListener("pagehide", () => waiting && keep());
}

if (form) {
    forgetSaved();
    // After the admin's own scripts have numbered the rows and dressed the boxes.
    addEventListener("load", start);
}
