// Devices: a filter in the server's own language, and a table that grows on demand.

import { get, post, query } from "../api.js";
import { askForm, showSecret } from "../dialogs.js";
import { h } from "../dom.js";
import { celsius, count, ms, orNone } from "../format.js";
import { announce } from "../notices.js";
import { ago, badge, button, field, nothing, pageHead, table } from "../parts.js";

const PAGE_SIZE = 50;
const TYPING_MS = 350;

const COLUMNS = [["Device"], ["State"], ["Health"], ["Board", "tight"], ["Runs", "tight"], ["p95", "number"], ["Temperature", "number"], ["Last poll", "nowrap"]];

export function devices(app, _, search) {
    let [filter, shown, fault] = [search.get("filter") ?? "", PAGE_SIZE, null];
    let typing = 0;

    const read = async () => {
        const items = [];
        let [cursor, total] = [null, 0];
        do {
            const page = await get(`devices${query({ filter, limit: Math.min(1000, shown - items.length), cursor })}`);
            items.push(...page.items);
            [cursor, total] = [page.next, page.total ?? items.length];
        } while (cursor && items.length < shown);
        return { items, total, more: Boolean(cursor) };
    };

    // The filter goes into the address without another visit of this page, so that it can be shared and stays on a reload.
    const type = (text) => {
        filter = text;
        clearTimeout(typing);
        typing = setTimeout(() => {
            history.replaceState(null, "", filter ? `#/devices?filter=${encodeURIComponent(filter)}` : "#/devices");
            app.redraw();
        }, TYPING_MS);
    };

    let last = { items: [], total: 0, more: false };
    return {
        title: "Devices",
        watches: (change) => change.kind === "device",
        dispose: () => clearTimeout(typing),
        draw: async () => {
            try {
                last = await read();
                fault = null;
                announce(`${last.total} devices match.`);
            } catch (refused) {
                if (refused.status !== 400) {
                    throw refused;
                }

                fault = refused;
            }

            return [
                pageHead("Devices", `${count(last.total)} ${filter ? "match" : "in all"}`,
                    app.may("operator") ? button("New device", () => askDevice(app), "primary") : null),
                filterBox(filter, fault, type),
                last.items.length > 0 ? deviceTable(last.items)
                    : nothing(filter ? "No device matches." : "No device yet. Make one, and give its token to the agent."),
                last.more ? h("div", null, button(`Show more of ${count(last.total)}`, () => {
                    shown += PAGE_SIZE * 4;
                    app.redraw();
                })) : null,
            ];
        },
    };
}

function filterBox(filter, fault, type) {
    const input = h("input", {
        type: "search", id: "filter", value: filter, placeholder: "board=orin-nano and site!=lab", spellcheck: "false", autocomplete: "off",
        autocapitalize: "none", "aria-invalid": fault ? "true" : null, "aria-errormessage": "filter-fault", oninput: (event) => type(event.target.value),
    });
    const position = fault?.problem?.position;
    return h("div", null,
        field("Filter", input, "Any attribute, and tag, board, model, version, state, health, id, name; = != < > in (a, b) like cam-*, and, or, not"),
        h("div", { class: "fault", id: "filter-fault", role: "alert" }, fault ? fault.message : "",
            fault && position > 0 ? h("pre", { "aria-hidden": "true" }, `${filter}\n${" ".repeat(position - 1)}^`) : null));
}

const deviceTable = (items) => table("Devices", COLUMNS, items.map((device) => ({
    key: `device-${device.id}`,
    cells: [
        h("span", { class: "row" }, h("a", { href: `#/devices/${encodeURIComponent(device.id)}` }, device.id),
            device.name && device.name !== device.id ? h("span", { class: "muted small" }, device.name) : null,
            (device.tags ?? []).map((tag) => h("span", { class: "tag" }, tag))),
        badge(device.state), badge(device.health), orNone(device.board), device.model ? `${device.model} ${device.version ?? ""}` : "–",
        ms(device.latency_p95_ms), celsius(device.temperature_c), ago(device.last_poll),
    ],
})));

function askDevice(app) {
    askForm({
        title: "New device",
        action: "Make device",
        fields: [
            field("Device id", h("input", { name: "id", required: true, maxlength: 128, autocomplete: "off", spellcheck: "false" }),
                "The id by which it polls: letters, digits, dots, hyphens, underscores"),
            field("Name", h("input", { name: "name", maxlength: 128, autocomplete: "off" }), "For people; may be empty"),
            field("Tags", h("input", { name: "tags", autocomplete: "off" }), "With commas between them"),
        ],
        submit: async (data, close) => {
            const text = (name) => data.get(name).trim();
            const made = await post("devices", {
                id: text("id"), name: text("name") || undefined,
                tags: text("tags").split(",").map((tag) => tag.trim()).filter(Boolean),
            });
            close();
            app.redraw();
            showSecret({
                title: `Token of ${made.device.id}`, secret: made.token,
                text: "Put this into the device's agent configuration, as its target token.",
            });
        },
    });
}
