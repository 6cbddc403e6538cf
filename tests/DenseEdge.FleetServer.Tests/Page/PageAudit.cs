namespace DenseEdge.FleetServer.Tests.Page;

/// <summary>Checks of what is drawn, run inside the browser. Each gives a list of faults in words.</summary>
internal static class PageAudit
{
    /// <summary>Text whose contrast is under 4.5 to 1, or under 3 to 1 if it is large: WCAG 2.2, 1.4.3.</summary>
    public const string Contrast = """
        () => {
            const parse = (text) => {
                const n = (text.match(/[\d.]+/g) ?? []).map(Number);
                return text.startsWith("color(srgb") ? [n[0] * 255, n[1] * 255, n[2] * 255, n[3] ?? 1] : [n[0], n[1], n[2], n[3] ?? 1];
            };
            const over = (top, under) => [0, 1, 2].map((at) => top[at] * top[3] + under[at] * (1 - top[3])).concat(1);
            const ground = (element) => {
                const layers = [];
                for (let one = element; one; one = one.parentElement) {
                    layers.push(parse(getComputedStyle(one).backgroundColor));
                }

                return layers.reverse().reduce((under, top) => over(top, under), [255, 255, 255, 1]);
            };
            const luminance = (colour) => {
                const [r, g, b] = colour.slice(0, 3).map((value) => value / 255)
                    .map((value) => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
                return 0.2126 * r + 0.7152 * g + 0.0722 * b;
            };
            const faults = [];
            for (const element of document.querySelectorAll("body *")) {
                const text = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.data.trim()).join("");
                const box = element.getBoundingClientRect();
                if (!text || box.width < 2 || box.height < 2 || element.closest(".unseen, .skip, option, [disabled], script, noscript")) {
                    continue;
                }

                const style = getComputedStyle(element);
                const under = ground(element);
                const front = over(parse(element instanceof SVGElement ? style.fill : style.color), under);
                const [light, dark] = [luminance(front), luminance(under)].sort((a, b) => b - a);
                const ratio = (light + 0.05) / (dark + 0.05);
                const size = parseFloat(style.fontSize);
                const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
                if (ratio < (isLarge ? 3 : 4.5)) {
                    faults.push(`'${text.slice(0, 40)}' has ${ratio.toFixed(2)} to 1`);
                }
            }

            return faults;
        }
        """;

    /// <summary>What a reader who doesn't see the page would miss: names of controls, heads, landmarks, order of headings.</summary>
    public const string Semantics = """
        () => {
            const faults = [];
            const shown = (element) => element.getClientRects().length > 0;
            const name = (element) => [element.getAttribute("aria-label"),
                ...(element.getAttribute("aria-labelledby") ?? "").split(" ").map((id) => document.getElementById(id)?.textContent),
                ...[...(element.labels ?? [])].map((label) => label.textContent), element.textContent, element.getAttribute("title")]
                .find((text) => text?.trim());
            for (const element of [...document.querySelectorAll("input, select, textarea, button, a[href], summary")].filter(shown)) {
                const isField = element.matches("input, select, textarea");
                const words = isField ? (element.getAttribute("aria-label") ?? [...element.labels].map((label) => label.textContent).join("")) : name(element);
                if (!words?.trim()) {
                    faults.push(`${element.outerHTML.slice(0, 80)} has no name`);
                }

                const box = element.getBoundingClientRect();
                if (element.matches("button, select, input:not([type=checkbox])") && box.height < 24) {
                    faults.push(`${words} is ${box.height} px high`);
                }
            }

            for (const picture of document.querySelectorAll("svg, img")) {
                if (!picture.closest("[aria-hidden=true]") && !picture.getAttribute("aria-label") && !picture.getAttribute("alt")) {
                    faults.push("A picture has no words");
                }
            }

            for (const table of document.querySelectorAll("table")) {
                if (!table.caption?.textContent || table.querySelectorAll("th[scope=col]").length === 0) {
                    faults.push("A table has no caption or no heads");
                }
            }

            const levels = [...document.querySelectorAll("h1, h2, h3, h4")].filter(shown).map((head) => Number(head.tagName[1]));
            if (levels.filter((level) => level === 1).length !== 1 || levels.some((level, at) => at > 0 && level > levels[at - 1] + 1)) {
                faults.push(`Headings of levels ${levels}`);
            }

            const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
            faults.push(...ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `The id ${id} is there twice`));
            if (document.documentElement.lang === "" || !document.querySelector("main") || document.title === "") {
                faults.push("No language, no main part or no title");
            }

            return faults;
        }
        """;

    /// <summary>How many pixels the page is wider than the window, and what sticks out.</summary>
    public const string Overflow = """
        () => {
            const width = document.documentElement.clientWidth;
            return document.documentElement.scrollWidth <= width ? [] : [...document.querySelectorAll("body *")]
                .filter((element) => element.getBoundingClientRect().right > width + 1)
                .map((element) => `${element.tagName}.${element.className}: ${element.textContent.slice(0, 30)}`);
        }
        """;
}
