// Elements are made by functions and text is always a text node: what devices report can never become HTML.

const SVG = "http://www.w3.org/2000/svg";

/** Attributes that belong to the reader while the page stays: drawing again must not take them back. */
const THEIRS = new Set(["open", "value", "checked", "style"]);

/** Handlers are properties, so that patch() can carry them over. */
const isHandler = (name) => name.startsWith("on");

function fill(element, attributes, children) {
    for (const [name, value] of Object.entries(attributes ?? {})) {
        if (value === null || value === undefined || value === false) {
            continue;
        }

        if (isHandler(name)) {
            element[name] = value;
        } else if (name === "width%") {
            // The CSS object model may be used under a policy that forbids style attributes.
            element.style.width = `${value}%`;
        } else {
            element.setAttribute(name, value === true ? "" : String(value));
        }
    }

    element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false)
        .map((child) => child instanceof Node ? child : document.createTextNode(String(child))));
    return element;
}

/** Makes an HTML element: h("p", { class: "muted" }, "text", otherElement, null). */
export const h = (tag, attributes, ...children) => fill(document.createElement(tag), attributes, children);

/** Makes an SVG element. */
export const s = (tag, attributes, ...children) => fill(document.createElementNS(SVG, tag), attributes, children);

/** Makes an element like another one, in place: focus, selection, scroll position and open details stay where they are. */
export function patch(old, fresh) {
    if (old.nodeType !== fresh.nodeType || old.nodeName !== fresh.nodeName || keyOf(old) !== keyOf(fresh)) {
        old.replaceWith(fresh);
        return fresh;
    }

    if (old.nodeType === Node.TEXT_NODE) {
        if (old.data !== fresh.data) {
            old.data = fresh.data;
        }

        return old;
    }

    patchAttributes(old, fresh);
    patchChildren(old, fresh);
    return old;
}

function patchAttributes(old, fresh) {
    for (const { name } of [...old.attributes]) {
        if (!fresh.hasAttribute(name) && !THEIRS.has(name)) {
            old.removeAttribute(name);
        }
    }

    for (const { name, value } of fresh.attributes) {
        if (!THEIRS.has(name) && old.getAttribute(name) !== value) {
            old.setAttribute(name, value);
        }
    }

    if (old.style && fresh.style && old.style.width !== fresh.style.width) {
        old.style.width = fresh.style.width;
    }

    for (const name of ["onclick", "onsubmit", "oninput", "onchange", "onkeydown"]) {
        old[name] = fresh[name];
    }
}

function patchChildren(old, fresh) {
    const kept = new Map();
    for (const child of old.childNodes) {
        if (keyOf(child)) {
            kept.set(keyOf(child), child);
        }
    }

    let at = old.firstChild;
    for (const child of [...fresh.childNodes]) {
        const known = keyOf(child) ? kept.get(keyOf(child)) : at && !keyOf(at) ? at : null;
        if (!known) {
            old.insertBefore(child, at);
            continue;
        }

        if (known !== at) {
            old.insertBefore(known, at);
        } else {
            at = at.nextSibling;
        }

        patch(known, child);
    }

    while (at) {
        const next = at.nextSibling;
        at.remove();
        at = next;
    }
}

const keyOf = (node) => node.nodeType === Node.ELEMENT_NODE ? node.getAttribute("data-key") : null;
