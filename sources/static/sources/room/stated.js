/* A fact that was typed in one line, “Amiri leads Badr”, as a box offers it and a panel fills it in.

   The server tells its parts, and of each end the record that it surely means; what was made beside
   the box comes before that. */

// What is known of the ends before a fact is likelier than what its words may be a title of.
const ENOUGH = {relation: 1, name: 1, participation: 2, figure: 0};

function madeHereAs({typed, kinds}, madeHere) {
    const called = typed.toLowerCase();
    const made = madeHere(kinds);
    return made.find(({text}) => text.toLowerCase() === called)
        ?? made.find(({text}) => text.toLowerCase().startsWith(called));
}

/** The offer of a stated fact; `isSure` where enough of its ends is known. */
export function statedFact({kind, parts}, madeHere) {
    const known = parts.map(part => part.kinds
        ? {...part, meant: madeHereAs(part, madeHere) ?? part.meant} : part);
    const read = known.filter(({typed}) => typed).map(({typed, value, kinds, meant}) =>
        meant?.text ?? (kinds || value === null ? `“${typed}”` : typed));
    return {
        kind,
        makes: true,
        parts: known,
        isSure: known.filter(({meant}) => meant).length >= ENOUGH[kind],
        text: `New ${kind}: ${read.join(" ")}`,
    };
}

/** Fills the fields of a new record; returns the first end that is still to be chosen, or null. */
export function fillIn(parts, fieldOf) {
    let open = null;
    for (const {field, typed, value, kinds, meant} of parts) {
        const element = fieldOf(field);
        const box = element.closest(".record-box")?.recordBox;
        if (box && meant) {
            box.set(meant.id, meant.text);
        } else if (box) {
            box.input.value = typed;
            open ??= box.input;
        } else {
            element.value = value ?? typed;
        }
    }
    return open;
}
