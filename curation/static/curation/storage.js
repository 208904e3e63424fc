/* What this browser keeps, by name; one that keeps nothing has nothing and loses nothing else. */

export const storage = {
    keys(start) {
        try {
            return Object.keys(localStorage).filter((key) => key.startsWith(start));
        } catch {
            return []; // A browser that keeps nothing has no drafts.
        }
    },
    get(key) {
        try {
            return JSON.parse(localStorage.getItem(key));
        } catch {
            return null;
        }
    },
    set(key, value) {
        try {
            localStorage.setItem(key, JSON.stringify(value));
        } catch {
            // Storage is full or forbidden: the page itself still holds everything.
        }
    },
    remove(key) {
        try {
            localStorage.removeItem(key);
        } catch {
            // Nothing was kept.
        }
    },
};
