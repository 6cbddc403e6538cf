// Small parts that every view uses.

import { now } from "./clock.js";
import { h } from "./dom.js";
import { since, time } from "./format.js";

const TONES = {
    in_sync: "good", good: "good", succeeded: "good", finished: "good", success: "good",
    pending: "busy", started: "busy", offered: "busy", running: "busy", soaking: "busy", waiting_confirmation: "busy",
    degraded: "warn", silent: "warn", paused: "warn", canceling: "warn", stopped: "warn",
    error: "bad", bad: "bad", failed: "bad", aborted: "bad", failure: "bad",
};

/** A state as a coloured word: the colour never tells alone. */
export const badge = (state, text) => h("span", { class: `badge ${TONES[state] ?? ""}` }, text ?? String(state ?? "unknown").replaceAll("_", " "));

/** How long ago; the time itself is in the title. */
export const ago = (text) => h("time", { "data-since": text ?? "", datetime: text, title: time(text) }, since(text, now()));

/** Tags. */
export const tags = (list) => h("span", { class: "row" }, (list ?? []).map((tag) => h("span", { class: "tag" }, tag)));

/** The head of a page: a title, a line under it, and buttons. */
export const pageHead = (title, line, ...buttons) => h("div", { class: "page-head" },
    h("div", null, h("h1", { tabindex: "-1" }, title), line ? h("p", { class: "muted" }, line) : null),
    h("div", { class: "row" }, buttons));

/** A section with a head. */
export const section = (title, aside, ...content) => h("section", { class: "section" },
    h("div", { class: "section-head" }, h("h2", null, title), aside), content);

/** A button. */
export const button = (text, onclick, look = "") => h("button", { type: "button", class: `button ${look}`, onclick }, text);

/** A link that looks like a button. */
export const linkButton = (text, href, look = "") => h("a", { class: `button ${look}`, href }, text);

/** A labelled input with a hint under it. */
export function field(label, input, hint) {
    const id = input.id || `field-${label.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-")}`;
    input.id = id;
    if (hint) {
        input.setAttribute("aria-describedby", `${id}-hint`);
    }

    return h("div", { class: "field" }, h("label", { for: id }, label), input,
        hint ? h("span", { class: "hint", id: `${id}-hint` }, hint) : null);
}

/** A checkbox with its label. */
export const check = (label, input) => h("label", { class: "check" }, input, label);

/**
 * A table. Columns are [head, class]; rows are { key, cells }. The roles are said aloud because on a phone the rows are drawn as
 * cards, which takes a table's own roles away.
 */
export const table = (caption, columns, rows) => h("div", { class: "table-wrap" },
    h("table", { role: "table" },
        h("caption", { class: "unseen" }, caption),
        h("thead", { role: "rowgroup" }, h("tr", { role: "row" },
            columns.map(([head, look]) => h("th", { role: "columnheader", scope: "col", class: look }, head)))),
        h("tbody", { role: "rowgroup" }, rows.map(({ key, cells }) => h("tr", { role: "row", "data-key": key },
            cells.map((cell, at) => h("td", { role: "cell", class: cellLook(columns[at][1], cell), "data-label": columns[at][0] },
                h("span", null, cell ?? ""))))))));

const cellLook = (look, cell) => [look, cell === null || cell === "" ? "empty" : ""].filter(Boolean).join(" ") || null;

/** What stands where nothing is yet. */
export const nothing = (text, ...more) => h("div", { class: "card quiet" }, h("p", null, text), more);

/** Facts: pairs of a name and what it is. */
export const facts = (pairs) => h("dl", { class: "facts" }, pairs.map(([name, value]) => [h("dt", null, name), h("dd", null, value)]));
