/* On an attribution's page the choice of a column follows the kind of record that is chosen. */
"use strict";
(function($) {
    $(function() {
        const box = document.querySelector("select[data-columns]");
        if (!box) {
            return;
        }
        const columns = JSON.parse(box.dataset.columns);
        const subjects = Object.keys(columns)
            .map(name => document.getElementById(`id_${name}`))
            .filter(Boolean);
        $(subjects).on("change", function() {
            const chosen = subjects.filter(subject => subject.value);
            if (chosen.length !== 1) {
                return;
            }
            const before = box.value;
            const offered = columns[chosen[0].name];
            box.replaceChildren(...offered.map(([value, label]) => new Option(label, value)));
            box.value = offered.some(([value]) => value === before) ? before : "";
        });
    });
})(django.jQuery);
