/* Forgets the draft that the server says, in a cookie, it has saved. */

import {storage} from "./storage.js";

export function forgetSaved() {
    const told = document.cookie.match(/(?:^|; )saved_draft=([^;]*)/);
    if (told) {
        storage.remove(decodeURIComponent(told[1]));
        document.cookie = "saved_draft=; path=/; max-age=0; samesite=lax";
    }
}

forgetSaved();
