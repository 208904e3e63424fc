/* What was typed into the panel, kept in this browser until it is saved or discarded.

   One draft for each user and document; a browser that keeps nothing only loses the draft. */

export class Draft {
    constructor(user, documentKey) {
        this.key = `isnad room ${user} ${documentKey}`;
    }

    keep(state) {
        try {
            localStorage.setItem(this.key, JSON.stringify(state));
        } catch {
            // Storage is full or forbidden: the panel itself still holds everything.
        }
    }

    kept() {
        try {
            return JSON.parse(localStorage.getItem(this.key));
        } catch {
            return null;
        }
    }

    forget() {
        try {
            localStorage.removeItem(this.key);
        } catch {
            // Nothing was kept.
        }
    }
}
