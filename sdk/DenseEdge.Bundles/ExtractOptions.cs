namespace DenseEdge.Bundles;

/// <summary>What <see cref="Bundle.ExtractTo"/> writes.</summary>
public sealed record ExtractOptions
{
    /// <summary>The models to write; null for all.</summary>
    public IReadOnlyCollection<ModelVariant>? Models { get; init; }

    /// <summary>Finds a model file that is on this disk already by its digest, as base of a delta; null if there is
    /// none.</summary>
    /// <value>By default nothing is there.</value>
    public Func<string, string?> Installed { get; init; } = _ => null;

    /// <summary>Takes the number of bytes that were written.</summary>
    public IProgress<long>? Progress { get; init; }

    /// <summary>Ends it early; nothing is left behind.</summary>
    public CancellationToken CancellationToken { get; init; }
}
