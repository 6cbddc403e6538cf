using System.Globalization;
using System.Xml.Linq;
using DenseEdge.Search.Reports;
using static DenseEdge.Cli.Fronts.Svg;

namespace DenseEdge.Cli.Fronts;

/// <summary>Accuracy against latency as an SVG drawing: fronts as stairs, networks as marks with confidence bars, budgets as
/// vertical lines. Better is up and left.</summary>
internal sealed class FrontChart
{
    private const double BudgetTextTop = 14;
    private const int BudgetTextLines = 2;
    private readonly ChartContent _content;
    private readonly ChartSize _size;
    private readonly ChartAxis _x;
    private readonly ChartAxis _y;
    private readonly LabelPlacer _labels;
    private readonly BudgetAnswer[] _budgets;

    private FrontChart(ChartContent content, ChartSize size)
    {
        (_content, _size) = (content, size);
        double[] latencies =
        [
            .. content.Marks.Select(mark => mark.LatencyMs), .. content.Marks.Select(mark => mark.UpperBoundMs).OfType<double>(),
            .. content.Curves.SelectMany(curve => curve.Points).Select(point => point.LatencyMs),
        ];

        // A budget far from every network would squeeze them into a corner; the sentences above the drawing tell of it.
        _budgets = [.. content.Budgets.Where(budget =>
            latencies.Length == 0 || (budget.BudgetMs >= 0.6 * latencies.Min() && budget.BudgetMs <= 1.4 * latencies.Max()))];
        _x = new ChartAxis(latencies.Concat(_budgets.Select(budget => budget.BudgetMs)), size.Plot.Left, size.Plot.Right);
        IEnumerable<double> values = content.Marks.SelectMany(mark =>
                new[] { mark.Value - (mark.ValueError ?? 0), mark.Value + (mark.ValueError ?? 0) })
            .Concat(content.Curves.SelectMany(curve => curve.Points).Select(point => point.Utility));
        _y = content.HigherIsBetter
            ? new ChartAxis(values, size.Plot.Bottom, size.Plot.Top)
            : new ChartAxis(values, size.Plot.Top, size.Plot.Bottom);
        _labels = new LabelPlacer(size.Labels);
    }

    /// <summary>Draws.</summary>
    /// <param name="content">What is shown; at least one mark.</param>
    /// <param name="size">How large.</param>
    /// <returns>An svg element; its looks are in <see cref="FrontStyle"/>.</returns>
    public static XElement Draw(ChartContent content, ChartSize size)
    {
        FrontChart chart = new(content, size);
        return new XElement(
            "svg",
            new XAttribute("viewBox", string.Create(CultureInfo.InvariantCulture, $"0 0 {size.Width} {size.Height}")),
            new XAttribute("role", "img"),
            new XAttribute("aria-label", content.Title),
            new XAttribute("class", "chart"),
            chart.Grid(),
            chart.Titles(),
            chart.Budgets(),
            content.Curves.Select((curve, i) => chart.Curve(curve.Name, curve.Points, i)),
            content.Marks.Select(chart.Bars),
            content.Marks.OrderBy(mark => mark.Kind == MarkKind.Chosen).Select(chart.Mark),
            chart.Labels());
    }

    private IEnumerable<XElement> Grid()
    {
        LabelBox plot = _size.Plot;
        foreach (double tick in _y.Ticks)
        {
            double y = _y.At(tick);
            yield return Line(plot.Left, y, plot.Right, y, "grid");
            yield return Text(plot.Left - 8, y + 4, Tick(tick, _y), "tick", "end");
        }

        foreach (double tick in _x.Ticks)
        {
            double x = _x.At(tick);
            yield return Line(x, plot.Bottom, x, plot.Bottom + 4, "grid");
            yield return Text(x, plot.Bottom + 18, Tick(tick, _x), "tick", "middle");
        }

        yield return Line(plot.Left, plot.Bottom, plot.Right, plot.Bottom, "axis");
    }

    private IEnumerable<XElement> Titles()
    {
        LabelBox plot = _size.Plot;
        yield return Text(
            (plot.Left + plot.Right) / 2, _size.Height - 6, "latency in ms: median, bar to its upper bound", "tick", "middle");
        yield return Text(12, (plot.Top + plot.Bottom) / 2, _content.ValueTitle, "tick", "middle").With(
            "transform",
            string.Create(CultureInfo.InvariantCulture, $"rotate(-90 12 {(plot.Top + plot.Bottom) / 2:F1})"));
    }

