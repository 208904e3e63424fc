/* What was typed into the panel, kept in this browser until it is saved or discarded.

   One draft for each window of a user on a document, so that two of them lose nothing to each
   other; what a closed window left is taken up by the next one. A window that is still open holds
   a lock by the name of its draft. A browser that keeps nothing only loses the draft. */

import {storage} from "../../curation/storage.js";

/** What this window was called before its page was loaded, if it was there, and its name now.

    A new one each time: a window that was duplicated begins with the other's. */
function windowNames() {
    const now = Math.random().toString(36).slice(2);
    try {
        const before = sessionStorage.roomWindow;
        sessionStorage.roomWindow = now;
        return [before, now];
    } catch {
        return [null, now];
    }
}

export class Draft {
    constructor(user, documentKey) {
        this.start = `isnad room ${user} ${documentKey}`;
        const [before, now] = windowNames();
        this.key = `${this.start} ${now}`;
        this.take(`${this.start} ${before}`);
        // Held until the window is closed; where there are no locks, every window may be gone.
        navigator.locks?.request(this.key, () => new Promise(() => {}));
    }

    /** Makes a draft that is kept under another key this window's own, and returns it. */
    take(key) {
        const state = storage.get(key);
        if (state) {
            storage.remove(key);
            storage.set(this.key, state);
        }
        return state;
    }

    keep(state) {
        storage.set(this.key, {...state, at: Date.now()});
    }

    /** What was typed in this window or, the latest first, was left by one that was closed. */
    async kept() {
        const own = storage.get(this.key);
        if (own) {
            return own;
        }
        const left = await this.left();
        const [latest] = left.sort((one, other) => (other.state.at ?? 0) - (one.state.at ?? 0));
        return latest ? this.take(latest.key) : null;
    }

    /** What windows that were closed have left. */
    async left() {
        const locks = await navigator.locks?.query();
        const held = (locks?.held ?? []).map(lock => lock.name);
        // Without a window's name it was kept when there was one draft for all of them.
        const isOurs = key => key === this.start || key.startsWith(`${this.start} `);
        return storage.keys(this.start)
            .filter(key => isOurs(key) && key !== this.key && !held.includes(key))
            .map(key => ({key, state: storage.get(key)}))
            .filter(({state}) => state);
    }

    forget() {
        storage.remove(this.key);
    }
}
