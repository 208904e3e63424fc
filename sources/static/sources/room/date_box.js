/* A box for a date: says below it what is understood, and offers what “Monday” can mean. */

import {Combobox} from "./combobox.js";

/** Makes a text box one for dates, which asks at `address` what they mean in the document. */
export function setUpDate(input, address) {
    const element = document.createElement("span");
    element.className = "date-box";
    input.replaceWith(element);
    element.append(input);
    for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"],
        ["aria-expanded", "false"], ["autocomplete", "off"]]) {
        input.setAttribute(name, value);
    }
    return new DateBox(element, input, address);
}

class DateBox extends Combobox {
    constructor(element, input, address) {
        super(element, input);
        this.address = address;
        this.meaning = document.createElement("p");
        this.meaning.className = "date-meaning";
        this.meaning.setAttribute("role", "status");
        element.append(this.meaning);
    }

    onInput() {
        this.meaning.textContent = "";
        super.onInput();
    }

    async search() {
        const query = new URLSearchParams({typed: this.term});
        const answer = this.term ? await this.ask(`${this.address}?${query}`) : {};
        if (!answer) {
            return;  // saving says what is wrong
        }
        this.meaning.textContent = answer.meaning ? `Understood: ${answer.meaning}.` : "";
        const options = (answer.readings ?? []).map(({edtf, text}, index) => {
            const option = this.option(text, edtf, index);
            option.dataset.edtf = edtf;
            return option;
        });
        this.show(options, 0);
    }

    /** Takes what is marked and lets the panel go on. */
    onEnter(event, marked) {
        if (marked) {
            this.choose(marked);
        }
    }

    choose(option) {
        this.input.value = option.dataset.edtf;
        this.input.dispatchEvent(new Event("input", {bubbles: true}));
        this.close();
    }
}
