using DenseEdge.Contracts;

namespace DenseEdge.Data.Folder;

/// <summary>
/// <c>normals_rgb8</c>: a colour image whose red, green and blue are the x, y and z of a normal, component = sign × (v /
/// <see cref="Divisor"/> - 1).
/// </summary>
public sealed record NormalsPngTask : TaskDescriptor
{
    /// <summary>The labels' path with <c>{id}</c>. A lossless format.</summary>
    public required string File { get; init; }

    /// <summary>The number that stands for a component of 0.</summary>
    /// <value>127.5 unless given, which is v / 255 × 2 - 1.</value>
    public double Divisor { get; init; } = 127.5;

    /// <summary>1 or -1 for red, green and blue, so that x points right, y down and z forward.</summary>
    /// <value>1, 1, 1 unless given.</value>
    public IReadOnlyList<int> Signs { get; init; } = [1, 1, 1];

    /// <summary>Colours that mean "no normal". Colours near the middle grey have none either: their vector is too short.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Invalid { get; init; } = [];

    internal override string? LabelFile => File;

    private protected override IReadOnlyList<TaskKind> Kinds => [TaskKind.SurfaceNormals];

    internal override TaskReader Reader(FolderDescriptor descriptor) => new NormalsReader(this, descriptor);

    private protected override IEnumerable<string> OwnFaults(FolderDescriptor descriptor)
    {
        if (!(Divisor > 0))
        {
            yield return $"divisor: expected a number above 0, found {Divisor}";
        }

        if (Signs.Count != 3 || Signs.Any(sign => sign is not (1 or -1)))
        {
            yield return $"signs: expected three of 1 or -1, found [{string.Join(", ", Signs)}]";
        }

        foreach (IReadOnlyList<int> color in Invalid.Where(color => color.Count != 3))
        {
            yield return $"invalid: expected three numbers of 0 to 255, found [{string.Join(", ", color)}]";
        }
    }
}
