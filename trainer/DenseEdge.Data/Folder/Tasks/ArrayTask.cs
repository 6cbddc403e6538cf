namespace DenseEdge.Data.Folder;

/// <summary>
/// A task whose labels are arrays of numbers: class numbers [H, W]; distances [H, W]; normals [H, W, 3]; for boundaries and
/// saliency [H, W], where a number above 0.5 is 1. A last dimension of 1 may follow.
/// </summary>
public abstract record ArrayTask : ClassTask
{
    /// <summary>The labels' path with <c>{id}</c>.</summary>
    public required string File { get; init; }

    /// <summary>For depth: metres of one unit.</summary>
    /// <value>1 unless given.</value>
    public double MetersPerUnit { get; init; } = 1;

    /// <summary>
    /// For normals: the directions of the three components, as for <see cref="NormalsPngTask.Axes"/>; <c>auto</c> alone to
    /// find them by looking at some labels, for files whose makers did not say.
    /// </summary>
    /// <value>x, y, z unless given.</value>
    public IReadOnlyList<string> Axes { get; init; } = ["x", "y", "z"];

    internal override string? LabelFile => File;

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

        foreach (string fault in NormalAxes.IsAutomatic(Axes) ? [] : NormalAxes.Faults(Axes))
        {
            yield return fault;
        }
    }
}
