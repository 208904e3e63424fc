/* What was typed into the panel, kept in this browser until it is saved or discarded.

   One draft for each user and document; a browser that keeps nothing only loses the draft. */

import {storage} from "../../curation/storage.js";

export class Draft {
    constructor(user, documentKey) {
        this.key = `isnad room ${user} ${documentKey}`;
    }

    keep(state) {
        storage.set(this.key, state);
    }

    kept() {
        return storage.get(this.key);
    }

    forget() {
        storage.remove(this.key);
    }
}
