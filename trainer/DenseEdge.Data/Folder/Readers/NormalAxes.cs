namespace DenseEdge.Data.Folder;

/// <summary>Which way the three components of stored normals point, such as <c>x, z, -y</c>.</summary>
internal static class NormalAxes
{
    private const string Letters = "xyz";
    private const string Automatic = "auto";

    /// <summary>Whether the directions are to be found by looking at labels.</summary>
    internal static bool IsAutomatic(IReadOnlyList<string> axes) => axes is [Automatic];

    internal static IEnumerable<string> Faults(IReadOnlyList<string> axes)
    {
        bool right = axes.Count == 3
            && axes.All(axis => axis.TrimStart('-').Length == 1 && axis.Length <= 2 && Letters.Contains(axis[^1]))
            && axes.Select(axis => axis[^1]).Distinct().Count() == 3;
        if (!right)
        {
            yield return $"axes: expected x, y and z once each, with or without -, found [{string.Join(", ", axes)}]";
        }
    }

    /// <summary>
    /// Gets for each stored component its place in our order (x right, y down, z forward) and its sign.
    /// </summary>
    internal static (int Place, int Sign)[] Parse(IReadOnlyList<string> axes) =>
        [.. axes.Select(axis => (Letters.IndexOf(axis[^1], StringComparison.Ordinal), axis[0] == '-' ? -1 : 1))];
}
