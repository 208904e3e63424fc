/* What was refused of the panel, each sentence at what it is about. */

/** Shows errors by field name, by row, or by anything else, which stands at the top. */
export function showErrors(form, errors) {
    form.querySelectorAll(".errorlist").forEach(list => list.remove());
    form.querySelectorAll("[aria-invalid]").forEach(field => {
        field.removeAttribute("aria-invalid");
        describe(field, describing(field).filter(id => !id.startsWith("error-")));
    });
    for (const [name, sentences] of Object.entries(errors)) {
        showError(form, name, sentences);
    }
    form.querySelector("[aria-invalid]")?.focus();
}

function showError(form, name, sentences) {
    const list = document.createElement("ul");
    list.className = "errorlist";
    list.id = `error-${name}`;
    list.append(...sentences.map(sentence => {
        const item = document.createElement("li");
        item.textContent = sentence;
        return item;
    }));
    const field = form.elements.namedItem(name);
    const row = form.querySelector(`[data-row="${CSS.escape(name)}"]`);
    const place = field?.closest(".panel-field") ?? row ?? form.querySelector(".panel-says");
    place[place.matches(".panel-says") ? "after" : "prepend"](list);
    const shown = field?.type === "hidden" ? field.nextElementSibling : field;
    if (shown) {
        shown.setAttribute("aria-invalid", "true");
        describe(shown, [list.id, ...describing(shown)]);
    }
    list.closest("details")?.setAttribute("open", "");
}

/** The keys of what describes a field: what is wrong with it, and what it asks for. */
const describing = field => (field.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean);

function describe(field, ids) {
    field.setAttribute("aria-describedby", ids.join(" "));
}
