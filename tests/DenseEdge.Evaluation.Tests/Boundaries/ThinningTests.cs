using DenseEdge.Evaluation.Boundaries;
using DenseEdge.Imaging;

namespace DenseEdge.Evaluation.Tests.Boundaries;

public sealed class ThinningTests
{
    private static readonly int[] Even = [0, 2, 4, 6];

    [Fact]
    public void Apply_OnAThickBar_LeavesALineOnePixelWide()
    {
        (bool[] bar, int height, int width) = Drawing.Parse(
            "..........",
            ".########.",
            ".########.",
            ".########.",
            "..........");

        string[] thinned = Drawing.Draw(Thinning.Apply(bar, height, width), width);

        // By the rule, by hand: both ends shrink while the bar is thick, then the line's end points stay.
        Assert.Equal(["..........", "..........", "..######..", "..........", ".........."], thinned);
    }

    [Fact]
    public void Apply_OnALine_ChangesNothing()
    {
        (bool[] line, int height, int width) = Drawing.Parse("#.....", ".#....", "..###.", ".....#", ".....#");

        Assert.Equal(Drawing.Draw(line, width), Drawing.Draw(Thinning.Apply(line, height, width), width));
    }

    [Fact]
    public void Apply_OnRandomMaps_AgreesWithLookingAtEveryPixelInEveryRound()
    {
        Random random = new(7);
        for (int trial = 0; trial < 400; trial++)
        {
            (int height, int width) = (random.Next(1, 24), random.Next(1, 24));
            double density = random.NextDouble();
            bool[] map = [.. Enumerable.Range(0, height * width).Select(_ => random.NextDouble() < density)];

            Assert.Equal(
                Drawing.Draw(ThinPlainly(map, height, width), width), Drawing.Draw(Thinning.Apply(map, height, width), width));
        }
    }

    [Fact]
    public void Thin_TwiceWithOneInstance_ForgetsTheFirstMap()
    {
        Thinning thinning = new(3, 5);
        List<int> kept = [];
        thinning.Thin([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], kept);

        thinning.Thin([6, 7], kept);

        Assert.Equal([6, 7], kept);
    }

    [Fact]
    public void Apply_OnThePascalBoundary_GivesTheReference()
    {
        if (ReferenceVectors.Read("pascal_labels") is not { } arrays)
        {
            return;
        }

        bool[] before = Booleans(arrays["edge/boundary_before_thinning"]);
        (int height, int width) = (arrays["edge/boundary"].Shape[0], arrays["edge/boundary"].Shape[1]);

        Assert.Equal(
            Drawing.Draw(Booleans(arrays["edge/boundary"]), width), Drawing.Draw(Thinning.Apply(before, height, width), width));
    }

    [Fact]
    public void Apply_WithAnotherSize_NamesBoth()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => Thinning.Apply([true, false], 3, 1));
        Assert.Contains("Expected 3x1 values, got 2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Changes_OfRegions_CompareWithTheRightTheLowerAndTheLowerRightPixel()
    {
        int[] labels = [1, 1, 2, 1, 1, 2, 1, 1, 1];

        bool[] changes = BoundaryTruth.Changes(labels, 3, 3);

        Assert.Equal([".#.", ".##", "..."], Drawing.Draw(changes, 3));
    }

    [Fact]
    public void FromMap_WithIgnoredPixels_TakesThemForNoBoundary() =>
        Assert.Equal(["#.#"], Drawing.Draw(BoundaryTruth.FromMap([1, 255, 7], 1, 3), 3));

    private static bool[] Booleans(NpyArray array) => [.. array.ToInt32s().Select(value => value != 0)];

    // The rule as the papers write it, without a table and without lists.
    private static bool[] ThinPlainly(bool[] map, int height, int width)
    {
        bool[] current = [.. map];
        for (bool changed = true; changed;)
        {
            changed = false;
            for (int subiteration = 0; subiteration < 2; subiteration++)
            {
                bool[] next = [.. current];
                for (int i = 0; i < current.Length; i++)
                {
                    if (current[i] && Leaves(Neighbours(current, i, height, width), subiteration))
                    {
                        next[i] = false;
                        changed = true;
                    }
                }

                current = next;
            }
        }

        return current;
    }

    private static bool[] Neighbours(bool[] map, int position, int height, int width)
    {
        (int y, int x) = Math.DivRem(position, width);
        (int Dy, int Dx)[] steps = [(0, 1), (-1, 1), (-1, 0), (-1, -1), (0, -1), (1, -1), (1, 0), (1, 1)];
        return [.. steps.Select(step =>
            y + step.Dy >= 0 && y + step.Dy < height && x + step.Dx >= 0 && x + step.Dx < width
            && map[((y + step.Dy) * width) + x + step.Dx])];
    }

    private static bool Leaves(bool[] x, int subiteration)
    {
        int crossings = Even.Count(i => !x[i] && (x[i + 1] || x[(i + 2) % 8]));
        int first = Even.Count(i => x[i] || x[i + 1]);
        int second = Even.Count(i => x[i + 1] || x[(i + 2) % 8]);
        bool side = subiteration == 0 ? (x[1] || x[2] || !x[7]) && x[0] : (x[5] || x[6] || !x[3]) && x[4];
        return crossings == 1 && (Math.Min(first, second) is 2 or 3) && !side;
    }
}
