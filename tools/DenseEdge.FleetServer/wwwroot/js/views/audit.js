// The audit log: who did what, newest first.

import { get, query } from "../api.js";
import { h } from "../dom.js";
import { orNone, time } from "../format.js";
import { button, nothing, pageHead, table } from "../parts.js";

const PAGE_SIZE = 50;
const COLUMNS = [["What"], ["Who"], ["To"], ["When"], ["Detail"], ["From"]];

export function audit(app) {
    let shown = PAGE_SIZE;
    return {
        title: "Audit",
        watches: () => true,
        draw: async () => {
            const page = await get(`audit${query({ limit: shown })}`);
            return [
                pageHead("Audit", "Everything that changed the fleet, and who did it."),
                page.items.length > 0 ? table("Audit log", COLUMNS, page.items.map((entry) => ({
                    key: `entry-${entry.id}`,
                    cells: [entry.action, entry.actor, orNone(entry.target), h("span", { class: "nowrap" }, time(entry.time)), entry.detail ?? "", entry.address ?? ""],
                }))) : nothing("Nothing was done yet."),
                page.next && shown < 1000 ? h("div", null, button("Show more", () => {
                    shown = Math.min(1000, shown * 2);
                    app.redraw();
                })) : null,
            ];
        },
    };
}
