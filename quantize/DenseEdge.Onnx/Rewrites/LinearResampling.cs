using DenseEdge.Onnx.Graphs;
using DenseEdge.Onnx.Schema;

namespace DenseEdge.Onnx.Rewrites;

/// <summary>
/// A Resize node in linear mode on the two last dimensions of [1, C, h, w], as the two matrices that it multiplies
/// columns and rows of pixels with. Every row of both sums to one.
/// </summary>
internal sealed class LinearResampling
{
    private LinearResampling(double[,] vertical, double[,] horizontal)
        => (Vertical, Horizontal) = (vertical, horizontal);

    /// <summary>[H, h].</summary>
    public double[,] Vertical { get; }

    /// <summary>[W, w].</summary>
    public double[,] Horizontal { get; }

    /// <summary>Reads a node; null if it is none that these matrices describe.</summary>
    public static LinearResampling? Of(OnnxGraph graph, NodeProto? node)
    {
        if (node?.OpType != "Resize" || node.Text("mode", "nearest") != "linear" || node.Integer("antialias", 0) != 0
            || node.Text("keep_aspect_ratio_policy", "stretch") != "stretch" || node.Integers("axes") is not null)
        {
            return null;
        }

        string coordinates = node.Text("coordinate_transformation_mode", "half_pixel");
        if (coordinates is not ("half_pixel" or "pytorch_half_pixel" or "align_corners" or "asymmetric")
            || graph.FindInfo(node.Input[0]) is not { Rank: 4, ElementType: GraphElementType.Float32 } input
            || graph.FindInfo(node.Output[0]) is not { Rank: 4 } output
            || input.Dims[0] != output.Dims[0] || input.Dims[1] != output.Dims[1]
            || Scales(graph, node, input, output) is not { } scales)
        {
            return null;
        }

        return new LinearResampling(
            Matrix(input.Dims[2], output.Dims[2], scales.Vertical, coordinates),
            Matrix(input.Dims[3], output.Dims[3], scales.Horizontal, coordinates));
    }

    private static (double Vertical, double Horizontal)? Scales(
        OnnxGraph graph, NodeProto node, TensorInfo input, TensorInfo output)
    {
        if (node.InputAt(3) is not null || node.InputAt(2) is not { } given)
        {
            return ((double)output.Dims[2] / input.Dims[2], (double)output.Dims[3] / input.Dims[3]);
        }

        return graph.Constant(given) is not null && graph.Floats(given) is [1, 1, var vertical, var horizontal]
            ? (vertical, horizontal)
            : null;
    }

    /// <summary>The weights of the one or two input pixels that each output pixel lies between; outside, the outermost
    /// pixel goes on.</summary>
    private static double[,] Matrix(int inputs, int outputs, double scale, string coordinates)
    {
        double[,] matrix = new double[outputs, inputs];
        for (int output = 0; output < outputs; output++)
        {
            double position = coordinates switch
            {
                "align_corners" => outputs == 1 ? 0 : output * (inputs - 1.0) / (outputs - 1),
                "asymmetric" => output / scale,
                "pytorch_half_pixel" when outputs == 1 => 0,
                _ => ((output + 0.5) / scale) - 0.5,
            };
            position = Math.Clamp(position, 0, inputs - 1);
            int before = Math.Min((int)position, Math.Max(inputs - 2, 0));
            matrix[output, before] = 1 - (position - before);
            if (inputs > 1)
            {
                matrix[output, before + 1] = position - before;
            }
        }

        return matrix;
    }
}
