// Light or dark: as the system has it, or as the reader chose.

import { h } from "./dom.js";

const KEY = "denseedge-fleet-theme";

/** The switch. */
export function themeSwitch() {
    const current = document.documentElement.dataset.theme ?? "system";
    const select = h("select", { class: "select-small", id: "theme", onchange: () => choose(select.value) },
        [["system", "As the system"], ["light", "Light"], ["dark", "Dark"]].map(([value, text]) =>
            h("option", { value, selected: value === current }, text)));
    return h("div", { class: "field" }, h("label", { for: "theme", class: "small muted" }, "Theme"), select);
}

function choose(theme) {
    if (theme === "system") {
        delete document.documentElement.dataset.theme;
        localStorage.removeItem(KEY);
    } else {
        document.documentElement.dataset.theme = theme;
        localStorage.setItem(KEY, theme);
    }
}
