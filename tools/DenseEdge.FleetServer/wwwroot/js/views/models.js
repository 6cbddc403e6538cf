// Models: what devices can be brought to, and the upload of more.

import { get, query, remove, upload } from "../api.js";
import { askForm, confirm } from "../dialogs.js";
import { h } from "../dom.js";
import { bytes, count, shortDigest } from "../format.js";
import { announce, notice } from "../notices.js";
import { ago, button, facts, field, nothing, pageHead, table } from "../parts.js";

const COLUMNS = [["Model"], ["Kind"], ["Size", "number"], ["Devices", "number"], ["Published"], ["Digest"], ["Files"], [""]];

export const models = (app) => ({
    title: "Models",
    watches: (change) => change.kind === "model",
    draw: async () => {
        const list = await get("models");
        return [
            pageHead("Models", "Devices check every bundle's signature themselves, wherever it came from.",
                app.may("operator") ? button("Publish a file", () => askUpload(app), "primary") : null),
            list.length > 0 ? table("Models", COLUMNS, list.map((model) => ({ key: `model-${model.id}`, cells: cells(app, model) })))
                : nothing("Nothing is published yet. Publish a bundle here, or with: denseedge fleet publish scene.bundle"),
        ];
    },
});

const cells = (app, model) => [
    `${model.model} ${model.version}`,
    model.kind === "bundle" ? `bundle, release ${model.release}` : model.kind, bytes(model.size_bytes), count(model.devices), ago(model.created),
    h("code", { title: model.digest }, shortDigest(model.digest)),
    h("details", { "data-key": `files-${model.id}` },
        h("summary", { "aria-label": `Files of ${model.model} ${model.version}` }, `${model.artifacts?.length ?? 0}`),
        (model.artifacts ?? []).map((file) => h("div", { class: "report small" }, facts([["File", file.name], ["Size", bytes(file.size_bytes)],
            ["SHA-256", h("code", null, file.sha256)], ["SHA-1", h("code", null, file.sha1)], ["MD5", h("code", null, file.md5)]])))),
    app.may("operator") ? button("Delete", () => confirm({
        title: `Delete ${model.model} ${model.version}?`, text: "Devices that have it keep it; no other device can get it.",
        action: "Delete", look: "danger",
        submit: async () => {
            await remove(`models/${model.id}`);
            app.redraw();
        },
    })) : "",
];

function askUpload(app) {
    const stop = new AbortController();
    const sent = h("span", { class: "done" });
    const bar = h("div", {
        class: "progress", role: "progressbar", "aria-label": "Upload", "aria-valuemin": "0", "aria-valuemax": "100", "aria-valuenow": "0",
    }, sent);
    let told = 0;
    const show = (share) => {
        const whole = Math.round(share * 100);
        sent.style.width = `${whole}%`;
        bar.setAttribute("aria-valuenow", String(whole));
        if (whole - told >= 25) {
            told = whole;
            announce(`Upload ${whole} percent`);
        }
    };
    const dialog = askForm({
        title: "Publish a file", action: "Publish",
        fields: [
            field("File", h("input", { type: "file", name: "file", required: true })),
            h("div", { class: "fields" },
                field("Model name", h("input", { name: "model", autocomplete: "off", spellcheck: "false" })),
                field("Version", h("input", { name: "version", autocomplete: "off", spellcheck: "false" }))),
            h("p", { class: "muted small" }, "A bundle says both itself: leave them empty for it."), bar,
        ],
        submit: async (data) => {
            const file = data.get("file");
            const made = await upload(
                `models${query({ model: data.get("model").trim(), version: data.get("version").trim(), file: file.name })}`, file, show, stop.signal);
            notice(`${made.model} ${made.version} is published.`);
            app.redraw();
        },
    });
    dialog.addEventListener("close", () => stop.abort());
}
