using System.Globalization;
using System.Xml.Linq;
using DenseEdge.Cli.Fronts;
using DenseEdge.Search.Reports;

namespace DenseEdge.Cli.Tests.Fronts;

public sealed class FrontChartTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Labels_OfACrowd_OverlapNeitherEachOtherNorMarks_AndStayInside(int seed)
    {
        Random random = new(seed);
        ChartContent content = Content(
        [
            .. Enumerable.Range(0, 60).Select(i => new ChartMark(
                20 + (5 * random.NextDouble()), random.NextDouble(), i % 7 == 0 ? "a network with a long name" : $"#{i}",
                (MarkKind)(i % 4), "")),
        ]) with
        {
            Budgets =
            [
                .. Enumerable.Range(0, 9).Select(i => 21 + (0.2 * i))
                    .Select(ms => new BudgetAnswer { BudgetMs = ms, State = BudgetState.Pending }),
            ],
        };

        XElement svg = FrontChart.Draw(content, ChartSize.Small);

        LabelBox[] labels = [.. svg.Elements("text").Where(text => Look(text).StartsWith("label", StringComparison.Ordinal))
            .Select(text => LabelPlacer.Box(Number(text, "x"), Number(text, "y"), LabelPlacer.Width(text.Value)))];
        LabelBox[] marks = [.. svg.Elements("circle").Select(circle => Around(
            Number(circle, "cx"), Number(circle, "cy"), Number(circle, "r")))];
        Assert.InRange(labels.Length, 8, 69);

        // Places are written to a tenth.
        Assert.All(labels.Index(), label =>
        {
            Assert.True(new LabelBox(0, 0, ChartSize.Small.Width, ChartSize.Small.Height).Contains(label.Item));
            Assert.DoesNotContain(labels.Where((_, i) => i != label.Index), other => Shrunk(label.Item).Overlaps(other));
            Assert.DoesNotContain(marks, mark => Shrunk(label.Item).Overlaps(Shrunk(mark)));
        });
    }

    [Fact]
    public void Marks_AreWhereTheTicksSay()
    {
        XElement svg = FrontChart.Draw(Two(1, 3), ChartSize.Large);

        XElement[] circles = [.. svg.Elements("circle")];
        Assert.Equal(Tick(svg, "10", "x"), Number(circles[0], "cx"), 0.1);
        Assert.Equal(Tick(svg, "20", "x"), Number(circles[1], "cx"), 0.1);

        // A tick's text is centred on its line: four units below.
        Assert.Equal(Tick(svg, "1.0", "y") - 4, Number(circles[0], "cy"), 0.1);
        Assert.True(Number(circles[1], "cy") < Number(circles[0], "cy"));
    }

    [Fact]
    public void Errors_WhereLowerIsBetter_AreDrawnWithTheBestOnTop()
    {
        XElement svg = FrontChart.Draw(Two(0.7, 0.5) with { HigherIsBetter = false }, ChartSize.Small);

        XElement[] circles = [.. svg.Elements("circle")];
        Assert.True(Number(circles[1], "cy") < Number(circles[0], "cy"));
    }

    [Fact]
    public void Bars_ReachFromTheMedianToTheBound_AndOverTheInterval()
    {
        ChartMark mark = new(10, 2, null, MarkKind.Chosen, "") { UpperBoundMs = 14, ValueError = 0.5 };

        XElement svg = FrontChart.Draw(Content([mark]), ChartSize.Large);

        XElement[] bars = [.. svg.Elements("line").Where(line => Look(line) == "bar")];
        Assert.Equal(5, bars.Length);
        Assert.Equal(Tick(svg, "10.0", "x"), Number(bars[0], "x1"), 0.1);
        Assert.Equal(Tick(svg, "14.0", "x"), Number(bars[0], "x2"), 0.1);
        Assert.Equal(Tick(svg, "1.6", "y") - Tick(svg, "2.4", "y"), 0.8 * (Number(bars[2], "y1") - Number(bars[2], "y2")), 0.2);
    }

    [Fact]
    public void Budget_FarFromEveryNetwork_IsLeftOut()
    {
        ChartContent content = Two(1, 3) with
        {
            Budgets =
            [
                new BudgetAnswer { BudgetMs = 15, State = BudgetState.Met, Chosen = 0 },
                new BudgetAnswer { BudgetMs = 1000, State = BudgetState.Met, Chosen = 0 },
            ],
        };

        XElement svg = FrontChart.Draw(content, ChartSize.Large);

        Assert.Single(svg.Elements("line"), line => Look(line) == "budget");
        Assert.Contains(svg.Elements("text"), text => text.Value == "15 ms");
    }

    [Fact]
    public void Curve_IsAStair()
    {
        XElement svg = FrontChart.Draw(
            Two(1, 3) with { Curves = [("front", [new CurvePoint(10, 1), new CurvePoint(20, 3)])] }, ChartSize.Large);

        string[] corners = svg.Element("polyline")!.Attribute("points")!.Value.Split(' ');
        Assert.Equal(3, corners.Length);
        Assert.Equal(corners[0].Split(',')[1], corners[1].Split(',')[1]);
        Assert.Equal(corners[1].Split(',')[0], corners[2].Split(',')[0]);
    }

    private static ChartContent Content(IReadOnlyList<ChartMark> marks)
        => new() { Title = "test", ValueTitle = "worth", Marks = marks, Budgets = [] };

    /// <summary>Networks at 10 and 20 ms.</summary>
    private static ChartContent Two(double first, double second)
        => Content([new(10, first, null, MarkKind.Measured, ""), new(20, second, null, MarkKind.Measured, "")]);

    private static string Look(XElement element) => element.Attribute("class")!.Value;

    private static double Number(XElement element, string name)
        => double.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);

    private static double Tick(XElement svg, string label, string axis) => Number(
        svg.Elements("text").Single(text =>
            text.Value == label && text.Attribute("text-anchor")!.Value == (axis == "x" ? "middle" : "end")),
        axis);

    private static LabelBox Around(double x, double y, double radius) => new(x - radius, y - radius, x + radius, y + radius);

    private static LabelBox Shrunk(LabelBox box) => new(box.Left + 0.1, box.Top + 0.1, box.Right - 0.1, box.Bottom - 0.1);
}
