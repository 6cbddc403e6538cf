// All rollouts, newest first.

import { get } from "../api.js";
import { h } from "../dom.js";
import { count } from "../format.js";
import { ago, badge, linkButton, nothing, pageHead, table } from "../parts.js";
import { progressBar } from "../rolloutparts.js";

const COLUMNS = [["Rollout"], ["Version"], ["State"], ["Progress"], ["Devices", "number"], ["Failed", "number"], ["Made"]];

export const rollouts = (app) => ({
    title: "Rollouts",
    watches: (change) => change.kind === "rollout",
    draw: async () => {
        const list = await get("rollouts");
        return [
            pageHead("Rollouts", "A version reaches the fleet group by group, and stops by itself when too much fails.",
                app.may("operator") ? linkButton("New rollout", "#/rollouts/new", "primary") : null),
            list.length > 0 ? table("Rollouts", COLUMNS, list.map((rollout) => ({
                key: `rollout-${rollout.id}`,
                cells: [
                    h("a", { href: `#/rollouts/${rollout.id}` }, rollout.name), `${rollout.model} ${rollout.version}`, badge(rollout.state),
                    progressBar(`Rollout ${rollout.name}`, rollout), count(rollout.total), count(rollout.failed), ago(rollout.created),
                ],
            }))) : nothing("Nothing was rolled out yet."),
        ];
    },
});
