// Zooms and moves the pictures of a page, and says in a line below what is pointed at.
// Without it a picture is complete: it scrolls, its marks are links, and titles say what they are.

const STEP = 1.4;
const CLOSEST = 1 / 40;
// A press that moves further than this, in pixels, moves the picture and follows no link.
const PRESS = 4;

for (const frame of document.querySelectorAll("[data-picture]")) enliven(frame);

function enliven(frame) {
    const drawing = () => frame.querySelector(":scope > svg");
    const numbers = (text) => text.split(" ").map(Number);
    // What the picture shows when all of it is shown; kept with the drawing, which may be replaced.
    const whole = () => {
        const svg = drawing();
        svg.dataset.whole ??= svg.getAttribute("viewBox");
        return numbers(svg.dataset.whole);
    };
    const shown = () => numbers(drawing().getAttribute("viewBox"));

    function show(x, y, width) {
        const [left, top, full, height] = whole(); // before the first change, so that it is kept
        const part = Math.min(Math.max(width / full, CLOSEST), 1);
        const within = (at, from, size) => Math.min(Math.max(at, from), from + size * (1 - part));
        const box = [within(x, left, full), within(y, top, height), full * part, height * part];
        drawing().setAttribute("viewBox", box.join(" "));
        frame.classList.toggle("picture-zoomed", part < 1);
    }

    function zoom(factor, pointed) {
        const [x, y, width, height] = shown();
        const [px, py] = pointed ?? [x + width / 2, y + height / 2];
        show(px - (px - x) * factor, py - (py - y) * factor, width * factor);
    }

    function move(across, down) {
        const [x, y, width, height] = shown();
        show(x + across * width, y + down * height, width);
    }

    // Where in the picture a pointer is.
    function pointedAt(event) {
        const box = drawing().getBoundingClientRect();
        const [x, y, width, height] = shown();
        return [
            x + (width * (event.clientX - box.left)) / box.width,
            y + (height * (event.clientY - box.top)) / box.height,
        ];
    }

    // What has the focus is in sight.
    function follow(mark) {
        const [at, box] = [mark, drawing()].map((one) => one.getBoundingClientRect());
        const middle = { clientX: at.left + at.width / 2, clientY: at.top + at.height / 2 };
        const isSeen = middle.clientX > box.left && middle.clientX < box.right
            && middle.clientY > box.top && middle.clientY < box.bottom;
        if (isSeen) return;
        const [x, y] = pointedAt(middle);
        const [, , width, height] = shown();
        show(x - width / 2, y - height / 2, width);
        mark.scrollIntoView({ block: "nearest", inline: "nearest" });
    }

    const zoomed = () => shown()[2] < whole()[2];
    const all = () => show(...whole());

    // On a narrow page a picture about somebody begins with them.
    const about = frame.querySelector(".mark.focus")?.getBoundingClientRect();
    if (about) {
        const from = frame.getBoundingClientRect();
        frame.scrollLeft += about.left + about.width / 2 - from.left - from.width / 2;
    }

    const tools = document.createElement("div");
    tools.className = "picture-tools";
    tools.append(
        button("+", "Zoom in", () => zoom(1 / STEP)),
        button("−", "Zoom out", () => zoom(STEP)),
        button("All", "Show all of it", all),
    );
    frame.before(tools);
    const told = document.createElement("p");
    told.className = "picture-told";
    frame.after(told);

    frame.addEventListener("wheel", (event) => {
        if (!event.ctrlKey) return; // else the page would no longer scroll
        event.preventDefault();
        zoom(event.deltaY < 0 ? 1 / STEP : STEP, pointedAt(event));
    }, { passive: false });

    frame.addEventListener("keydown", (event) => {
        if (event.target !== frame || event.ctrlKey || event.altKey || event.metaKey) return;
        const moves = { ArrowLeft: [-0.1, 0], ArrowRight: [0.1, 0], ArrowUp: [0, -0.1], ArrowDown: [0, 0.1] };
        if (event.key === "+" || event.key === "=") zoom(1 / STEP);
        else if (event.key === "-") zoom(STEP);
        else if (event.key === "0") all();
        else if (zoomed() && event.key in moves) move(...moves[event.key]);
        else return;
        event.preventDefault();
    });

    let pressed = null;
    let moved = false;
    frame.addEventListener("pointerdown", (event) => {
        moved = false;
        if (event.button === 0 && event.pointerType === "mouse" && zoomed()) {
            pressed = { x: event.clientX, y: event.clientY, from: shown() };
        }
    });
    window.addEventListener("pointermove", (event) => {
        if (!pressed) return;
        const [across, down] = [event.clientX - pressed.x, event.clientY - pressed.y];
        if (!moved && Math.hypot(across, down) < PRESS) return;
        moved = true;
        const box = drawing().getBoundingClientRect();
        const [x, y, width, height] = pressed.from;
        show(x - (across * width) / box.width, y - (down * height) / box.height, width);
    });
    window.addEventListener("pointerup", () => { pressed = null; });
    frame.addEventListener("dragstart", (event) => { if (zoomed()) event.preventDefault(); });
    frame.addEventListener("click", (event) => {
        if (!moved) return;
        event.preventDefault();
        moved = false;
    }, true);

    for (const name of ["pointerover", "focusin"]) {
        frame.addEventListener(name, (event) => {
            const title = event.target.closest(".mark, a")?.querySelector(":scope > title");
            told.textContent = title?.textContent ?? "";
        });
    }
    frame.addEventListener("focusin", (event) => {
        if (event.target !== frame && zoomed()) follow(event.target);
    });
}

function button(text, label, press) {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = text;
    made.title = label;
    made.setAttribute("aria-label", label);
    made.addEventListener("click", press);
    return made;
}
