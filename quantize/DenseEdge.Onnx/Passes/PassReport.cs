namespace DenseEdge.Onnx.Passes;

/// <summary>What passes did to a graph.</summary>
public sealed record PassReport
{
    /// <summary>Number of nodes before the first pass.</summary>
    public required int NodesBefore { get; init; }

    /// <summary>Number of nodes after the last pass.</summary>
    public required int NodesAfter { get; init; }

    /// <summary>How many places each pass changed, by its name, in the order of the passes; passes that changed nothing are
    /// there with 0.</summary>
    public required IReadOnlyList<KeyValuePair<string, int>> Changes { get; init; }

    /// <summary>Gets one line, such as <c>612 → 300 nodes: 40 fold-constants, 12 fold-batch-norm</c>.</summary>
    public override string ToString()
    {
        IEnumerable<string> changes = Changes.Where(change => change.Value > 0).Select(change => $"{change.Value} {change.Key}");
        return $"{NodesBefore} → {NodesAfter} nodes: {string.Join(", ", changes.DefaultIfEmpty("nothing to change"))}";
    }
}
