using DenseEdge.Contracts;

namespace DenseEdge.Data.Folder;

/// <summary><c>depth_png16</c>: a grey PNG of 16 bits whose pixels are distances.</summary>
public sealed record DepthPngTask : TaskDescriptor
{
    /// <summary>The labels' path with <c>{id}</c>.</summary>
    public required string File { get; init; }

    /// <summary>Metres of one step, such as 0.001 for millimetres.</summary>
    public required double MetersPerUnit { get; init; }

    /// <summary>Numbers that mean "not measured".</summary>
    /// <value>0 alone unless given.</value>
    public IReadOnlyList<int> Invalid { get; init; } = [0];

    internal override string? LabelFile => File;

    private protected override IReadOnlyList<TaskKind> Kinds => [TaskKind.Depth];

    internal override TaskReader Reader(FolderDescriptor descriptor) => new DepthReader(this, descriptor);

    private protected override IEnumerable<string> OwnFaults(FolderDescriptor descriptor)
    {
        if (!(MetersPerUnit > 0))
        {
            yield return $"meters_per_unit: expected a number above 0, found {MetersPerUnit}";
        }
    }
}
