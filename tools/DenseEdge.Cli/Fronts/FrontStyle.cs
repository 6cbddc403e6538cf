namespace DenseEdge.Cli.Fronts;

/// <summary>The looks of the page of a front.</summary>
internal static class FrontStyle
{
    /// <summary>The style sheet, for light and dark.</summary>
    public const string Css = """
        :root { color-scheme: light dark; --line: #8884; --soft: #8881; --accent: #2a6fdb; --hot: #d9480f; --other: #7a52c7;
          --t: #2a6fdb; --s: #12876f; --g: #b7791f; --l: #b83280 }
        @media (prefers-color-scheme: dark) { :root { --accent: #6ea8fe; --hot: #ff8a4c; --other: #b197fc } }
        body { font: 15px/1.5 system-ui, sans-serif; max-width: 1180px; margin: 2rem auto;
          padding: 0 1rem; overflow-wrap: break-word }
        h1 { margin-bottom: .2rem } h2 { margin-top: 2.4rem; border-bottom: 1px solid var(--line) } h3 { margin: .2rem 0 }
        table { border-collapse: collapse; margin: .6rem 0 } td, th { padding: .25rem 1.1rem .25rem 0; text-align: right }
        td:first-child, th:first-child { text-align: left; white-space: nowrap } th { font-weight: 600 }
        table.facts td { text-align: left; vertical-align: top; white-space: normal }
        table.numbers td { font-variant-numeric: tabular-nums; white-space: nowrap }
        table.numbers tr.chosen td { font-weight: 650 }
        tr + tr td { border-top: 1px solid var(--line) } .wide { overflow-x: auto } .muted { opacity: .7 }
        .answer { margin: .3rem 0; padding: .35rem .8rem; border-left: 4px solid var(--accent); background: var(--soft) }
        .answer.unmet { border-color: var(--hot) } .answer.pending { border-color: var(--line) }
        .missing { padding: .35rem .8rem; border: 1px dashed var(--hot) }
        svg.chart { width: 100%; display: block } .wide > svg.large { min-width: 680px } .wide > svg.small { min-width: 420px }
        .chart text { font-size: 12px; fill: currentColor } .chart .tick { opacity: .75; font-size: 11.5px }
        .chart .label { paint-order: stroke; stroke: Canvas; stroke-width: 3px; stroke-linejoin: round }
        .chart .grid { stroke: var(--line) } .chart .axis { stroke: currentColor; opacity: .5 }
        .curve { fill: none; stroke: var(--accent); stroke-width: 1.5 }
        .curve1, .curve2, .curve3, .curve4 { stroke: var(--other) }
        .curve1 { stroke-dasharray: 6 3 } .curve2 { stroke-dasharray: 2 3 } .curve3 { stroke-dasharray: 9 3 2 3 }
        .curve4 { opacity: .5 }
        .budget { stroke: currentColor; stroke-width: 1.2; stroke-dasharray: 4 4; opacity: .6 }
        .budget.unmet { stroke: var(--hot); opacity: 1 } .chart .unmet-label { fill: var(--hot) }
        .bar { stroke: var(--accent); stroke-width: 1.2; opacity: .75 } .bar.other { stroke: var(--other) }
        .predicted { fill: Canvas; stroke: var(--accent); stroke-width: 1 } .measured { fill: var(--accent) }
        .chosen { fill: var(--hot); stroke: Canvas; stroke-width: 1.5 }
        .baseline { fill: var(--other); stroke: Canvas; stroke-width: 1 }
        .legend { display: flex; flex-wrap: wrap; gap: 4px 18px; font-size: 13px; margin: .3rem 0 }
        .legend svg { width: 26px; height: 14px; vertical-align: -2px; margin-right: .35em }
        .charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 420px), 1fr)); gap: 18px }
        .genotypes { display: flex; flex-wrap: wrap; gap: 26px 34px; margin: 1rem 0 }
        .genotypes > div { max-width: 100%; overflow-x: auto }
        table.genotype { margin: .3rem 0; font-size: 13px }
        table.genotype td, table.genotype th { border: 0; padding: 2px; text-align: center }
        table.genotype th { font-weight: 500; padding: 2px 5px; white-space: nowrap }
        table.genotype th[scope=row] { text-align: right }
        .cell { display: inline-block; min-width: 2.1em; line-height: 1.7; border-radius: 4px; text-align: center;
          font-weight: 650; color: #fff }
        .cell.t { background: var(--t) } .cell.s { background: var(--s) }
        .cell.g { background: var(--g) } .cell.l { background: var(--l) }
        .cell.none { background: var(--soft); color: inherit; font-weight: 400 }
        a { color: var(--accent) }
        """;
}
