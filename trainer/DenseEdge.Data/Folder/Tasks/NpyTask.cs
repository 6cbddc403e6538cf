using DenseEdge.Contracts;

namespace DenseEdge.Data.Folder;

/// <summary>
/// <c>npy</c>: a NumPy array. Class numbers [H, W] of an integer type; distances [H, W]; normals [H, W, 3]; for
/// boundaries and
/// saliency [H, W], where a number above 0.5 is 1.
/// </summary>
public sealed record NpyTask : ClassTask
{
    /// <summary>The labels' path with <c>{id}</c>.</summary>
    public required string File { get; init; }

    /// <summary>For depth: metres of one unit.</summary>
    /// <value>1 unless given.</value>
    public double MetersPerUnit { get; init; } = 1;

    /// <summary>
    /// For normals: the directions of the three components, as for <see cref="NormalsPngTask.Axes"/>.
    /// </summary>
    /// <value>x, y, z unless given.</value>
    public IReadOnlyList<string> Axes { get; init; } = ["x", "y", "z"];

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

        foreach (string fault in NormalAxes.Faults(Axes))
        {
            yield return fault;
        }
    }
}
