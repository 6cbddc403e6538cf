using DenseEdge.Contracts;

namespace DenseEdge.Search.Devices;

/// <summary>Answers from measurements that were written down, so that whatever is built on them repeats to the last bit without
/// the device.</summary>
/// <remarks>A network is found by the digest of its file; failing that by its genotype, because weights that were trained again
/// make another file and take the same time.</remarks>
public sealed class ReplayDevice : IMeasuringDevice
{
    private readonly MeasurementRecord _record;
    private readonly string _source;
    private readonly Func<string, Genotype?> _genotypeOf;

    /// <summary>Makes a device.</summary>
    /// <param name="record">What it answers.</param>
    /// <param name="source">Where that is from, for messages.</param>
    /// <param name="genotypeOf">Reads the genotype of a model file; null where it has none.</param>
    public ReplayDevice(MeasurementRecord record, string source, Func<string, Genotype?> genotypeOf)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(genotypeOf);
        (_record, _source, _genotypeOf) = (record, source, genotypeOf);
    }

    /// <summary>The device that made the measurements.</summary>
    public DeviceIdentity Identity => _record.Identity;

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">A network was never measured.</exception>
    public IReadOnlyList<LatencyMeasurement> Measure(
        IReadOnlyList<string> modelPaths, MeasurementOptions options, IProgress<MeasurementProgress>? progress,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(modelPaths);
        ArgumentNullException.ThrowIfNull(options);
        List<LatencyMeasurement> found = [];
        foreach (string path in modelPaths)
        {
            cancellation.ThrowIfCancellationRequested();
            found.Add(Find(path));
            progress?.Report(new MeasurementProgress(found.Count, modelPaths.Count, Path.GetFileName(path), TimeSpan.Zero));
        }

        return found;
    }

    /// <summary>Does nothing.</summary>
    public void Dispose()
    {
    }

    private LatencyMeasurement Find(string path)
    {
        string digest = ModelDigest.Of(path);
        if (_record.Find(digest) is { } measured)
        {
            return measured;
        }

        Genotype? genotype = _genotypeOf(path);
        return _record.Measurements.FirstOrDefault(entry => genotype is not null && genotype.Equals(entry.Genotype))?.Measurement
            ?? throw new InvalidDataException(
                $"'{_source}': expected a measurement of '{path}' (digest {digest[..12]}), by its digest or its genotype, "
                + $"found none among {_record.Measurements.Count}. Measure it on the device.\n{genotype}");
    }
}
