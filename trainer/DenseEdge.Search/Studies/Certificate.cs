using DenseEdge.Contracts;
using DenseEdge.Search.Devices;

namespace DenseEdge.Search.Studies;

/// <summary>
/// What was measured of one model file on one device: the file certificate.json beside the model. It holds for that file and that
/// device as they are; another build of the same genotype, another runtime or power mode needs its own.
/// </summary>
public sealed record Certificate
{
    private const int CurrentFormat = 1;
    private const string What = "a latency certificate";

    /// <summary>The file's format.</summary>
    public int Format { get; init; } = CurrentFormat;

    /// <summary>The model's file, relative to the certificate.</summary>
    public required string Model { get; init; }

    /// <summary>SHA-256 of the model file, hexadecimal.</summary>
    public required string ModelSha256 { get; init; }

    /// <summary>The network's genotype.</summary>
    public required Genotype Genotype { get; init; }

    /// <summary>What else the network is.</summary>
    public required Deployment Deployment { get; init; }

    /// <summary>The key of the device.</summary>
    public required string DeviceKey { get; init; }

    /// <summary>The device: board, operating system, runtime with version, power mode, clocks, threads.</summary>
    public required DeviceIdentity Device { get; init; }

    /// <summary>The budgets that the model is certified for, in milliseconds, rising.</summary>
    public required IReadOnlyList<double> BudgetsMs { get; init; }

    /// <summary>The measurement: number of runs, p50, p90, p99, upper bound of the median, temperatures, dropped runs.</summary>
    public required LatencyMeasurement Measurement { get; init; }

    /// <summary>SHA-256 of the reference network that ran beside the model, hexadecimal.</summary>
    public required string ReferenceSha256 { get; init; }

    /// <summary>The reference's calibrated time, in milliseconds.</summary>
    public required double ReferenceMs { get; init; }

    /// <summary>Reads a certificate.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is something else, or of another format.</exception>
    public static Certificate Load(string path) => SearchJson.Load<Certificate>(path, What, CurrentFormat);

    /// <summary>Writes the certificate, as a whole or not at all.</summary>
    /// <param name="path">The file; it is replaced.</param>
    public void Save(string path) => SearchJson.Save(path, this);
}
