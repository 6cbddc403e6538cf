// Numbers and times as text.

const NONE = "–";

/** A count with thousands apart. */
export const count = (value) => (value ?? 0).toLocaleString("en");

/** Milliseconds, with three digits. */
export const ms = (value) => value === null || value === undefined ? NONE : `${digits(value)} ms`;

/** Degrees Celsius. */
export const celsius = (value) => value === null || value === undefined ? NONE : `${value.toFixed(1)} °C`;

/** Three significant digits. */
export const digits = (value) => value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);

/** A length in bytes. */
export const bytes = (value) => value >= 1e9 ? `${(value / 1e9).toFixed(2)} GB`
    : value >= 1e6 ? `${(value / 1e6).toFixed(1)} MB`
        : value >= 1e3 ? `${(value / 1e3).toFixed(1)} kB` : `${value} B`;

/** A share of a whole, in percent; 0 of 0 is 0. */
export const percent = (part, whole) => whole > 0 ? Math.round(1000 * part / whole) / 10 : 0;

/** A duration as 1:02 or 1:02:03. */
export const duration = (milliseconds) => {
    const seconds = Math.ceil(milliseconds / 1000);
    const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
    const pair = (value) => String(value).padStart(2, "0");
    return hours > 0 ? `${hours}:${pair(minutes)}:${pair(seconds % 60)}` : `${minutes}:${pair(seconds % 60)}`;
};

/** How long ago a time is. */
export const since = (text, nowMs) => {
    if (!text) {
        return "never";
    }

    const seconds = Math.max(0, (nowMs - new Date(text).getTime()) / 1000);
    const [size, unit] = seconds < 60 ? [1, "s"] : seconds < 3600 ? [60, "min"] : seconds < 172800 ? [3600, "h"] : [86400, "days"];
    return seconds < 2 ? "now" : `${Math.floor(seconds / size)} ${unit} ago`;
};

/** A time, to the second, where the reader is. */
export const time = (text) => text ? new Date(text).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "medium" }) : NONE;

/** The start of a digest; the whole one is in the title. */
export const shortDigest = (text) => text ? text.replace("sha256:", "").slice(0, 12) : NONE;

export const orNone = (text) => text === null || text === undefined || text === "" ? NONE : text;
