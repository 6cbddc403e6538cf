// The page: signs in, draws the frame, and shows the view that the address names (#/devices/dev-1?...).

import { ask, get, Refusal } from "./api.js";
import { setServerTime, tick } from "./clock.js";
import { h, patch, s } from "./dom.js";
import { followChanges } from "./events.js";
import { notice } from "./notices.js";
import { button, field, check, nothing } from "./parts.js";
import { forgetToken, keepToken, token } from "./session.js";
import { themeSwitch } from "./theme.js";
import { audit } from "./views/audit.js";
import { device } from "./views/device.js";
import { devices } from "./views/devices.js";
import { models } from "./views/models.js";
import { newRollout } from "./views/newrollout.js";
import { overview } from "./views/overview.js";
import { rollout } from "./views/rollout.js";
import { rollouts } from "./views/rollouts.js";
import { tokens } from "./views/tokens.js";

const REDRAW_MS = 700;
const SLOW_MS = 15_000;

const ROUTES = [
    [/^\/?$/, overview], [/^\/devices$/, devices], [/^\/devices\/(.+)$/, device], [/^\/models$/, models],
    [/^\/rollouts$/, rollouts], [/^\/rollouts\/new$/, newRollout], [/^\/rollouts\/(\d+)$/, rollout], [/^\/audit$/, audit],
    [/^\/tokens$/, tokens],
];

/** Name, address, and who may see it. */
const PLACES = [
    ["Overview", "#/", "viewer"], ["Devices", "#/devices", "viewer"], ["Models", "#/models", "viewer"], ["Rollouts", "#/rollouts", "viewer"],
    ["Audit", "#/audit", "admin"], ["Tokens", "#/tokens", "admin"],
];

/** What views know: the server, the role, and how to be drawn again. */
const app = {
    server: null,
    view: null,
    shown: null,
    drawing: null,
    may: (role) => ["viewer", "operator", "admin"].indexOf(app.server?.role) >= ["viewer", "operator", "admin"].indexOf(role),
    redraw: () => redraw(),
};

const root = () => document.getElementById("app");
const main = () => document.getElementById("main");
let following = null;
let dirty = false;

function brand() {
    return h("div", { class: "brand" },
        s("svg", { viewBox: "0 0 32 32", "aria-hidden": "true" }, s("rect", { width: 32, height: 32, rx: 8, fill: "#0f766e" }),
            s("path", {
                d: "M7 21.5 16 26l9-4.5M7 16l9 4.5L25 16M16 6l9 4.5-9 4.5-9-4.5z", fill: "none", stroke: "#fff", "stroke-width": 2.2,
                "stroke-linejoin": "round", "stroke-linecap": "round",
            })), "Fleet");
}

function showSignIn(message) {
    following?.abort();
    app.server = null;
    app.view?.dispose?.();
    app.view = app.shown = app.drawing = null;
    const secret = h("input", {
        type: "password", name: "token", autocomplete: "current-password", required: true, placeholder: "de_…", spellcheck: "false",
    });
    const stays = h("input", { type: "checkbox", name: "stays" });
    const fault = h("p", { class: "fault", role: "alert" }, message ?? "");
    const form = h("form", {
        class: "stack", onsubmit: async (event) => {
            event.preventDefault();
            fault.textContent = "";
            try {
                app.server = await ask("GET", "server", null, secret.value.trim());
                keepToken(secret.value.trim(), stays.checked);
                start();
            } catch (refused) {
                fault.textContent = refused.message;
                secret.focus();
            }
        },
    }, field("Token", secret, "The server printed one when it first started; denseedge fleet tokens create makes more."),
    check("Stay signed in on this computer", stays), fault, h("button", { type: "submit", class: "button primary" }, "Sign in"));
    document.title = "Sign in – DenseEdge Fleet";
    root().replaceChildren(h("main", { class: "entrance", id: "main" },
        h("div", { class: "card stack" }, brand(), h("h1", { class: "unseen" }, "Sign in"), form)));
    secret.focus();
}

function drawFrame() {
    const menu = h("div", { class: "menu", id: "menu" },
        h("nav", { "aria-label": "Pages" }, h("ul", { class: "nav" },
            PLACES.filter(([, , role]) => app.may(role)).map(([name, href]) =>
                h("li", null, h("a", { href, onclick: () => menu.classList.remove("open") }, name))))),
        h("div", { class: "side-foot" }, h("span", { class: "live", id: "live" }, "Connecting"),
            themeSwitch(),
            h("span", { class: "small muted wraps" }, `${app.server.role} on ${app.server.node}`),
            button("Sign out", () => {
                forgetToken();
                showSignIn();
            })));
    const toggle = h("button", { type: "button", class: "button menu-button", "aria-expanded": "false", "aria-controls": "menu",
        onclick: () => toggle.setAttribute("aria-expanded", String(menu.classList.toggle("open"))) }, "Menu");
    root().replaceChildren(h("div", { class: "frame" },
        h("header", { class: "side" }, brand(), toggle, menu),
        h("main", { class: "main", id: "main", tabindex: "-1" })));
}

