// How a rollout stands, drawn: used by the overview, the list and its own page.

import { now } from "./clock.js";
import { h } from "./dom.js";
import { count, duration, percent } from "./format.js";
import { badge } from "./parts.js";

/** A bar of what succeeded, failed, is at work and is offered. */
export function progressBar(label, item) {
    const started = item.started_count ?? item.started;
    const done = percent(item.succeeded, item.total);
    const part = (look, value) => h("span", { class: look, "width%": percent(value, item.total) });
    return h("div", {
        class: "progress", role: "progressbar", "aria-label": label, "aria-valuemin": "0", "aria-valuemax": "100", "aria-valuenow": done,
        "aria-valuetext": `${item.succeeded} of ${item.total} succeeded, ${item.failed} failed`,
    }, part("done", item.succeeded), part("failed", item.failed), part("working", started), part("offered", item.offered));
}

/** One group: name, state, bar and counts; a soak time counts down. */
export const groupLine = (group, settings) => h("div", { class: "group", "data-key": `group-${group.ordinal}` },
    h("div", { class: "group-head" },
        h("span", { class: "row" }, h("h3", null, group.name), reach(settings?.groups?.[group.ordinal - 1]), badge(group.state), soak(group)),
        h("span", null, `${count(group.succeeded)} of ${count(group.total)}`)),
    progressBar(`Group ${group.name}`, group),
    h("div", { class: "group-foot" },
        h("span", null, "succeeded ", h("b", null, share(group.success_percent)), settings ? `, needs ${settings.success_percent} %` : ""),
        h("span", null, "failed ", h("b", null, share(group.error_percent)), settings ? `, pauses at ${settings.error_percent} %` : ""),
        group.started > 0 ? h("span", null, h("b", null, count(group.started)), " at work") : null,
        group.offered > 0 ? h("span", null, h("b", null, count(group.offered)), " offered") : null,
        group.scheduled > 0 ? h("span", null, h("b", null, count(group.scheduled)), " waiting") : null,
        group.canceled > 0 ? h("span", null, h("b", null, count(group.canceled)), " canceled") : null));

const share = (value) => `${Math.round(10 * (value ?? 0)) / 10} %`;

/** The share that a group reaches, in percent of all devices of the rollout. */
const reach = (group) => group?.percent > 0 ? h("span", { class: "muted small" }, `to ${group.percent} %`) : null;

const soak = (group) => group.state === "soaking" && group.soak_until
    ? h("span", { class: "small muted" }, "watched for ", h("span", { "data-until": group.soak_until },
        duration(Math.max(0, new Date(group.soak_until).getTime() - now()))), " more")
    : null;

/** How it stands, in one sentence for screen readers: said when the state, a group's state or another tenth is reached. */
export function milestone(rollout) {
    const group = rollout.groups?.find((one) => one.state === "running" || one.state === "soaking");
    const tenth = 10 * Math.floor(percent(rollout.succeeded, rollout.total) / 10);
    return `Rollout ${rollout.name} is ${rollout.state}${group ? `, group ${group.name} is ${group.state}` : ""}, `
        + `${tenth} percent succeeded${rollout.failed > 0 ? `, ${rollout.failed} failed` : ""}.`;
}

/** How many devices each group would get: a count, or up to a share of all that match. */
export function groupSizes(groups, total) {
    let reached = 0;
    return groups.map((group) => {
        const upTo = group.percent !== undefined ? Math.ceil(total * group.percent / 100 - 1e-9) : reached + group.count;
        const size = Math.max(0, Math.min(total, upTo) - reached);
        reached += size;
        return size;
    });
}

/** Reads canary:3,1%,10%,100%; throws what was expected. */
export function readGroups(text) {
    const groups = text.split(",").map((word) => {
        const match = /^(?:(.+):)?(?:(\d+(?:\.\d+)?)%|(\d+))$/.exec(word.trim());
        const percentage = match?.[2] === undefined ? undefined : Number(match[2]);
        if (!match || Number(match[2] ?? match[3]) <= 0 || percentage > 100) {
            throw new Error(`Expected groups such as canary:3, 1%, 10%, 100%, found '${word.trim()}'.`);
        }

        const named = match[1] ? { name: match[1] } : {};
        return percentage === undefined ? { ...named, count: Number(match[3]) } : { ...named, percent: percentage };
    });
    const shares = groups.map((group) => group.percent).filter((share) => share !== undefined);
    if (shares.some((share, at) => at > 0 && share <= shares[at - 1]) || groups.at(-1).percent !== 100) {
        throw new Error("Expected shares that rise, and 100% for the last group.");
    }

    return groups;
}
