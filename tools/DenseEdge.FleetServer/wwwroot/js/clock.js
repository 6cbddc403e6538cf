// The server's time, and text that has to change while nothing else does: "2 min ago", "12:30 left".

import { duration, since } from "./format.js";

let aheadMs = 0;

/** Takes the server's time, so that a wrong clock here doesn't matter. */
export const setServerTime = (text) => {
    aheadMs = new Date(text).getTime() - Date.now();
};

/** The server's time in milliseconds. */
export const now = () => Date.now() + aheadMs;

/** Writes the text of every element with data-since or data-until anew, once a second. */
export function tick(root) {
    for (const element of root.querySelectorAll("[data-since]")) {
        write(element, since(element.dataset.since, now()));
    }

    for (const element of root.querySelectorAll("[data-until]")) {
        write(element, duration(Math.max(0, new Date(element.dataset.until).getTime() - now())));
    }
}

function write(element, text) {
    if (element.textContent !== text) {
        element.textContent = text;
    }
}
