namespace DenseEdge.Quantization.Calibration.Ranges;

/// <summary>Chooses ranges by one method, or by the best of all.</summary>
internal sealed class RangeChooser
{
    private readonly IReadOnlyList<IRangeRule> _rules;

    /// <summary>Makes the chooser of a method.</summary>
    /// <param name="method">The method.</param>
    /// <param name="percentile">The share of values that <see cref="CalibrationMethod.Percentile"/> keeps, in percent.</param>
    public RangeChooser(CalibrationMethod method, double percentile) => _rules = method switch
    {
        CalibrationMethod.MinMax => [new MinMaxRule()],
        CalibrationMethod.Percentile => [new PercentileRule(percentile)],
        CalibrationMethod.Entropy => [new EntropyRule()],
        CalibrationMethod.MeanSquaredError => [new MeanSquaredErrorRule()],
        CalibrationMethod.Auto => Candidates(),
        _ => throw new ArgumentOutOfRangeException(nameof(method), method, "Expected a calibration method."),
    };

    /// <summary>Chooses a range for tensors that share their parameters.</summary>
    /// <param name="tensors">What calibration saw of them; at least one.</param>
    /// <param name="grid">The codes.</param>
    public ChosenRange Choose(IReadOnlyList<TensorStatistics> tensors, IntegerGrid grid)
        => _rules.Select(rule => Range(rule, tensors, grid)).MaxBy(range => range.SqnrDb)!;

    private static IReadOnlyList<IRangeRule> Candidates() =>
    [
        new MinMaxRule(), new PercentileRule(99.999), new PercentileRule(99.99), new PercentileRule(99.9), new EntropyRule(),
        new MeanSquaredErrorRule(),
    ];

    // Together they need the widest of their ranges.
    private static ChosenRange Range(IRangeRule rule, IReadOnlyList<TensorStatistics> tensors, IntegerGrid grid)
    {
        ClippingRange range = tensors.Select(tensor => rule.Find(tensor, grid)).Aggregate((one, other) => one.Union(other));
        QuantizationParameters parameters = grid.Fit(range);
        double noise = tensors.Sum(tensor => QuantizationNoise.MeanSquare(tensor.Histogram, parameters));
        double signal = tensors.Sum(tensor => QuantizationNoise.SignalPower(tensor.Histogram));
        return new ChosenRange(parameters, rule.Name, noise == 0 ? double.PositiveInfinity : 10 * Math.Log10(signal / noise));
    }
}
