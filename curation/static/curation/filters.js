/* The filters of lists, folded away or open as they were left: beside the list where there is room,
   else above it, where they are folded at first. They stand open while one says why nothing is
   found. */

import {storage} from "./storage.js";

const filters = document.querySelector("#changelist-filter > .filters");
const above = window.matchMedia("(max-width: 1200px)"); // As in lists.css.
const place = () => (above.matches ? "filters above lists" : "filters beside lists");

function fold() {
    const isRefusing = filters.querySelector(".errornote") !== null;
    filters.open = isRefusing || (storage.get(place()) ?? !above.matches);
}

fold();
above.addEventListener("change", fold);
filters.querySelector("summary").addEventListener("click", () => {
    storage.set(place(), !filters.open);
});
