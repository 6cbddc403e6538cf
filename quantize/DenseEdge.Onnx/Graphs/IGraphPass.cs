namespace DenseEdge.Onnx.Graphs;

/// <summary>One exact change of a graph: afterwards it computes the same function.</summary>
public interface IGraphPass
{
    /// <summary>A short name for reports, such as <c>fold-batch-norm</c>.</summary>
    string Name { get; }

    /// <summary>One sentence for people: what it changes and why.</summary>
    string Description { get; }

    /// <summary>Changes the graph wherever the pattern is found.</summary>
    /// <param name="graph">The graph, changed in place; it is sorted and its shapes are known afterwards.</param>
    /// <returns>The number of places that were changed; 0 when there is nothing left to do.</returns>
    int Apply(OnnxGraph graph);
}
