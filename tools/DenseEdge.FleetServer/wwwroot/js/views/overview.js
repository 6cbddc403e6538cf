// Overview: how many devices are in which state, what rolls out now, and what boards measure.

import { get } from "../api.js";
import { latencyChart, temperatureChart } from "../charts.js";
import { h } from "../dom.js";
import { count } from "../format.js";
import { badge, linkButton, nothing, pageHead, section } from "../parts.js";
import { groupLine, progressBar } from "../rolloutparts.js";

const STATES = [["in_sync", "In sync", "good"], ["pending", "Updating", "busy"], ["error", "Failed", "bad"],
    ["registered", "Without a task", ""], ["unknown", "Never seen", ""]];
const HEALTHS = ["good", "degraded", "bad", "silent", "unknown"];
const ACTIVE = new Set(["running", "paused"]);

export const overview = (app) => ({
    title: "Overview",
    watches: () => true,
    draw: async () => {
        const [totals, rollouts, boards] = await Promise.all([get("reports/totals"), get("rollouts"), get("reports/boards")]);
        const active = rollouts.filter((rollout) => ACTIVE.has(rollout.state));
        const details = await Promise.all(active.map((rollout) => rollout.groups?.length ? rollout : get(`rollouts/${rollout.id}`)));
        return [
            pageHead("Overview", `${count(totals.devices)} devices, ${app.server.database}, denseedge-fleet ${app.server.version}`,
                app.may("operator") ? linkButton("New rollout", "#/rollouts/new", "primary") : null),
            h("div", { class: "figures", role: "list" }, STATES.map(([state, name, tone]) =>
                h("a", { class: "card figure", role: "listitem", href: `#/devices?filter=${encodeURIComponent(`state=${state}`)}` },
                    h("strong", null, count(totals.states[state])), h("span", null, h("i", { class: `dot ${tone}` }), name)))),
            section("Versions", linkedAll("#/models", "All models"), totals.versions.length > 0
                ? h("div", { class: "row", role: "list" }, [...totals.versions].sort((a, b) => b.devices - a.devices).map(versionTag))
                : nothing("No device has told its version yet.")),
            section("Active rollouts", linkedAll("#/rollouts", "All rollouts"), details.length > 0
                ? h("div", { class: "cards" }, details.map(rolloutCard))
                : nothing("Nothing rolls out at the moment.")),
            section("Boards", legend(), boards.length > 0
                ? h("div", { class: "cards" }, boards.map(boardCard))
                : nothing("No board has reported yet. Devices report what they measure after their first trial.")),
        ];
    },
});

const linkedAll = (href, text) => h("a", { href, class: "small" }, text);

const legend = () => h("p", { class: "legend" }, h("span", null, "dot: p50 of the middle device"), h("span", null, "bar: to its p95"),
    h("span", null, "line: to the slowest p95"));

const versionTag = ({ model, version, devices }) => h("a", {
    class: "tag", role: "listitem", href: `#/devices?filter=${encodeURIComponent(`model="${model}" and version="${version}"`)}`,
}, `${model} ${version}: ${count(devices)}`);

const rolloutCard = (rollout) => h("article", { class: "card stack", "data-key": `rollout-${rollout.id}` },
    h("div", { class: "section-head" },
        h("h3", { class: "wraps" }, h("a", { href: `#/rollouts/${rollout.id}` }, rollout.name)), badge(rollout.state)),
    h("p", { class: "muted wraps" }, `${rollout.model} ${rollout.version} for ${count(rollout.total)} devices`),
    progressBar(`Rollout ${rollout.name}`, rollout),
    rollout.reason ? h("p", { class: "note" }, rollout.reason) : null,
    h("div", null, rollout.groups.filter((group) => group.state !== "waiting").slice(-2).map((group) => groupLine(group, null))));

const boardCard = (board) => h("article", { class: "card stack", "data-key": `board-${board.board}` },
    h("div", { class: "section-head" },
        h("h3", { class: "wraps" }, board.board || "Board not reported"), h("span", { class: "muted small" }, `${count(board.devices)} devices`)),
    h("div", { class: "row" }, HEALTHS.filter((health) => board.health?.[health] > 0).map((health) =>
        badge(health, `${count(board.health[health])} ${health}`))),
    latencyChart(board.board, board.models) ?? h("p", { class: "muted small" }, "No latency was reported yet."),
    temperatureChart(board.board, board.models));
