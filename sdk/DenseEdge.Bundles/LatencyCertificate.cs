using DenseEdge.Bundles.Json;

namespace DenseEdge.Bundles;

/// <summary>What a bundle needs of the certificate that <c>denseedge search</c> writes beside a model.</summary>
public sealed record LatencyCertificate
{
    /// <summary>The name that such a file has.</summary>
    public const string FileName = "certificate.json";

    private const int KnownFormat = 1;
    private const int MostBytes = 1 << 20;

    /// <summary>The file's format.</summary>
    public required int Format { get; init; }

    /// <summary>SHA-256 of the model that was measured, hexadecimal.</summary>
    public required string ModelSha256 { get; init; }

    /// <summary>The device that it was measured on.</summary>
    public required MeasuredDevice Device { get; init; }

    /// <summary>The measurement.</summary>
    public required MeasuredLatency Measurement { get; init; }

    /// <summary>Reads a certificate and makes the promise that it is good for.</summary>
    /// <param name="path">The file.</param>
    /// <param name="modelDigest">The model that the promise is for.</param>
    /// <exception cref="InvalidDataException">It is no certificate, or that of another model.</exception>
    public static LatencyPromise Promise(string path, string modelDigest)
    {
        ArgumentNullException.ThrowIfNull(path);
        LatencyCertificate certificate = Load(path, out byte[] bytes);
        if (certificate.ModelSha256 != BlobDigest.Hex(modelDigest))
        {
            throw new InvalidDataException(
                $"{path}: expected the certificate of the model {BlobDigest.Hex(modelDigest)}, found that of "
                + $"{certificate.ModelSha256}. A certificate holds for one file; measure this one.");
        }

        return new LatencyPromise(
            certificate.Measurement.P99Ms, certificate.Device.Board, certificate.Device.Runtime, certificate.Device.Threads,
            BlobDigest.Hex(BlobDigest.Of(bytes)), certificate.Device.PowerMode);
    }

    /// <summary>Tells which model a certificate is of.</summary>
    /// <param name="path">The file.</param>
    /// <returns>SHA-256 of the model, hexadecimal.</returns>
    /// <exception cref="InvalidDataException">It is no certificate.</exception>
    public static string ModelOf(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Load(path, out _).ModelSha256;
    }

    private static LatencyCertificate Load(string path, out byte[] bytes)
    {
        FileInfo file = new(path);
        if (file.Length > MostBytes)
        {
            throw new InvalidDataException($"{path}: expected a certificate of at most {MostBytes} bytes, found {file.Length}.");
        }

        bytes = File.ReadAllBytes(path);
        LatencyCertificate certificate = BundleJson.Read(
            bytes, BundleJson.Default.LatencyCertificate, path, "a latency certificate");
        return certificate.Format == KnownFormat
            ? certificate
            : throw new InvalidDataException(
                $"{path}: expected a certificate of format {KnownFormat}, found {certificate.Format}.");
    }

    /// <summary>The device of a certificate.</summary>
    public sealed record MeasuredDevice
    {
        /// <summary>The board's name, or "unknown".</summary>
        public required string Board { get; init; }

        /// <summary>The engine with its version and provider.</summary>
        public required string Runtime { get; init; }

        /// <summary>The power mode; null if the board has none.</summary>
        public string? PowerMode { get; init; }

        /// <summary>Threads of the engine; 0 for one per core.</summary>
        public int Threads { get; init; }
    }

    /// <summary>The measurement of a certificate.</summary>
    public sealed record MeasuredLatency
    {
        /// <summary>99 of 100 frames were not longer, in milliseconds.</summary>
        public required double P99Ms { get; init; }
    }
}
