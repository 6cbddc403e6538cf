namespace DenseEdge.Bundles;

/// <summary>How long one frame takes, as measured on one device. It holds for that board, runtime and power mode; elsewhere it
/// is a
/// hint.</summary>
/// <param name="P95Ms">19 of 20 frames take at most this many milliseconds. A certificate has no 95th percentile, so this is
/// its 99th, which can't be lower.</param>
/// <param name="Board">The board, as <c>denseedge search</c> named it.</param>
/// <param name="Runtime">The engine with its version and provider.</param>
/// <param name="Threads">Threads of the engine; 0 for one per core.</param>
/// <param name="CertificateSha256">SHA-256 of the certificate, 64 hexadecimal digits: which measurement this is.</param>
/// <param name="PowerMode">The power mode; null if the board has none.</param>
public sealed record LatencyPromise(
    double P95Ms, string Board, string Runtime, int Threads, string CertificateSha256, string? PowerMode = null);
