/* A fact that was typed in one line, “Amiri leads Badr”, as a box offers it and a panel fills it in.

   The server tells its parts, and of each end the record that it surely means; what was made beside
   the box and is called so comes before that, what only begins so behind it. */

// Whether enough is known of the ends for a fact to be likelier than a title of these words.
const IS_ENOUGH = {
    relation: known => known.length >= 1,
    name: known => known.length >= 1,
    participation: known => known.length >= 2 || known.some(({field}) => field === "event"),
    figure: () => true,
};

function meantBy({typed, kinds, meant}, madeHere) {
    const called = typed.toLowerCase();
    const made = madeHere(kinds);
    const beginning = made.filter(({text}) => text.toLowerCase().startsWith(called));
    return made.find(({text}) => text.toLowerCase() === called)
        ?? meant ?? (beginning.length === 1 ? beginning[0] : null);
}

/** The offer of a stated fact; `isSure` where enough of its ends is known. */
export function statedFact({kind, parts}, madeHere) {
    const known = parts.map(part => part.kinds
        ? {...part, meant: meantBy(part, madeHere)} : part);
    const read = known.filter(({typed}) => typed).map(({typed, value, kinds, meant}) =>
        meant?.text ?? (kinds || value === null ? `“${typed}”` : typed));
    return {
        kind,
        makes: true,
        parts: known,
        isSure: IS_ENOUGH[kind](known.filter(({meant}) => meant)),
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
