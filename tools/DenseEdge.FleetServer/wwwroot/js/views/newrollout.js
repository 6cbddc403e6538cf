// A new rollout, with a preview of whom it reaches while it is written.

import { get, post, query } from "../api.js";
import { h } from "../dom.js";
import { count } from "../format.js";
import { check, field, nothing, pageHead, section } from "../parts.js";
import { groupSizes, readGroups } from "../rolloutparts.js";

const TYPING_MS = 350;

export function newRollout(app) {
    let typing = 0;
    return {
        title: "New rollout",
        dispose: () => clearTimeout(typing),
        draw: async () => {
            const models = await get("models");
            if (models.length === 0) {
                return [pageHead("New rollout"), nothing("There is nothing to roll out yet. Publish a model first.",
                    h("p", null, h("a", { href: "#/models" }, "Models")))];
            }

            const preview = h("div", { class: "card stack", "aria-live": "polite" });
            const fault = h("p", { class: "fault", role: "alert" });
            const form = h("form", {
                class: "stack",
                oninput: () => {
                    clearTimeout(typing);
                    typing = setTimeout(() => showPreview(form, preview), TYPING_MS);
                },
                onsubmit: async (event) => {
                    event.preventDefault();
                    fault.textContent = "";
                    try {
                        const made = await post("rollouts", readForm(form));
                        location.hash = `#/rollouts/${made.id}`;
                    } catch (refused) {
                        fault.textContent = refused.message;
                    }
                },
            }, fields(models), fault,
            h("div", { class: "row" }, h("button", { type: "submit", class: "button primary" }, "Make rollout"),
                h("a", { class: "button", href: "#/rollouts" }, "Cancel")));
            await showPreview(form, preview);
            return [pageHead("New rollout"), h("div", { class: "halves" }, form, section("Whom it reaches", null, preview))];
        },
    };
}

const text = (name, value, more) => h("input", { name, value, autocomplete: "off", spellcheck: "false", ...more });
const number = (name, value, min, max, step = "any") => h("input", { type: "number", name, value, min, max, step, inputmode: "decimal" });

const fields = (models) => [
    field("Version", h("select", { name: "model", required: true }, models.map((model) =>
        h("option", { value: JSON.stringify({ model: model.model, version: model.version }) }, `${model.model} ${model.version}`)))),
    field("Name", text("name", "", { maxlength: 128 }), "For people; may be empty"),
    field("Devices", text("filter", "", { placeholder: "board=orin-nano and site!=lab" }), "A filter; empty for all devices"),
    field("Groups", text("groups", "canary:3, 1%, 10%, 100%", { required: true }), "Counts, and shares of all devices that are reached; the last one is 100%"),
    h("div", { class: "fields" },
        field("Success, %", number("success", 95, 0, 100)), field("Failure, %", number("error", 5, 0, 100)),
        field("Minimum count", number("minimum", 1, 1, 1000000, 1))),
    h("p", { class: "small muted" }, "A group must reach the share of success before the next one begins. At the share of failure, counted once "
        + "the minimum count has finished, the rollout pauses by itself."),
    h("div", { class: "fields" },
        field("Soak time, min", number("soak", 30, 0, 100000)), field("Attempts", number("attempts", 1, 1, 10, 1)),
        field("Rate, a minute", number("rate", "", 1, 1000000))),
    h("details", null, h("summary", null, "Time window and more"),
        h("div", { class: "stack" },
            h("div", { class: "fields" },
                field("From", h("input", { type: "time", name: "from" })), field("To", h("input", { type: "time", name: "to" })),
                field("Time zone", text("zone", Intl.DateTimeFormat().resolvedOptions().timeZone))),
            h("fieldset", { class: "row" }, h("legend", { class: "small muted" }, "Days; none means every day"),
                ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].map((day) => check(day, h("input", { type: "checkbox", name: "days", value: day })))),
            check("Devices update at once, not when it suits them", h("input", { type: "checkbox", name: "forced" })),
            check("Each device asks its operator first", h("input", { type: "checkbox", name: "confirmation" })))),
    check("Start it now", h("input", { type: "checkbox", name: "start" })),
];

function readForm(form) {
    const data = new FormData(form);
    const [from, to] = [data.get("from"), data.get("to")];
    if (Boolean(from) !== Boolean(to)) {
        throw new Error("Expected both ends of the time window, or neither.");
    }

    return {
        ...JSON.parse(data.get("model")),
        name: data.get("name").trim() || undefined,
        filter: data.get("filter").trim(),
        groups: readGroups(data.get("groups")),
        success_percent: Number(data.get("success")),
        error_percent: Number(data.get("error")),
        minimum_count: Number(data.get("minimum")),
        soak_seconds: Math.round(Number(data.get("soak")) * 60),
        attempts: Number(data.get("attempts")),
        rate: data.get("rate") ? { per_minute: Number(data.get("rate")), growth_factor: 1 } : undefined,
        window: from ? { from, to, days: data.getAll("days"), time_zone: data.get("zone").trim() || "UTC" } : undefined,
        forced: data.has("forced"),
        confirmation: data.has("confirmation"),
        start: data.has("start"),
    };
}

async function showPreview(form, preview) {
    try {
        const data = new FormData(form);
        const groups = readGroups(data.get("groups"));
        const { total } = await get(`devices${query({ filter: data.get("filter").trim(), limit: 1 })}`);
        const sizes = groupSizes(groups, total);
        preview.replaceChildren(
            h("p", null, h("strong", null, count(total)), total === 1 ? " device matches now." : " devices match now."),
            h("ol", { class: "stack" }, groups.map((group, at) => h("li", { class: "section-head" },
                h("span", null, group.name ?? `Group ${at + 1}`), h("span", { class: "muted" }, `${count(sizes[at])} devices`)))),
            h("p", { class: "muted small" }, "The groups are made of the devices that match when it starts."));
    } catch (refused) {
        preview.replaceChildren(h("p", { class: "fault" }, refused.message));
    }
}
