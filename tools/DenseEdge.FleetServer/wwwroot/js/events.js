// Server-sent events: one connection for the page, opened again when it breaks, after 1, 2, 4, ... at most 30 seconds.

import { openEvents } from "./api.js";

const LONGEST_MS = 30_000;

/** Tells every change until the signal aborts. */
export async function followChanges({ onChange, onState, signal }) {
    let waitMs = 1000;
    while (!signal.aborted) {
        try {
            const response = await openEvents(signal);
            if (response.status === 401) {
                onState("refused");
                return;
            }

            if (response.ok) {
                waitMs = 1000;
                onState("on");
                await readStream(response.body, onChange);
            }
        } catch {
            // The connection broke, or the page gave it up: both are handled below.
        }

        if (!signal.aborted) {
            onState("off");
            await new Promise((resolve) => setTimeout(resolve, waitMs));
            waitMs = Math.min(LONGEST_MS, waitMs * 2);
        }
    }
}

async function readStream(body, onChange) {
    const reader = body.pipeThrough(new TextDecoderStream()).getReader();
    let text = "";
    for (;;) {
        const { done, value } = await reader.read();
        if (done) {
            return;
        }

        text += value.replaceAll("\r", "");
        for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
            readEvent(text.slice(0, end), onChange);
            text = text.slice(end + 2);
        }
    }
}

function readEvent(text, onChange) {
    const lines = text.split("\n");
    const field = (name) => lines.filter((line) => line.startsWith(`${name}:`))
        .map((line) => line.slice(name.length + 1).replace(/^ /, "")).join("\n");
    if (field("event") === "change") {
        onChange(JSON.parse(field("data")));
    }
}
