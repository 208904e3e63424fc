/* An autocomplete box names itself by the words in it, chosen or not; as the "textbox" that its
   library calls them, which has no name of its own, they would be passed over. Its list says of
   each record also why it was found; the box, of the chosen one, only what it is called. */
"use strict";
(function($) {
    function name() {
        for (const words of document.querySelectorAll(".select2-selection__rendered[role=textbox]")) {
            words.removeAttribute("role");
            words.removeAttribute("aria-readonly");
        }
    }
    function listed({text, found}) {
        return found ? $("<span>").text(`${text} · `).append($("<bdi>").text(found)) : text;
    }
    // Ahead of the listeners that make the boxes.
    $.fn.select2?.defaults.set("templateResult", listed);
    // Both behind the listeners that make the boxes, which were there first.
    $(name);
    document.addEventListener("formset:added", name);
})(django.jQuery);
