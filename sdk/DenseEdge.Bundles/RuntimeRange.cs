using DenseEdge.Sdk;

namespace DenseEdge.Bundles;

/// <summary>Versions of one engine that take a model. TensorRT's are TensorRT's own; the others' are ONNX Runtime's.</summary>
/// <param name="Provider">What computes the network.</param>
/// <param name="From">The first version that does, such as <c>10.3</c>; null for any.</param>
/// <param name="Below">The first version that doesn't any more; null if none is known.</param>
public sealed record RuntimeRange(ExecutionProvider Provider, string? From = null, string? Below = null)
{
    /// <summary>Tells whether a version lies in the range.</summary>
    /// <param name="version">Numbers with points between them; what follows the last number is left out.</param>
    public bool Contains(string version)
    {
        RuntimeVersion found = RuntimeVersion.Parse(version);
        return (From is null || found.CompareTo(RuntimeVersion.Parse(From)) >= 0)
            && (Below is null || found.CompareTo(RuntimeVersion.Parse(Below)) < 0);
    }

    /// <summary>Describes the range, such as <c>TensorRt 10.3 to below 11</c>.</summary>
    public override string ToString() => (From, Below) switch
    {
        (null, null) => $"{Provider}",
        (_, null) => $"{Provider} {From} or newer",
        (null, _) => $"{Provider} below {Below}",
        _ => $"{Provider} {From} to below {Below}",
    };
}
