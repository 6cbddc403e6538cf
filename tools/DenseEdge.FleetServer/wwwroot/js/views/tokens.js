// Tokens: who may talk to the server, and do what.

import { get, post, remove } from "../api.js";
import { askForm, confirm, showSecret } from "../dialogs.js";
import { h } from "../dom.js";
import { time } from "../format.js";
import { ago, badge, button, field, nothing, pageHead, table } from "../parts.js";

const COLUMNS = [["Name"], ["Role"], ["Made"], ["Ends"], ["Last used"], [""]];
const DAY_MS = 86_400_000;

export const tokens = (app) => ({
    title: "Tokens",
    draw: async () => {
        const list = await get("tokens");
        return [
            pageHead("Tokens", "One for each person and each program, so that the audit log tells them apart.",
                button("New token", () => askToken(app), "primary")),
            list.length > 0 ? table("Tokens", COLUMNS, list.map((token) => ({
                key: `token-${token.id}`,
                cells: [token.name, badge(token.role), ago(token.created), token.expires ? time(token.expires) : "never", ago(token.last_used),
                    button("Revoke", () => revoke(app, token))],
            }))) : nothing("There are no tokens."),
        ];
    },
});

const revoke = (app, token) => confirm({
    title: `Revoke the token of ${token.name}?`, text: "Whoever uses it is refused from now on.", action: "Revoke", look: "danger",
    submit: async () => {
        await remove(`tokens/${token.id}`);
        app.redraw();
    },
});

function askToken(app) {
    askForm({
        title: "New token", action: "Make token",
        fields: [
            field("Name", h("input", { name: "name", required: true, maxlength: 128, autocomplete: "off" }), "Whose it is"),
            field("Role", h("select", { name: "role" }, [["viewer", "viewer: reads"], ["operator", "operator: updates devices"],
                ["admin", "admin: makes tokens too"]].map(([value, text]) => h("option", { value }, text)))),
            field("Days", h("input", { type: "number", name: "days", min: 1, max: 3650 }), "How long it is valid; empty for ever"),
        ],
        submit: async (data, close) => {
            const days = Number(data.get("days"));
            const made = await post("tokens", {
                name: data.get("name").trim(), role: data.get("role"),
                expires: days > 0 ? new Date(Date.now() + days * DAY_MS).toISOString() : undefined,
            });
            close();
            app.redraw();
            showSecret({ title: `Token of ${made.name}`, text: `It is ${made.role === "viewer" ? "a viewer" : `an ${made.role}`}.`, secret: made.token });
        },
    });
}
