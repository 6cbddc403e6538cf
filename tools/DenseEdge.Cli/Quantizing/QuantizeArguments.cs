using DenseEdge.Quantization.Calibration;

namespace DenseEdge.Cli.Quantizing;

/// <summary>What the user said to denseedge quantize.</summary>
internal sealed record QuantizeArguments
{
    public required string Model { get; init; }

    public required string Calibrate { get; init; }

    public required string Target { get; init; }

    public string? Output { get; init; }

    public string? Report { get; init; }

    public int Images { get; init; } = 200;

    public CalibrationMethod Method { get; init; } = CalibrationMethod.Auto;

    public double Percentile { get; init; } = 99.99;

    public bool PerTensor { get; init; }

    public int? WeightBits { get; init; }

    public IReadOnlyList<string> Exclude { get; init; } = [];

    public bool SharedConcat { get; init; }

    public bool Heads { get; init; }

    public bool NoBiasCorrection { get; init; }

    public string? AccuracyBudget { get; init; }

    public PixelScaling? Scaling { get; init; }
}
