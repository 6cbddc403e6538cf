// Words to the reader: notices in the corner, and a line that screen readers speak.

import { h } from "./dom.js";

const SHOWN_MS = 8000;

/** Shows a notice; a bad one stays until it is closed. */
export function notice(text, isBad = false) {
    const item = h("div", { class: isBad ? "notice bad" : "notice", role: isBad ? "alert" : "status" },
        h("p", null, text),
        h("button", { type: "button", class: "button plain", "aria-label": "Close this notice", onclick: () => item.remove() }, "×"));
    document.getElementById("notices").append(item);
    if (!isBad) {
        setTimeout(() => item.remove(), SHOWN_MS);
    }
}

/** Says something to screen readers only. */
export function announce(text) {
    const announcer = document.getElementById("announcer");
    if (announcer.textContent !== text) {
        announcer.textContent = text;
    }
}

/** Does something and shows its refusal; tells whether it went well. */
export async function attempt(action, done) {
    try {
        await action();
        if (done) {
            notice(done);
        }

        return true;
    } catch (fault) {
        notice(fault.message, true);
        return false;
    }
}
