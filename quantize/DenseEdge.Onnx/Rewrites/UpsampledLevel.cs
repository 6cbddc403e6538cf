using DenseEdge.Onnx.Graphs;
using DenseEdge.Onnx.Schema;

namespace DenseEdge.Onnx.Rewrites;

/// <summary>One input of a Concat that a convolution reads: a map of the result's size, or a small one behind a Resize.</summary>
internal sealed record UpsampledLevel
{
    /// <summary>The Concat's input, [1, C, H, W].</summary>
    public required string Upsampled { get; init; }

    /// <summary>The map before the Resize, [1, C, h, w]; null for a map that is not resampled.</summary>
    public string? Source { get; init; }

    /// <summary>How the map is resampled; null if it isn't.</summary>
    public LinearResampling? Resampling { get; init; }

    public required int Channels { get; init; }

    public int SourceHeight { get; init; }

    public int SourceWidth { get; init; }

    /// <summary>Reads the inputs of a Concat along channels; null if a shape is not known.</summary>
    public static IReadOnlyList<UpsampledLevel>? Of(OnnxGraph graph, NodeProto? concat)
    {
        if (concat?.OpType != "Concat" || concat.Integer("axis", 0) is not (1 or -3)
            || graph.FindInfo(concat.Output[0]) is not { Rank: 4 } info || info.Dims[0] != 1)
        {
            return null;
        }

        return [.. concat.Input.Select(input => Read(graph, input))];
    }

    private static UpsampledLevel Read(OnnxGraph graph, string input)
    {
        int channels = graph.Info(input).Dims[1];
        if (graph.Producer(input) is not { } node || LinearResampling.Of(graph, node) is not { } resampling)
        {
            return new UpsampledLevel { Upsampled = input, Channels = channels };
        }

        IReadOnlyList<int> source = graph.Info(node.Input[0]).Dims;
        return new UpsampledLevel
        {
            Upsampled = input,
            Source = node.Input[0],
            Resampling = resampling,
            Channels = channels,
            SourceHeight = source[2],
            SourceWidth = source[3],
        };
    }
}
