// One device: what it is, what it runs, what it was told and what it said.

import { change, get, post, remove, segment } from "../api.js";
import { askForm, confirm, showSecret } from "../dialogs.js";
import { h } from "../dom.js";
import { celsius, ms, orNone, time } from "../format.js";
import { attempt, notice } from "../notices.js";
import { ago, badge, button, facts, field, nothing, pageHead, section, tags } from "../parts.js";

export function device(app, [id]) {
    const path = `devices/${segment(id)}`;
    return {
        title: id,
        watches: (event) => event.kind === "device" && (!event.id || event.id === id),
        draw: async () => {
            const view = await get(path);
            return [
                h("p", null, h("a", { href: "#/devices" }, "Devices")),
                pageHead(view.name || view.id, null, badge(view.state), badge(view.health)),
                app.may("operator") ? h("div", { class: "row" }, buttons(app, view, path)) : null,
                h("div", { class: "halves" },
                    section("What it runs", null, facts(running(view))),
                    section("What it reports", null, reported(view))),
                section("History", null, view.actions?.length ? h("div", { class: "history" }, view.actions.map(action))
                    : nothing("It was never told to update.")),
            ];
        },
    };
}

const running = (view) => [
    ["Id", h("code", null, view.id)],
    ["Model", view.model ? `${view.model} ${view.version ?? ""}` : "–"],
    ["Assigned", orNone(view.assigned_version)],
    ["Digest", h("code", null, orNone(view.digest))],
    ["Board", orNone(view.board)],
    ["Latency", `p50 ${ms(view.latency_p50_ms)}, p95 ${ms(view.latency_p95_ms)}`],
    ["Temperature", celsius(view.temperature_c)],
    ["Tags", view.tags?.length ? tags(view.tags) : "–"],
    ["Kept from it", view.pinned?.length ? view.pinned.join(", ") : "–"],
    ["First seen", time(view.first_seen)],
    ["Last poll", h("span", null, ago(view.last_poll), view.address ? ` from ${view.address}` : "")],
    ["Polls every", view.poll_seconds ? `${view.poll_seconds} s` : "the server's interval"],
];

function reported(view) {
    const attributes = Object.entries(view.attributes ?? {}).sort(([one], [other]) => one < other ? -1 : 1);
    return attributes.length > 0 ? facts(attributes) : nothing("It has reported no attributes yet.");
}

const action = (one) => h("details", { class: "card", "data-key": `action-${one.id}` },
    h("summary", null, h("span", { class: "row" }, h("b", { class: "wraps" }, `${one.model} ${one.version}`), badge(one.state),
        h("span", { class: "muted small" }, ago(one.created),
            one.rollout ? ` · rollout ${one.rollout}` : " · assigned alone", one.attempts > 1 ? ` · attempt ${one.attempts}` : "",
            one.progress ? ` · step ${one.progress.done} of ${one.progress.of}` : ""))),
    h("div", { class: "stack" },
        facts([["Offered", time(one.offered)], ["Started", time(one.started)], ["Ended", time(one.ended)]]),
        h("div", null, (one.reports ?? []).map((report) => h("div", { class: "report" },
            h("span", { class: "muted small" }, `${time(report.time)} · ${report.execution} · ${report.result}`,
                report.code === undefined || report.code === null ? "" : ` · code ${report.code}`),
            (report.details ?? []).map((line) => h("span", { class: "wraps" }, line)))))));

function buttons(app, view, path) {
    return [
        button("Assign a version", async () => askAssignment(app, path), "primary"),
        button("Edit name and tags", () => askTags(app, view, path)),
        button("New token", () => confirm({
            title: "Give it a new token?", text: "Its token of now is void at once: the device can't poll until it has the new one.",
            action: "New token", look: "danger",
            submit: async (_, close) => {
                const { token } = await post(`${path}/token`);
                close();
                showSecret({ title: `Token of ${view.id}`, text: "Put this into the device's agent configuration.", secret: token });
            },
        })),
        button("Delete", () => confirm({
            title: `Delete ${view.id}?`, text: "Its history and its token are gone after that.", action: "Delete", look: "danger",
            submit: async () => {
                await remove(path);
                location.hash = "#/devices";
                notice(`${view.id} is deleted.`);
            },
        }), "danger"),
    ];
}

async function askAssignment(app, path) {
    let models = [];
    if (!await attempt(async () => {
        models = await get("models");
    })) {
        return;
    }

    const select = h("select", { name: "model", required: true }, models.map((model) =>
        h("option", { value: JSON.stringify({ model: model.model, version: model.version }) }, `${model.model} ${model.version}`)));
    askForm({
        title: "Assign a version", action: "Assign", fields: [field("Version", select, "The device is offered it at its next poll.")],
        submit: async (data) => {
            await post(`${path}/assign`, JSON.parse(data.get("model")));
            app.redraw();
        },
    });
}

function askTags(app, view, path) {
    const old = view.tags ?? [];
    askForm({
        title: "Name and tags", action: "Save",
        fields: [
            field("Name", h("input", { name: "name", value: view.name ?? "", maxlength: 128, autocomplete: "off" })),
            field("Tags", h("input", { name: "tags", value: old.join(", "), autocomplete: "off" }), "With commas between them"),
        ],
        submit: async (data) => {
            const chosen = data.get("tags").split(",").map((tag) => tag.trim()).filter(Boolean);
            await change(path, {
                name: data.get("name").trim() || undefined,
                add_tags: chosen.filter((tag) => !old.includes(tag)), remove_tags: old.filter((tag) => !chosen.includes(tag)),
            });
            app.redraw();
        },
    });
}
