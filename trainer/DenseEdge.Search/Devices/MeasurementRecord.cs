namespace DenseEdge.Search.Devices;

/// <summary>Measurements of one device, written down: what an interrupted measurement resumes from, and what
/// <see cref="ReplayDevice"/> answers from.</summary>
public sealed record MeasurementRecord
{
    private const int CurrentFormat = 1;
    private const string What = "recorded measurements";

    /// <summary>The file's format.</summary>
    public int Format { get; init; } = CurrentFormat;

    /// <summary>The device.</summary>
    public required DeviceIdentity Identity { get; init; }

    /// <summary>SHA-256 of the reference network's file, hexadecimal.</summary>
    public required string ReferenceDigest { get; init; }

    /// <summary>The reference's time that the measurements are scaled by, in milliseconds.</summary>
    public required double ReferenceMs { get; init; }

    /// <summary>The measurements, in the order in which they were made.</summary>
    public required IReadOnlyList<RecordedMeasurement> Measurements { get; init; }

    /// <summary>Reads a file.</summary>
    /// <param name="path">A file that <see cref="Save"/> wrote.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is something else, or of another format.</exception>
    public static MeasurementRecord Load(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return SearchJson.Load<MeasurementRecord>(path, What, CurrentFormat);
    }

    /// <summary>Reads recorded measurements, or those that a profile was made from.</summary>
    /// <param name="path">A file that <see cref="Save"/> or <see cref="DeviceProfile.Save"/> wrote.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is neither.</exception>
    public static MeasurementRecord LoadAny(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return SearchJson.Has(path, "samples") ? Of(DeviceProfile.Load(path)) : Load(path);
    }

    private static MeasurementRecord Of(DeviceProfile profile) => new()
    {
        Identity = profile.Identity,
        ReferenceDigest = profile.ReferenceDigest,
        ReferenceMs = profile.ReferenceMs,
        Measurements = [.. profile.Samples.Select(sample => new RecordedMeasurement(sample.Genotype, sample.Measurement))],
    };

    /// <summary>Writes the file, as a whole or not at all.</summary>
    /// <param name="path">The file; it is replaced.</param>
    public void Save(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        SearchJson.Save(path, this);
    }

    /// <summary>Finds the measurement of a model file.</summary>
    /// <param name="digest">The file's SHA-256, hexadecimal.</param>
    /// <returns>Null if it wasn't measured.</returns>
    public LatencyMeasurement? Find(string digest)
        => Measurements.FirstOrDefault(entry => entry.Measurement.ModelDigest == digest)?.Measurement;

    /// <summary>Adds a measurement.</summary>
    /// <param name="entry">The measurement.</param>
    /// <returns>A longer record; this one stays as it is.</returns>
    public MeasurementRecord With(RecordedMeasurement entry) => this with { Measurements = [.. Measurements, entry] };
}