    private IEnumerable<XElement> Budgets()
    {
        // All lines come before all texts, so that no line crosses the text of another.
        List<XElement> texts = [];
        foreach (BudgetAnswer budget in _budgets)
        {
            double x = _x.At(budget.BudgetMs);
            bool isUnmet = budget.State == BudgetState.Unmeetable;
            string text = FrontFormat.Number(budget.BudgetMs) + " ms";
            (double X, double Y)? place = _labels.AtLine(x, BudgetTextTop, BudgetTextLines, text, 4);
            yield return Line(x, (place?.Y ?? _size.Plot.Top) - 10, x, _size.Plot.Bottom, isUnmet ? "budget unmet" : "budget");
            if (place is { } at)
            {
                texts.Add(Text(at.X, at.Y, text, isUnmet ? "label unmet-label" : "label", "start"));
            }
        }

        foreach (XElement text in texts)
        {
            yield return text;
        }
    }

    // A front holds its level until the next network: a point to the right never costs anything.
    private XElement Curve(string name, IReadOnlyList<CurvePoint> points, int index)
    {
        List<string> corners = [];
        for (int i = 0; i < points.Count; i++)
        {
            if (i > 0)
            {
                corners.Add(Place(_x.At(points[i].LatencyMs), _y.At(points[i - 1].Utility)));
            }

            corners.Add(Place(_x.At(points[i].LatencyMs), _y.At(points[i].Utility)));
        }

        return new XElement(
            "polyline",
            new XAttribute("class", string.Create(CultureInfo.InvariantCulture, $"curve curve{index}")),
            new XAttribute("points", string.Join(' ', corners)),
            new XElement("title", name));
    }

    private IEnumerable<XElement> Bars(ChartMark mark)
    {
        const double Cap = 4;
        (double x, double y) = (_x.At(mark.LatencyMs), _y.At(mark.Value));
        string look = mark.Kind == MarkKind.Baseline ? "bar other" : "bar";
        if (mark.UpperBoundMs is { } bound)
        {
            double end = _x.At(bound);
            _labels.Block(new LabelBox(x, y - Cap, end, y + Cap));
            yield return Line(x, y, end, y, look);
            yield return Line(end, y - Cap, end, y + Cap, look);
        }

        if (mark.ValueError is { } error)
        {
            (double low, double high) = (_y.At(mark.Value - error), _y.At(mark.Value + error));
            _labels.Block(new LabelBox(x - Cap, Math.Min(low, high), x + Cap, Math.Max(low, high)));
            yield return Line(x, low, x, high, look);
            yield return Line(x - Cap, low, x + Cap, low, look);
            yield return Line(x - Cap, high, x + Cap, high, look);
        }
    }

    private XElement Mark(ChartMark mark)
    {
        (double x, double y) = (_x.At(mark.LatencyMs), _y.At(mark.Value));
        double radius = MarkShapes.Radius(mark.Kind);
        _labels.Block(new LabelBox(x - radius, y - radius, x + radius, y + radius));
        return MarkShapes.Draw(mark.Kind, x, y, mark.Title);
    }

    // Runs after all marks are known. The chosen networks matter most, then what they are compared with.
    private IEnumerable<XElement> Labels()
    {
        foreach (ChartMark mark in _content.Marks.Where(mark => mark.Label is not null).OrderByDescending(mark => mark.Kind))
        {
            double gap = MarkShapes.Radius(mark.Kind) + 3;
            double x = _x.At(mark.LatencyMs);
            double bar = mark.UpperBoundMs is { } bound ? _x.At(bound) - x : 0;
            if (_labels.Around(x, _y.At(mark.Value), mark.Label!, gap, bar) is { } place)
            {
                yield return Text(place.X, place.Y, mark.Label!, "label", "start");
            }
        }
    }

    private static string Tick(double value, ChartAxis axis)
        => (value == 0 ? 0 : value).ToString("F" + axis.Decimals, CultureInfo.InvariantCulture);
}
