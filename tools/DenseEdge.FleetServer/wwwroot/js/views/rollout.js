// One rollout, live: its groups, its thresholds, and the buttons that steer it.

import { get, post, query } from "../api.js";
import { confirm } from "../dialogs.js";
import { h } from "../dom.js";
import { count, duration, time } from "../format.js";
import { announce } from "../notices.js";
import { ago, badge, button, facts, nothing, pageHead, section, table } from "../parts.js";
import { groupLine, milestone, progressBar } from "../rolloutparts.js";

const SHOWN = 100;
const STATES = ["", "failed", "started", "offered", "waiting_confirmation", "succeeded", "canceling", "canceled", "scheduled"];

/** What can be told to a rollout, in which states, and what is asked before. */
const COMMANDS = [
    ["start", "Start", ["ready"], "primary", "Start this rollout?", "Its devices are put into groups now, and the first group is offered the version."],
    ["resume", "Resume", ["paused"], "primary", "Resume this rollout?", "Its current group goes on where it stopped."],
    ["pause", "Pause", ["running"], "", "Pause this rollout?", "No more devices start until it is resumed; those at work finish."],
    ["next", "Next group", ["running"], "", "Begin the next group now?", "Thresholds and soak time of the current group are not waited for."],
    ["retry", "Retry failed", ["paused", "finished", "aborted"], "", "Try again?",
        "Devices that failed, or that an abort keeps the version from, are offered it again."],
    ["abort", "Abort", ["ready", "running", "paused"], "danger", "Abort this rollout?",
        "No other device starts after this. Devices at work are asked to cancel, and the version is kept from those that haven't updated."],
];

export function rollout(app, [id]) {
    let state = "";
    let said = null;
    return {
        title: `Rollout ${id}`,
        watches: (change) => change.kind === "rollout" ? !change.id || change.id === id : change.kind === "device",
        draw: async () => {
            const [view, page] = await Promise.all([
                get(`rollouts/${id}`), get(`rollouts/${id}/devices${query({ state, limit: SHOWN })}`)]);
            const words = milestone(view);
            if (said !== null && said !== words) {
                announce(words);
            }

            said = words;
            return [
                h("p", null, h("a", { href: "#/rollouts" }, "Rollouts")),
                pageHead(view.name, `${view.model} ${view.version}`, badge(view.state)),
                view.reason ? h("p", { class: view.state === "aborted" ? "note bad" : "note" }, view.reason) : null,
                app.may("operator") ? h("div", { class: "row" }, commands(app, view)) : null,
                h("div", { class: "card stack" }, totals(view), progressBar(`Rollout ${view.name}`, view)),
                section("Groups", null, view.groups?.length
                    ? h("div", { class: "card" }, view.groups.map((group) => groupLine(group, view.settings)))
                    : nothing("Groups are made of the devices that match when it starts.")),
                section("Devices", stateSelect(state, (chosen) => {
                    state = chosen;
                    app.redraw();
                }), deviceTable(page)),
                section("Settings", null, h("div", { class: "card" }, facts(settings(view)))),
            ];
        },
    };
}

function commands(app, view) {
    const shown = COMMANDS.filter(([command, , states]) => states.includes(view.state)
        && (command !== "retry" || view.failed > 0 || view.canceled > 0)
        && (command !== "next" || view.groups?.some((group) => group.state === "waiting")));
    return shown.map(([command, name, , look, title, text]) => button(name, () => confirm({
        title, text, action: name, look: look || "primary",
        submit: async () => {
            const after = await post(`rollouts/${view.id}/${command}`);
            announce(milestone(after));
            app.redraw();
        },
    }), look));
}

const totals = (view) => h("div", { class: "group-foot" },
    [["devices", view.total], ["succeeded", view.succeeded], ["failed", view.failed], ["at work", view.started_count], ["offered", view.offered],
        ["waiting", view.scheduled], ["canceled", view.canceled]].map(([name, value]) => h("span", null, h("b", null, count(value)), ` ${name}`)));

function stateSelect(state, choose) {
    const select = h("select", { class: "select-small", "aria-label": "Show devices in state", onchange: (event) => choose(event.target.value) },
        STATES.map((value) => h("option", { value, selected: value === state }, value.replaceAll("_", " ") || "all states")));
    return h("div", null, select);
}

const deviceTable = (page) => page.items.length === 0 ? nothing("None.")
    : h("div", { class: "stack" },
        table("Devices of this rollout", [["Device"], ["State"], ["Attempts", "number"], ["Started"], ["Ended"]], page.items.map((one) => ({
            key: `action-${one.id}`,
            cells: [h("a", { href: `#/devices/${encodeURIComponent(one.device)}` }, one.device), badge(one.state), count(one.attempts),
                one.started ? ago(one.started) : "–", one.ended ? ago(one.ended) : "–"],
        }))),
        page.next ? h("p", { class: "muted small" }, `The first ${SHOWN}. All of them: denseedge fleet rollout show ID --devices all`) : null);

function settings(view) {
    const one = view.settings ?? {};
    const { rate, window: hours } = one;
    return [
        ["Devices", view.filter ? h("code", null, view.filter) : "all"],
        ["A group succeeds at", `${one.success_percent} %`],
        ["It pauses at", `${one.error_percent} % failed, once ${count(one.minimum_count)} have finished`],
        ["Soak time", one.soak_seconds > 0 ? duration(one.soak_seconds * 1000) : "none"],
        ["Attempts a device", count(one.attempts)],
        ["Rate", rate ? `${rate.per_minute} a minute${rate.growth_factor > 1 ? `, ×${rate.growth_factor} after every ${rate.growth_every}` : ""}`
            + `${rate.most_per_minute ? `, at most ${rate.most_per_minute}` : ""}` : "all at once"],
        ["Time window", hours ? `${hours.days?.length ? `${hours.days.join(", ")} ` : ""}${hours.from} to ${hours.to}, ${hours.time_zone ?? "UTC"}` : "always"],
        ["Update", one.forced ? "forced" : "when it suits the device"],
        ["Confirmation", one.confirmation ? "asked on each device" : "not asked"],
        ["Made", h("span", null, `${time(view.created)}${view.created_by ? ` by ${view.created_by}` : ""}`)],
        ["Started", time(view.started)],
        ["Ended", time(view.ended)],
    ];
}
