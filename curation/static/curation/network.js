/* Moves the day of a network: what was not in force is hidden, what possibly was is light. Every
   tie and node says in its data- attributes on which days it possibly was and certainly was, first
   and last, empty where that has no end. Days are texts, year-month-day, which sort as they are. */

const FIRM = "firm", LIGHT = "light", GONE = "gone";
const DAY = 86_400_000;
const NEVER_BEFORE = "0000", NEVER_AFTER = "9999-99";

const asNumber = (day) => Math.round(Date.parse(`${day}T00:00:00Z`) / DAY);
const asDay = (number) => new Date(number * DAY).toISOString().slice(0, 10);

function readDays(mark) {
    const [first, last] = mark.dataset.possible.split("/");
    const sure = mark.dataset.definite?.split("/");
    return {
        mark,
        first: first || NEVER_BEFORE,
        last: last || NEVER_AFTER,
        sureFirst: sure ? sure[0] || NEVER_BEFORE : NEVER_AFTER,
        sureLast: sure ? sure[1] || NEVER_AFTER : NEVER_BEFORE,
    };
}

function forceOn(row, day) {
    if (!day) return FIRM;
    if (day < row.first || day > row.last) return GONE;
    return row.sureFirst <= day && day <= row.sureLast ? FIRM : LIGHT;
}

function put(row, force) {
    if (row.force === force) return;
    for (const mark of row.marks) {
        mark.classList.remove(FIRM, LIGHT, GONE);
        mark.classList.add(force);
    }
    row.force = force;
}

const IN_WORDS = { [FIRM]: "certainly", [LIGHT]: "possibly", [GONE]: "no" };

/* The table says the same as the drawing. */
function tell(network, day) {
    for (const tie of network.ties) {
        if (!tie.row || tie.told === `${tie.force}${!day}`) continue;
        tie.row.hidden = tie.force === GONE;
        tie.row.lastElementChild.textContent = day ? IN_WORDS[tie.force] : "";
        tie.told = `${tie.force}${!day}`;
    }
}

/* The ties, the nodes by their codes, and the days on which something changes. */
function readNetwork(picture) {
    const nodes = new Map();
    for (const mark of picture.querySelectorAll(".node[data-code]")) {
        nodes.set(mark.dataset.code, { ...readDays(mark), marks: [mark], force: "" });
    }
    for (const name of picture.querySelectorAll(".node-name")) {
        nodes.get(name.dataset.of)?.marks.push(name);
    }
    const rows = new Map();
    for (const row of document.querySelectorAll("[data-row]")) rows.set(row.dataset.row, row);
    const ties = [...picture.querySelectorAll(".tie[data-tie]")].map((mark) => ({
        ...readDays(mark),
        marks: [mark],
        force: "",
        row: rows.get(mark.dataset.tie),
        ends: [nodes.get(mark.dataset.from), nodes.get(mark.dataset.to)],
    }));
    return { ties, nodes: [...nodes.values()], changes: changesOf(ties) };
}

function changesOf(ties) {
    const days = new Set();
    for (const tie of ties) {
        for (const day of [tie.first, tie.sureFirst]) if (day.length === 10) days.add(asNumber(day));
        for (const day of [tie.last, tie.sureLast]) if (day.length === 10) days.add(asNumber(day) + 1);
    }
    return [...days].sort((one, other) => one - other);
}

function show(network, day) {
    const counts = { [FIRM]: 0, [LIGHT]: 0, [GONE]: 0 };
    const tied = new Set();
    for (const tie of network.ties) {
        const force = forceOn(tie, day);
        counts[force] += 1;
        if (force !== GONE) for (const end of tie.ends) tied.add(end);
        put(tie, force);
    }
    for (const node of network.nodes) {
        const alone = forceOn(node, day) === GONE ? GONE : LIGHT;
        put(node, tied.has(node) ? FIRM : alone);
    }
    return counts;
}

function told(day, counts) {
    const there = counts[FIRM] + counts[LIGHT];
    if (!day) return `Relations of all days: ${there}.`;
    return `On ${day}: ${there} relations, ${counts[FIRM]} of them certainly in force; ${counts[GONE]} were not.`;
}

/* Of whoever is pointed at or has the focus, the relations stand out. */
function bringOut(network, picture) {
    let pointed = null;
    const point = (mark) => {
        if (mark === pointed) return;
        pointed = mark;
        for (const tie of network.ties) {
            const isOf = mark !== null && tie.ends.some((end) => end?.marks[0] === mark);
            tie.marks[0].classList.toggle("pointed-at", isOf);
        }
    };
    // Not on the drawing: one that listens for the focus would be a stop of the keyboard itself.
    const frame = picture.parentElement;
    for (const name of ["pointerover", "focusin"]) {
        frame.addEventListener(name, (event) => point(event.target.closest(".node[data-code]")));
    }
    for (const name of ["pointerleave", "focusout"]) frame.addEventListener(name, () => point(null));
}

function start(slider, network) {
    const range = slider.querySelector("input");
    const field = document.querySelector("[data-day]");
    const output = document.querySelector("[data-day-told]");
    // A year on either side of what is known.
    range.min = Math.max(asNumber(range.dataset.first) - 366, asNumber("0001-01-01"));
    range.max = Math.min(asNumber(range.dataset.last) + 366, asNumber("9999-12-31"));
    let current = field.value;
    range.value = current ? asNumber(current) : range.max;

    function move(day) {
        current = day;
        field.value = day;
        if (day) range.value = asNumber(day);
        range.setAttribute("aria-valuetext", day || "all days");
        output.textContent = told(day, show(network, day));
        const address = new URL(location.href);
        if (day) address.searchParams.set("picture-on", day);
        else address.searchParams.delete("picture-on");
        clearTimeout(move.waiting);
        // A table of thousands takes longer than a step may, and browsers refuse an address that
        // changes with each: both wait until the day stays.
        move.waiting = setTimeout(() => {
            history.replaceState(null, "", address);
            tell(network, current);
            for (const file of document.querySelectorAll("a[download]")) {
                file.href = file.pathname + address.search;
            }
        }, 200);
    }

    function step(direction) {
        const here = current ? asNumber(current) : direction > 0 ? Number(range.min) : Number(range.max);
        const found = direction > 0
            ? network.changes.find((day) => day > here)
            : network.changes.findLast((day) => day < here);
        if (found !== undefined) move(asDay(found));
    }

    range.addEventListener("input", () => move(asDay(Number(range.value))));
    field.addEventListener("input", () => (field.value || !field.validity.badInput) && move(field.value));
    for (const button of slider.querySelectorAll("[data-change]")) {
        const direction = Number(button.dataset.change);
        button.addEventListener("click", () => (direction ? step(direction) : move("")));
    }
    slider.hidden = false;
    show(network, current);
}

const slider = document.querySelector("[data-day-slider]");
const picture = document.querySelector("[data-picture] svg");
if (picture) {
    const network = readNetwork(picture);
    bringOut(network, picture);
    if (slider) start(slider, network);
}
