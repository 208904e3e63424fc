/* The panel in which a passage is coded: rows that come and go, errors at their fields, a draft. */

import {setUpDate} from "./date_box.js";
import {showErrors} from "./errors.js";
import {Made, rowOf, templates} from "./made.js";
import {setUpBox, spoken} from "./record_box.js";

const PLACE = ["passage-to", "passage-paragraph", "passage-start", "passage-end"];
const LISTS = ["voices", "mentions", "attributions"];

const fieldsIn = element => [...element.querySelectorAll("input[name], select[name], textarea[name]")]
    .filter(field => field.name !== "csrfmiddlewaretoken");
const boxOf = field => field.closest(".record-box")?.recordBox;

export class Panel {
    /** `address` is where boxes ask for records, `dates` where they ask for dates, `about` the key
        of the document; `changed` is called when something was typed. */
    constructor(form, {address, dates, about, changed}) {
        Object.assign(this, {form, dates, changed});
        this.numbers = {};
        this.made = new Made(form, (...what) => this.copy(...what));
        const make = (kind, term, box, parts) => this.made.make(kind, term, box, parts);
        make.kinds = templates(form, "made").map(template => template.dataset.made);
        this.boxes = {address, about, make, madeHere: kinds => this.made.ofKinds(kinds)};
        this.setUp(form);
        form.addEventListener("input", event => this.onInput(event));
        form.addEventListener("change", event => this.onInput(event));
        form.addEventListener("click", event => this.onClick(event));
        form.addEventListener("keydown", event => this.onKey(event));
        this.clear();
    }

    list(name) {
        return this.form.querySelector(`[data-list="${name}"] > .panel-rows`);
    }

    field(name) {
        return this.form.elements.namedItem(name);
    }

    setUp(element) {
        // By it the style knows where nothing is typed yet.
        element.querySelectorAll("input, textarea").forEach(field => { field.placeholder ||= " "; });
        element.querySelectorAll(".record-box").forEach(box => setUpBox(box, this.boxes));
        element.querySelectorAll("[data-date]").forEach(date => setUpDate(date, this.dates));
    }

    /** An element made from a template, numbered, with its boxes at work. */
    copy(template, name, number) {
        const numbered = number ?? this.numbers[name] ?? 0;
        this.numbers[name] = Math.max(numbered + 1, this.numbers[name] ?? 0);
        const copied = document.createElement("template");
        copied.innerHTML = template.innerHTML.replaceAll("__number__", numbered);
        const element = copied.content.firstElementChild;
        this.setUp(element);
        return element;
    }

    addRow(name, number) {
        const template = this.form.querySelector(`template[data-row-of="${name}"]`);
        if (!template) {
            return null;
        }
        const row = this.copy(template, name, number);
        this.list(name).append(row);
        if (name === "voices") {
            this.proposeModes();
        }
        return row;
    }

