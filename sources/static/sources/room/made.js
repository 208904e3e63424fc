/* What is made in the panel on the spot: forms of new records, each under the row that needs it. */

import {numberIn} from "./record_box.js";
import {fillIn} from "./stated.js";

export const rowOf = element => element.closest("[data-row]");
const fieldsOf = element =>
    [...element.querySelectorAll("input:not([type=hidden]), textarea, select")];
/** What boxes write of a new record: its form is “made-0”, the record “new-0”. */
const idOf = made => made.dataset.row.replace("made", "new");
export const templates = (form, of) => [...form.querySelectorAll(`template[data-${of}]`)];

export class Made {
    /** `copy` makes an element from a template, with its boxes at work. */
    constructor(form, copy) {
        Object.assign(this, {form, copy});
    }

    field(made, name) {
        return this.form.elements.namedItem(`${made.dataset.row}-${name}`);
    }

    /** The form of a new record of a kind, under the row that hosts it. */
    add(kind, host, number) {
        const template = templates(this.form, "made").find(each => each.dataset.made === kind);
        const made = this.copy(template, "made", number);
        host.querySelector(":scope > .panel-new").append(made);
        return made;
    }

    /** A new record for a box that found none: its form opens under the row of the box, with what
        the term says filled in. Returns whether that was all that it needs. */
    make(kind, term, box, parts) {
        const made = this.add(kind, rowOf(box.element));
        const fields = fieldsOf(made);
        const number = kind === "figure" && numberIn(term);
        // First of all, or what is not wanted by a box yet is taken for dropped.
        box.set(idOf(made), `new ${kind}`);
        let next = null;
        if (parts) {
            next = fillIn(parts, name => this.field(made, name))
                ?? fields.find(field => !field.value && field.closest(".required"));
        } else if (number) {
            this.field(made, "best").value = number.best;
            this.field(made, "unit").value = number.unit;
        } else if (fields[0].name) {
            fields[0].value = term;
        }
        this.rename(made);
        const isComplete = Boolean(parts) && !next;
        if (!isComplete) {
            (next ?? fields.find(field => !field.value) ?? fields[0]).focus();
        }
        return isComplete;
    }

    /** What is made in this panel of some kinds, as boxes offer it. */
    ofKinds(kinds) {
        return [...this.form.querySelectorAll(".panel-made")]
            .map(made => ({
                id: idOf(made),
                kind: this.kindOf(made),
                text: this.nameOf(made),
            }))
            .filter(made => kinds.includes(made.kind) && made.text);
    }

    kindOf(made) {
        return this.field(made, "kind-of-record").value;
    }

    /** What a new record is called: the first of what is written in its form. */
    nameOf(made) {
        const row = made.querySelector(":scope > .panel-row");
        const texts = fieldsOf(row)
            .map(field => field.selectedOptions ? field.selectedOptions[0]?.text : field.value);
        if (row.querySelector("[name$='-role']")?.value === "ordered_by") {
            [texts[0], texts[2]] = [texts[2], texts[0]];  // as it reads: the event, and by whom
        }
        const simple = row.querySelector("input[name$='-name'], input[name$='-title'], "
            + "input[name$='-text'], textarea[name$='-summary']");
        return (simple && !row.querySelector("[name$='-predicate']") ? [simple.value] : texts)
            .filter(text => text && !text.startsWith("---")).slice(0, 3).join(" ");
    }

    /** What was begun as new for a box is not made where that box has chosen something else. */
    prune() {
        const wanted = [...this.form.querySelectorAll(".record-box")]
            .map(box => box.recordBox.hidden.value);
        for (const made of this.form.querySelectorAll(".panel-made")) {
            if (!wanted.includes(idOf(made))) {
                made.remove();
            }
        }
    }

    rename(made) {
        const id = idOf(made);
        for (const hidden of this.form.querySelectorAll(".record-box > [type=hidden]")) {
            if (hidden.value === id) {
                const name = this.nameOf(made) || `new ${this.kindOf(made)}`;
                hidden.dataset.text = hidden.nextElementSibling.value = name;
            }
        }
    }

    byId(id) {
        return this.form.querySelector(`[data-row="${id.replace("new", "made")}"]`);
    }

    /** What is still to be written behind a field of a new record; behind its last, what is so
        behind the box that it is made for. What few sources give is passed over. */
    nextIn(made, field) {
        if (!made) {
            return null;
        }
        const row = made.querySelector(":scope > .panel-row");
        const fields = fieldsOf(row).filter(each => each.checkVisibility());
        const id = idOf(made);
        const asked = [...this.form.querySelectorAll(".record-box")]
            .find(box => box.recordBox.hidden.value === id)?.recordBox.input;
        const isOpen = each => !("passedOver" in each.dataset)
            && (!each.value || each.closest(".record-box")?.recordBox.isUnchosen);
        return fields.slice(fields.indexOf(field) + 1).find(isOpen)
            ?? (asked ? this.nextIn(asked.closest(".panel-made"), asked) : null);
    }
}
