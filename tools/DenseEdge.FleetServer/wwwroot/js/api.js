// The management API. Addresses are relative to the page, so it also works behind a proxy that adds a path.

import { token } from "./session.js";

const BASE = "api/v1/";

/** The server refused, or can't be reached. The message is the server's own. */
export class Refusal extends Error {
    constructor(message, status, problem) {
        super(message);
        this.status = status;
        this.problem = problem;
    }
}

const headers = (secret) => secret ? { Authorization: `Bearer ${secret}` } : {};

/** Asks the server; an object as body is sent as JSON. */
export async function ask(method, path, body, secret = token()) {
    let response;
    try {
        response = await fetch(BASE + path, {
            method,
            headers: { ...headers(secret), Accept: "application/json", ...(body ? { "Content-Type": "application/json" } : {}) },
            body: body ? JSON.stringify(body) : undefined,
        });
    } catch {
        throw new Refusal("The server can't be reached. Check the connection, and that the server runs.", 0, null);
    }

    if (!response.ok) {
        throw await refusal(response.status, () => response.json());
    }

    return response.status === 204 || response.headers.get("Content-Length") === "0" ? null : response.json();
}

async function refusal(status, read) {
    let problem = null;
    try {
        problem = await read();
    } catch {
        // Not a problem document: the status alone has to tell.
    }

    const words = { 401: "This token is not known here, or it has ended.", 403: "This token's role doesn't allow that." };
    return new Refusal(problem?.detail ?? problem?.title ?? words[status] ?? `The server answered with HTTP ${status}.`, status, problem);
}

export const get = (path) => ask("GET", path);
export const post = (path, body) => ask("POST", path, body);
export const change = (path, body) => ask("PATCH", path, body);
export const remove = (path) => ask("DELETE", path);

/** A query without what is empty. */
export const query = (values) => {
    const text = new URLSearchParams(Object.entries(values).filter(([, value]) => value !== null && value !== undefined && value !== ""));
    return text.size > 0 ? `?${text}` : "";
};

/** One segment of a path. */
export const segment = (text) => encodeURIComponent(text);

/** Uploads a file; progress gets the share that was sent, 0 to 1. fetch() can't tell that. */
export function upload(path, file, progress, abort) {
    return new Promise((resolve, reject) => {
        const request = new XMLHttpRequest();
        request.open("POST", BASE + path);
        request.setRequestHeader("Authorization", `Bearer ${token()}`);
        request.setRequestHeader("Content-Type", "application/octet-stream");
        request.upload.onprogress = (event) => progress(event.lengthComputable ? event.loaded / event.total : 0);
        request.onload = async () => request.status < 300
            ? resolve(JSON.parse(request.responseText))
            : reject(await refusal(request.status, async () => JSON.parse(request.responseText)));
        request.onerror = () => reject(new Refusal("The upload was cut off. Try it again.", 0, null));
        request.onabort = () => reject(new Refusal("The upload was stopped.", 0, null));
        abort.addEventListener("abort", () => request.abort());
        request.send(file);
    });
}

/** Opens the stream of changes. EventSource can't carry a token, fetch can. */
export const openEvents = (signal) => fetch(`${BASE}events`, {
    headers: { ...headers(token()), Accept: "text/event-stream" },
    cache: "no-store",
    signal,
});

/** Reads an export as a file. */
export async function download(path) {
    const response = await fetch(BASE + path, { headers: headers(token()) });
    if (!response.ok) {
        throw await refusal(response.status, () => response.json());
    }

    return response.blob();
}
