/* What was typed into the panel, kept in this browser until it is saved or discarded.

   One draft for each window of a user on a document, so that two of them lose nothing to each
   other; what a closed window left is taken up by the next one. A browser that keeps nothing only
   loses the draft. */

import {storage} from "../../curation/storage.js";

/** The name of this window, which outlives a reload of its page. */
function windowName() {
    try {
        sessionStorage.roomWindow ||= Math.random().toString(36).slice(2);
        return sessionStorage.roomWindow;
    } catch {
        return "only";
    }
}

export class Draft {
    constructor(user, documentKey) {
        this.start = `isnad room ${user} ${documentKey}`;
        this.key = `${this.start} ${windowName()}`;
    }

    keep(state) {
        storage.set(this.key, {...state, at: Date.now()});
    }

    /** What was typed in this window or, the latest first, was left by another one. */
    kept() {
        const own = storage.get(this.key);
        if (own) {
            return own;
        }
        const [left] = this.others().sort((one, other) => (other.state.at ?? 0) - (one.state.at ?? 0));
        if (!left) {
            return null;
        }
        storage.remove(left.key);
        storage.set(this.key, left.state);
        return left.state;
    }

    /** Whether another window has left something, or is still at it. */
    get hasOthers() {
        return this.others().length > 0;
    }

    others() {
        // Without a window's name it was kept when there was one draft for all of them.
        const isOurs = key => key === this.start || key.startsWith(`${this.start} `);
        return storage.keys(this.start)
            .filter(key => isOurs(key) && key !== this.key)
            .map(key => ({key, state: storage.get(key)}))
            .filter(({state}) => state);
    }

    forget() {
        storage.remove(this.key);
    }
}
