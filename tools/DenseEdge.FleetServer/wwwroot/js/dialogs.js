// Dialogs: the browser's own, which keeps the focus inside, closes on Escape and gives the focus back.

import { h } from "./dom.js";
import { button } from "./parts.js";

function open(title, content, onClose) {
    const heading = h("h2", { id: "dialog-title" }, title);
    const dialog = h("dialog", { "aria-labelledby": "dialog-title" }, heading, content);
    dialog.addEventListener("close", () => {
        dialog.remove();
        onClose?.();
    });
    document.body.append(dialog);
    dialog.showModal();
    return dialog;
}

/** A form. submit() gets the form's data; its refusal is shown in the dialog, which then stays. */
export function askForm({ title, fields, action, look = "primary", submit }) {
    const fault = h("p", { class: "fault", role: "alert" });
    const go = h("button", { type: "submit", class: `button ${look}` }, action);
    const form = h("form", {
        method: "dialog",
        onsubmit: async (event) => {
            event.preventDefault();
            go.disabled = true;
            fault.textContent = "";
            try {
                await submit(new FormData(form), () => dialog.close());
                dialog.close();
            } catch (refused) {
                fault.textContent = refused.message;
            } finally {
                go.disabled = false;
            }
        },
    }, fields, fault, h("div", { class: "dialog-foot" }, button("Cancel", () => dialog.close()), go));
    const dialog = open(title, form);
    return dialog;
}

/** A question before something that can't be taken back. */
export const confirm = ({ title, text, action, look = "primary", submit }) => askForm({
    title, action, look, submit, fields: [h("p", null, text)],
});

/** A secret that is shown once. */
export function showSecret({ title, text, secret, onClose }) {
    const copy = button("Copy", async () => {
        await navigator.clipboard.writeText(secret);
        copy.textContent = "Copied";
    });
    const dialog = open(title, h("div", { class: "body" }, h("p", null, text),
        h("div", { class: "secret" }, h("code", null, secret), navigator.clipboard ? copy : null),
        h("p", { class: "muted" }, "It is shown this once: the server keeps only its hash."),
        h("div", { class: "dialog-foot" }, button("Done", () => dialog.close(), "primary"))), onClose);
    return dialog;
}
