using DenseEdge.Onnx.Schema;

namespace DenseEdge.Onnx.Linting.Placement;

/// <summary>A sum of a branch that ends in a convolution and the shortcut around it.</summary>
/// <param name="Branch">The input that comes from the convolution, with its Q/DQ pair if it has one.</param>
/// <param name="Shortcut">The other input.</param>
/// <param name="Convolution">The convolution at the end of the branch.</param>
/// <remarks>
/// As NVIDIA's quantiser decides it: both inputs are followed back to the closest value that they share; the longer way is
/// the branch. Ways of equal length, and a branch that does not end in a convolution (a scale as in ConvNeXt), are no
/// residual.
/// </remarks>
internal sealed record ResidualSum(string Branch, string Shortcut, NodeProto Convolution)
{
    private const int FarthestBack = 64;

    /// <summary>Looks at a sum; null if it is no residual.</summary>
    public static ResidualSum? Of(LintGraph graph, NodeProto sum)
    {
        if (sum.Input.Count != 2)
        {
            return null;
        }

        Dictionary<string, int> left = Distances(graph, sum.In(0)), right = Distances(graph, sum.In(1));
        string? shared = left.Keys.Where(right.ContainsKey).OrderBy(value => left[value] + right[value])
            .ThenBy(value => value, StringComparer.Ordinal).FirstOrDefault();
        if (shared is null || left[shared] == right[shared])
        {
            return null;
        }

        (string branch, string shortcut) = left[shared] > right[shared] ? (sum.In(0), sum.In(1)) : (sum.In(1), sum.In(0));
        return graph.Producer(graph.Edges.Before(branch)) is { } convolution && convolution.Is("Conv", "Gemm", "MatMul")
            ? new ResidualSum(branch, shortcut, convolution)
            : null;
    }

    // Steps back to every value before; Q/DQ nodes count as no step.
    private static Dictionary<string, int> Distances(LintGraph graph, string start)
    {
        Dictionary<string, int> distances = new(StringComparer.Ordinal) { [graph.Edges.Before(start)] = 0 };
        Queue<string> waiting = new(distances.Keys);
        while (waiting.TryDequeue(out string? value))
        {
            int next = distances[value] + 1;
            if (next > FarthestBack || graph.Producer(value) is not { } node)
            {
                continue;
            }

            foreach (string before in node.Input.Select(graph.Edges.Before))
            {
                if (before.Length > 0 && !graph.IsFolded(before) && distances.TryAdd(before, next))
                {
                    waiting.Enqueue(before);
                }
            }
        }

        return distances;
    }
}
