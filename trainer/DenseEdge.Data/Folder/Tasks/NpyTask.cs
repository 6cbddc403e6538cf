using DenseEdge.Contracts;

namespace DenseEdge.Data.Folder;

/// <summary>
/// <c>npy</c>: a NumPy array. Class numbers [H, W] of an integer type; distances [H, W]; normals [H, W, 3]; for boundaries and
/// saliency [H, W], where a number above 0.5 is 1.
/// </summary>
public sealed record NpyTask : ClassTask
{
    /// <summary>The labels' path with <c>{id}</c>.</summary>
    public required string File { get; init; }

    /// <summary>For depth: metres of one unit.</summary>
    /// <value>1 unless given.</value>
    public double MetersPerUnit { get; init; } = 1;

    /// <summary>For normals: 1 or -1 for the three components, so that x points right, y down and z forward.</summary>
    /// <value>1, 1, 1 unless given.</value>
    public IReadOnlyList<int> Signs { get; init; } = [1, 1, 1];

    internal override string? LabelFile => File;

    private protected override IReadOnlyList<TaskKind> Kinds => TaskKinds.All;

    internal override TaskReader Reader(FolderDescriptor descriptor) => new NpyReader(this, descriptor);

    private protected override IEnumerable<string> OwnFaults(FolderDescriptor descriptor)
    {
        foreach (string fault in MappingFaults())
        {
            yield return fault;
        }

        if (!(MetersPerUnit > 0))
        {
            yield return $"meters_per_unit: expected a number above 0, found {MetersPerUnit}";
        }

        if (Signs.Count != 3 || Signs.Any(sign => sign is not (1 or -1)))
        {
            yield return $"signs: expected three of 1 or -1, found [{string.Join(", ", Signs)}]";
        }
    }
}