function markPlace(path) {
    for (const link of document.querySelectorAll(".nav a")) {
        const place = link.getAttribute("href").slice(1);
        if (place === "/" ? path === "/" : path.startsWith(place)) {
            link.setAttribute("aria-current", "page");
        } else {
            link.removeAttribute("aria-current");
        }
    }
}

/** Shows the view that the address names. */
async function route() {
    if (!app.server) {
        return;
    }

    const [path, search] = (location.hash.slice(1) || "/").split("?");
    const [make, words] = ROUTES.map(([form, view]) => [view, form.exec(path)]).find(([, match]) => match) ?? [missing, [""]];
    const parameters = words.slice(1).map(decodeURIComponent);
    app.view?.dispose?.();
    app.view = make(app, parameters, new URLSearchParams(search ?? ""));
    app.view.place = location.hash || "#/";
    markPlace(path);
    document.title = `${app.view.title} – DenseEdge Fleet`;
    // What was there stays until the new view has its answers: nothing flashes, nothing jumps.
    main().setAttribute("aria-busy", "true");
    await redraw();
}

const missing = () => ({ title: "Not found", draw: async () => nothing("There is no such page.") });

/** Draws the view again, in place. One drawing at a time: what changes meanwhile is drawn after it. */
async function redraw() {
    const view = app.view;
    dirty = false;
    if (app.drawing === view) {
        view.again = true;
        return;
    }

    app.drawing = view;
    try {
        do {
            view.again = false;
            const content = await contentOf(view);
            if (view === app.view && content && main()) {
                show(view, content);
            }
        } while (view.again && view === app.view);
    } finally {
        if (app.drawing === view) {
            app.drawing = null;
        }
    }
}

/** What the view draws; a refusal in its place when there is nothing yet, null to leave what is there. */
async function contentOf(view) {
    try {
        return await view.draw();
    } catch (fault) {
        if (!(fault instanceof Refusal)) {
            throw fault;
        }

        if (fault.status === 401) {
            forgetToken();
            showSignIn(fault.message);
            return null;
        }

        return app.shown === view ? null : [h("h1", { tabindex: "-1" }, view.title), h("p", { class: "note bad", role: "alert" }, fault.message),
            h("div", null, button("Try again", () => redraw()))];
    }
}

function show(view, content) {
    const page = h("div", { class: "page" }, content);
    if (app.shown === view) {
        patch(main().firstChild, page);
        return;
    }

    app.shown = view;
    main().dataset.place = view.place;
    main().replaceChildren(page);
    main().removeAttribute("aria-busy");
    window.scrollTo(0, 0);
    main().querySelector("h1")?.focus({ preventScroll: true });
}

function showState(state) {
    const live = document.getElementById("live");
    if (state === "refused") {
        forgetToken();
        showSignIn("This token is not known here any more.");
    } else if (live) {
        live.classList.toggle("on", state === "on");
        live.textContent = state === "on" ? "Live" : "Reconnecting";
    }
}

/** Begins to show the fleet. */
async function start() {
    setServerTime(app.server.time);
    drawFrame();
    following?.abort();
    following = new AbortController();
    followChanges({
        signal: following.signal,
        onChange: (change) => {
            dirty ||= app.view?.watches?.(change) ?? false;
        },
        onState: (state) => {
            dirty ||= state === "on";
            showState(state);
        },
    });
    await route();
}

// Thousands of changes a second become one drawing; a hidden page draws nothing.
setInterval(() => {
    if (dirty && !document.hidden && app.server && app.view?.watches) {
        redraw();
    }
}, REDRAW_MS);
setInterval(() => {
    dirty ||= Boolean(app.view?.watches);
}, SLOW_MS);
setInterval(() => tick(document), 1000);
window.addEventListener("hashchange", route);

// The address already names the view, so the way past the menu must not change it.
document.querySelector(".skip").addEventListener("click", (event) => {
    event.preventDefault();
    main().focus();
});
window.addEventListener("unhandledrejection", (event) => notice(`This page failed: ${event.reason?.message ?? event.reason}`, true));

if (token()) {
    try {
        app.server = await get("server");
        await start();
    } catch (fault) {
        showSignIn(fault.status === 401 ? null : fault.message);
    }
} else {
    showSignIn();
}
