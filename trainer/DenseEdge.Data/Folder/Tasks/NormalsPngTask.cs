using DenseEdge.Contracts;

namespace DenseEdge.Data.Folder;

/// <summary>
/// <c>normals_rgb8</c>: a colour image whose red, green and blue are the components of a normal, v /
/// <see cref="Divisor"/> - 1
/// each.
/// </summary>
public sealed record NormalsPngTask : TaskDescriptor
{
    /// <summary>The labels' path with <c>{id}</c>. A lossless format is best; JPEG is read too.</summary>
    public required string File { get; init; }

    /// <summary>The number that stands for a component of 0.</summary>
    /// <value>127.5 unless given, which is v / 255 × 2 - 1.</value>
    public double Divisor { get; init; } = 127.5;

    /// <summary>
    /// The directions in which red, green and blue grow: x is to the right, y down, z away from the camera, with - the
    /// other
    /// way. NYUD's widespread files are <c>x, z, -y</c>: red to the right, green away from the camera, blue upwards.
    /// </summary>
    /// <value>x, y, z unless given.</value>
    public IReadOnlyList<string> Axes { get; init; } = ["x", "y", "z"];

    /// <summary>
    /// Colours that mean "no normal". Black and colours near the middle grey have none either: their vectors are too
    /// long or too short.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<int>> Invalid { get; init; } = [];

    /// <summary>Which pixels have a normal worth learning.</summary>
    /// <value>Null: all.</value>
    public LabelMask? Mask { get; init; }

    internal override string? LabelFile => File;

    private protected override IReadOnlyList<TaskKind> Kinds => [TaskKind.SurfaceNormals];

    internal override TaskReader Reader(FolderDescriptor descriptor) => new NormalsReader(this, descriptor);

    private protected override IEnumerable<string> OwnFaults(FolderDescriptor descriptor)
    {
        if (!(Divisor > 0))
        {
            yield return $"divisor: expected a number above 0, found {Divisor}";
        }

        foreach (string fault in NormalAxes.Faults(Axes))
        {
            yield return fault;
        }

        foreach (IReadOnlyList<int> color in Invalid.Where(color => color.Count != 3))
        {
            yield return $"invalid: expected three numbers of 0 to 255, found [{string.Join(", ", color)}]";
        }
    }
}
