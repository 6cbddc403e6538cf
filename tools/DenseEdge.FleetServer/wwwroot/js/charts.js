// Small charts of what boards measured. Each says its numbers in words too.

import { s } from "./dom.js";
import { celsius, digits, ms } from "./format.js";

const WIDTH = 380;
const LEFT = 6;
const RIGHT = 374;
const ROW = 46;
const TOP = 8;
const AXIS = 24;

/** 1, 2 or 5 times a power of ten, so that about four steps reach the most. */
function step(most) {
    const rough = most / 4;
    const power = 10 ** Math.floor(Math.log10(rough));
    return power * ([1, 2, 5].find((factor) => factor * power >= rough) ?? 10);
}

/**
 * Latency, a row for each version: a dot at the median device's p50, a bar from there to the median device's p95, and a line to the
 * slowest device's p95.
 */
export function latencyChart(board, models) {
    const measured = models.filter((model) => model.latency_p50_ms && model.latency_p95_ms);
    if (measured.length === 0) {
        return null;
    }

    const most = Math.max(...measured.map((model) => model.latency_p95_ms.max)) * 1.05 || 1;
    const x = (value) => LEFT + (RIGHT - LEFT) * value / most;
    const height = TOP + measured.length * ROW + AXIS;
    const words = measured.map((model) =>
        `${nameOf(model)}: p50 ${ms(model.latency_p50_ms.median)}, p95 ${ms(model.latency_p95_ms.median)}, slowest ${ms(model.latency_p95_ms.max)}`);
    return s("svg", { class: "chart", viewBox: `0 0 ${WIDTH} ${height}`, role: "img", "aria-label": `Latency on ${board}. ${words.join("; ")}` },
        ticks(most, x, height, (value) => `${digits(value).replace(/\.0+$/, "")} ms`),
        measured.map((model, row) => {
            const y = TOP + row * ROW + 32;
            const [p50, p95] = [model.latency_p50_ms.median, model.latency_p95_ms.median];
            return s("g", null,
                s("text", { class: "name", x: LEFT, y: y - 16 }, nameOf(model)),
                s("text", { x: RIGHT, y: y - 16, "text-anchor": "end" }, `${digits(p50)} to ${ms(p95)}`),
                s("line", { class: "reach", x1: x(p95), x2: x(model.latency_p95_ms.max), y1: y, y2: y }),
                s("rect", { class: "bar", x: x(p50), y: y - 5, width: Math.max(2, x(p95) - x(p50)), height: 10, rx: 3 }),
                s("circle", { class: "middle", cx: x(p50), cy: y, r: 5 }));
        }));
}

/** Temperature: the coolest, the middle and the hottest device, from 20 to 100 degrees. */
export function temperatureChart(board, models) {
    const measured = models.filter((model) => model.temperature_c);
    if (measured.length === 0) {
        return null;
    }

    const low = Math.min(...measured.map((model) => model.temperature_c.min));
    const high = Math.max(...measured.map((model) => model.temperature_c.max));
    const middle = measured.reduce((sum, model) => sum + model.temperature_c.median * model.devices, 0)
        / measured.reduce((sum, model) => sum + model.devices, 0);
    const x = (value) => LEFT + (RIGHT - LEFT) * (Math.min(100, Math.max(20, value)) - 20) / 80;
    const y = 34;
    return s("svg", {
        class: "chart", viewBox: `0 0 ${WIDTH} 66`, role: "img",
        "aria-label": `Temperature on ${board}: from ${celsius(low)} to ${celsius(high)}, on average ${celsius(middle)}`,
    },
    s("text", { class: "name", x: LEFT, y: 14 }, "Temperature"),
    s("text", { x: RIGHT, y: 14, "text-anchor": "end" }, `${celsius(low)} to ${celsius(high)}`),
    [20, 40, 60, 80, 100].map((value) => [
        s("line", { class: "axis", x1: x(value), x2: x(value), y1: 24, y2: 46 }),
        s("text", { x: x(value), y: 62, "text-anchor": value === 20 ? "start" : value === 100 ? "end" : "middle" }, `${value} °C`)]),
    s("line", { class: "hot-reach", x1: x(low), x2: x(high), y1: y, y2: y }),
    s("circle", { class: "hot", cx: x(middle), cy: y, r: 5 }));
}

function ticks(most, x, height, text) {
    const size = step(most);
    const values = Array.from({ length: Math.floor(most / size) + 1 }, (_, at) => at * size);
    return values.map((value) => [
        s("line", { class: "axis", x1: x(value), x2: x(value), y1: TOP, y2: height - AXIS + 4 }),
        s("text", { x: x(value), y: height - 6, "text-anchor": value === 0 ? "start" : x(value) > RIGHT - 30 ? "end" : "middle" }, text(value)),
    ]);
}

const nameOf = (model) => [model.model ?? "no model", model.version, model.precision].filter(Boolean).join(" ");
