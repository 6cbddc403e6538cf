namespace DenseEdge.Cli.Fronts;

/// <summary>One axis of a drawing: which value is where, and where the ticks are.</summary>
internal sealed class ChartAxis
{
    // As many as labels of five letters fit side by side in the smallest drawing.
    private const int MostTicks = 9;

    private readonly double _from;
    private readonly double _to;

    /// <summary>Makes an axis.</summary>
    /// <param name="values">The values that must be on it; none or equal ones get some room.</param>
    /// <param name="from">Where the lowest value is.</param>
    /// <param name="to">Where the highest value is; lower than <paramref name="from"/> for an axis that runs the other
    /// way.</param>
    public ChartAxis(IEnumerable<double> values, double from, double to)
    {
        (_from, _to) = (from, to);
        double[] known = [.. values];
        (Low, High) = known.Length == 0 ? (0, 1) : (known.Min(), known.Max());
        double room = High > Low ? 0.06 * (High - Low) : Math.Max(0.05 * Math.Abs(High), 0.05);
        (Low, High) = (Low - room, High + room);
        double step = NiceStep((High - Low) / MostTicks);
        Ticks = [.. Enumerable.Range(0, 40).Select(i => (Math.Ceiling(Low / step) + i) * step).TakeWhile(tick => tick <= High)];
        Decimals = Math.Clamp((int)Math.Ceiling(-Math.Log10(step) - 1e-9), 0, 6);
    }

    /// <summary>The value at the beginning.</summary>
    public double Low { get; }

    /// <summary>The value at the end.</summary>
    public double High { get; }

    /// <summary>Round values between them.</summary>
    public IReadOnlyList<double> Ticks { get; }

    /// <summary>Decimals that tell the ticks apart.</summary>
    public int Decimals { get; }

    /// <summary>Where a value is.</summary>
    /// <param name="value">The value.</param>
    public double At(double value) => _from + ((_to - _from) * (value - Low) / (High - Low));

    // 1, 2 or 5 times a power of ten, at least as large as asked.
    private static double NiceStep(double least)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(least)));
        return new[] { 1.0, 2, 5, 10 }.First(factor => factor * power >= least * (1 - 1e-9)) * power;
    }
}