    /** What is between quotation marks is the direct speech of the last voice; whoever passes it on
        reports. Without a text nothing is proposed, and what a curator chose stays. */
    proposeModes() {
        const words = this.form.querySelector(".panel-words").textContent;
        const quoted = /["\u201c-\u201f\u00ab\u00bb\u300c\u300e]/u.test(words);
        const modes = [...this.list("voices")?.querySelectorAll("[name$='-mode']") ?? []];
        modes.forEach((mode, at) => {
            if (words && (!mode.value || mode.dataset.proposed)) {
                mode.value = quoted && at === modes.length - 1 ? "direct" : "indirect";
                mode.dataset.proposed = "yes";
            }
        });
    }

    /** To what is coded already what the panel holds is added; its words and voices stay. */
    addTo(key) {
        this.field("passage-to").value = key;
        this.showWhatFor();
    }

    get isAdding() {
        return Boolean(this.field("passage-to").value);
    }

    showWhatFor() {
        const key = this.field("passage-to").value;
        const link = document.querySelector(`[data-add-to="${CSS.escape(key)}"]`);
        this.form.classList.toggle("adding", this.isAdding);
        this.form.querySelector("h2").textContent = this.isAdding
            ? `Add to ${link?.dataset.called ?? "a passage"}` : "Code a passage";
    }

    /** Brings the keyboard to the box of a row in which nothing is chosen yet, a new one if need be. */
    startRow(name) {
        if (this.isAdding && name === "voices") {
            return;
        }
        const rows = [...(this.list(name)?.children ?? [])];
        const isBlank = row => !row.querySelector(".record-box").recordBox.input.value;
        const row = rows.find(isBlank) ?? this.addRow(name);
        row?.querySelector(".record-box [role=combobox]").focus();
    }

    onInput(event) {
        if (event.target.type === "hidden" && event.target.value) {
            this.made.prune();
        }
        const made = event.target.closest(".panel-made");
        if (made && event.type === "input") {
            this.made.rename(made);
        }
        if (event.target.name?.endsWith("-basis") && event.target.value === "inferred") {
            rowOf(event.target).querySelector("details").open = true;
        }
        if (event.target.name?.endsWith("-subject")) {
            this.offerColumns(rowOf(event.target));
            this.giveValue(rowOf(event.target), boxOf(event.target));
        }
        if (event.target.name?.endsWith("-mode")) {
            delete event.target.dataset.proposed;
        }
        if (event.target.name?.endsWith("-target")) {
            this.proposePrinted(event.target);
        }
        this.changed();
    }

    /** Enter goes on to what is typed next; in a longer text it only ends a line. */
    onKey(event) {
        const field = event.target;
        const isPlain = field.matches("input:not([type=hidden]), select, textarea[name$='-summary']");
        const modified = event.shiftKey || event.ctrlKey || event.metaKey || event.altKey;
        if (event.key === "Enter" && isPlain && !modified && !event.isComposing) {
            event.preventDefault();
            this.goOn(field);
        }
    }

    /** From the passage to a voice, from a voice to what it holds up, through what is new to more;
        from whom it mentions to how that is printed, where the words do not tell. */
    goOn(field) {
        const next = this.made.nextIn(field.closest(".panel-made"), field);
        const list = field.closest("[data-list]");
        const voices = this.list("voices");
        const printed = rowOf(field)?.querySelector(":scope > .panel-field [name$='-printed']");
        if (next) {
            next.focus();
            next.select?.();  // what is prefilled goes where something is typed
        } else if (printed && printed !== field && !printed.value) {
            printed.focus();
        } else {
            const hasVoices = this.isAdding || !voices || voices.children.length;
            this.startRow(list || hasVoices ? "attributions" : "voices");
        }
    }

    /** What was typed to find a record is how the passage prints it, if it stands there. */
    proposePrinted(target) {
        const printed = rowOf(target).querySelector("[name$='-printed']");
        const words = this.form.querySelector(".panel-words").textContent;
        const typed = target.dataset.typed ?? "";
        const at = words.toLowerCase().indexOf(typed.toLowerCase());
        if (typed && at >= 0 && !printed.value) {
            printed.value = words.slice(at, at + typed.length);
        }
    }

    /** What was typed gives another value of what was chosen: “5 killed” of those killed. */
    giveValue(row, box) {
        if (box.given) {
            const [column, value] = box.given;
            row.querySelector("select[name$='-field']").value = column;
            row.querySelector("[name$='-value']:not([name$='stated_value'])").value = value;
            row.querySelector("details").open = true;
            box.given = null;
        }
    }

    /** What the passage says of what the keyboard is at: asserts, denies, suspects. */
    take(stance) {
        const row = [...this.list("attributions").children]
            .find(each => each.contains(document.activeElement)) ?? this.list("attributions").lastChild;
        const select = row?.querySelector(":scope > .panel-field [name$='-stance']");
        if (select) {
            select.value = select.value === stance ? "asserts" : stance;
            this.changed();
        }
    }

    /** An attribution is about a column of the kind of record that is chosen. */
    offerColumns(row) {
        const select = row.querySelector("select[name$='-field']");
        const id = row.querySelector("[name$='-subject']").value;
        const made = id && this.made.byId(id);
        const kind = made ? this.made.kindOf(made) : id.split(":")[0];
        select?.querySelectorAll("optgroup").forEach(group => {
            group.hidden = group.disabled = Boolean(id) && group.label !== spoken(kind);
        });
    }

    onClick(event) {
        if (event.target.closest(".panel-add")) {
            this.startRow(event.target.closest("[data-list]").dataset.list);
        } else if (event.target.closest(".panel-before")) {
            this.repeatVoices();
        } else if (event.target.closest(".panel-remove")) {
            this.remove(rowOf(event.target));
        } else {
            return;
        }
        this.changed();
    }

    remove(row) {
        const next = row.parentElement.parentElement.querySelector(".panel-add") ?? this.form;
        row.remove();
        for (const box of this.form.querySelectorAll(".record-box")) {
            const id = box.recordBox.hidden.value;
            if (id.startsWith("new-") && !this.made.byId(id)) {
                box.recordBox.set("", "");
            }
        }
        next.focus();
    }

    /** Errors of the boxes in which a name was typed and nothing chosen. */
    unchosen() {
        const boxes = [...this.form.querySelectorAll(".record-box")].map(box => box.recordBox);
        return Object.fromEntries(boxes.filter(box => box.isUnchosen)
            .map(box => [box.hidden.name, [box.isMakeable
                ? "Choose one from the list, or make a new one there."
                : "Choose one from the list: none is made here."]]));
    }

    /** Whether nothing is typed but a place. */
    get isBlank() {
        return this.typed() === this.blank;
    }

    typed() {
        const {rows, made, values} = this.state();
        return JSON.stringify([rows, made, values.filter(([name]) => !PLACE.includes(name))
            .map(([name, value]) => [name, value])]);
    }

    clear() {
        this.form.querySelectorAll(".panel-rows").forEach(rows => rows.replaceChildren());
        this.form.reset();
        this.addTo("");
        this.numbers = {};
        this.addRow("attributions");
        this.showErrors({});
        this.say("");
        this.blank = this.typed();
    }

    /** Says something at the top, with a button for what can be done about it. */
    say(sentence, {label, act} = {}) {
        const says = this.form.querySelector(".panel-says");
        says.textContent = sentence;
        if (label) {
            const button = document.createElement("button");
            button.type = "button";
            button.textContent = label;
            button.addEventListener("click", act);
            says.append(" ", button);
        }
    }

    /** The place of a passage; what else is typed stays. */
    setPlace({paragraph, start, end}) {
        this.field("passage-paragraph").value = paragraph;
        this.field("passage-start").value = start ?? "";
        this.field("passage-end").value = end ?? "";
    }

    get place() {
        const [paragraph, start, end] = ["paragraph", "start", "end"]
            .map(name => Number(this.field(`passage-${name}`).value));
        return {paragraph, start, end};
    }

    /** All that is typed, in a form that a browser can keep. */
    state() {
        const rows = LISTS.flatMap(name => [...(this.list(name)?.children ?? [])]
            .map(row => [name, numberOf(row)]));
        const made = [...this.form.querySelectorAll(".panel-made")].map(element => ({
            kind: this.made.kindOf(element),
            number: numberOf(element),
            host: rowOf(element.parentElement).dataset.row,
        }));
        const values = fieldsIn(this.form).map(field => [
            field.name,
            field.type === "checkbox" ? field.checked : field.value,
            boxOf(field)?.input.value,
            field.dataset.proposed,
        ]);
        return {rows, made, values};
    }

    restore({rows, made, values}) {
        this.form.querySelectorAll(".panel-rows").forEach(list => list.replaceChildren());
        rows.forEach(([name, number]) => this.addRow(name, number));
        for (const {kind, number, host} of made) {
            const row = this.form.querySelector(`[data-row="${host}"]`);
            if (row) {
                this.made.add(kind, row, number);
            }
        }
        this.setValues(values);
        this.showWhatFor();
        this.form.querySelectorAll("[data-row^=attributions]").forEach(row => this.offerColumns(row));
        for (const more of this.form.querySelectorAll("details")) {
            more.open ||= [...more.querySelectorAll("input, textarea")].some(field => field.value);
        }
    }

    setValues(values) {
        for (const [name, value, text, proposed] of values) {
            const field = this.field(name);
            if (field?.type === "checkbox") {
                field.checked = value;
            } else if (field) {
                field.value = value;
            }
            if (field && proposed) {
                field.dataset.proposed = proposed;
            }
            const box = field && boxOf(field);
            if (box) {
                field.dataset.text = box.input.value = text;
            }
        }
    }

    /** Remembers the chain of a passage that was saved; `made` has the keys of what was new. */
    rememberVoices(made) {
        const values = this.state().values.filter(([name]) => name.startsWith("voices-"))
            .map(([name, value, text]) => [name, made[value] ?? value, text]);
        const rows = [...(this.list("voices")?.children ?? [])].map(numberOf);
        this.before = rows.length ? {rows, values} : null;
        const button = this.form.querySelector(".panel-before");
        if (button) {
            button.hidden = !this.before;
        }
    }

    repeatVoices() {
        if (!this.before || this.isAdding) {
            return;
        }
        this.list("voices").replaceChildren();
        this.before.rows.forEach(number => this.addRow("voices", number));
        this.setValues(this.before.values);
        // How somebody was quoted before says nothing of these words.
        this.list("voices").querySelectorAll("[name$='-mode']").forEach(mode => { mode.value = ""; });
        this.proposeModes();
        this.startRow("attributions");
        this.changed();
    }

    showErrors(errors) {
        showErrors(this.form, errors);
    }
}

function numberOf(row) {
    return Number(row.dataset.row.split("-")[1]);
}
