using DenseEdge.Onnx.Graphs;
using DenseEdge.Onnx.Schema;

namespace DenseEdge.Onnx.Rewrites;

/// <summary>
/// A convolution with a square kernel, one group, no dilation and equal padding on all sides, taken out of a graph. Weights
/// are in double precision, so that rewrites that multiply them round once.
/// </summary>
internal sealed record ConvLayer
{
    /// <summary>[out, in, k, k], row-major.</summary>
    public required double[] Weight { get; init; }

    /// <summary>[out]; null for none.</summary>
    public double[]? Bias { get; init; }

    public required int OutChannels { get; init; }

    public required int InChannels { get; init; }

    /// <summary>Side of the kernel in pixels.</summary>
    public required int Kernel { get; init; }

    public int Padding { get; init; }

    public int Stride { get; init; } = 1;

    /// <summary>Weights of one output.</summary>
    public int PerOutput => InChannels * Kernel * Kernel;

    /// <summary>Whether the result has the input's size and every output pixel sees the pixels around it.</summary>
    public bool KeepsSize => Stride == 1 && Kernel % 2 == 1 && Padding == Kernel / 2;

    /// <summary>Reads a node; null if it is no convolution of the supported form with constant weights.</summary>
    public static ConvLayer? Of(OnnxGraph graph, NodeProto node)
    {
        if (node.OpType != "Conv" || node.Integer("group", 1) != 1 || node.Text("auto_pad", "NOTSET") != "NOTSET"
            || node.InputAt(1) is not { } weight || graph.Constant(weight) is not { } stored
            || stored.DataType != (int)GraphElementType.Float32 || stored.Dims.Count != 4 || stored.Dims[2] != stored.Dims[3]
            || (node.InputAt(2) is { } offset && graph.Constant(offset) is null)
            || Uniform(node.Integers("dilations") ?? [1]) != 1
            || Uniform(node.Integers("strides") ?? [1]) is not { } stride
            || Uniform(node.Integers("pads") ?? [0]) is not { } padding)
        {
            return null;
        }

        return new ConvLayer
        {
            Weight = Widen(graph.Floats(weight)),
            Bias = node.InputAt(2) is { } bias ? Widen(graph.Floats(bias)) : null,
            OutChannels = checked((int)stored.Dims[0]),
            InChannels = checked((int)stored.Dims[1]),
            Kernel = checked((int)stored.Dims[2]),
            Stride = stride,
            Padding = padding,
        };
    }

    /// <summary>Takes the weights of some input channels, without the bias.</summary>
    public ConvLayer ForInputs(int start, int count)
    {
        int taps = Kernel * Kernel;
        double[] weight = new double[OutChannels * count * taps];
        for (int output = 0; output < OutChannels; output++)
        {
            Array.Copy(Weight, (output * PerOutput) + (start * taps), weight, output * count * taps, count * taps);
        }

        return this with { Weight = weight, Bias = null, InChannels = count };
    }

    /// <summary>Joins convolutions of one input into one whose outputs stand after each other.</summary>
    public static ConvLayer Merge(IReadOnlyList<ConvLayer> parts) => parts[0] with
    {
        Weight = [.. parts.SelectMany(part => part.Weight)],
        Bias = [.. parts.SelectMany(part => part.Bias ?? new double[part.OutChannels])],
        OutChannels = parts.Sum(part => part.OutChannels),
    };

    /// <summary>Makes the 1x1 convolution that does first another one and then this one; both are 1x1.</summary>
    public ConvLayer After(ConvLayer first)
    {
        double[] weight = new double[OutChannels * first.InChannels], bias = new double[OutChannels];
        for (int output = 0; output < OutChannels; output++)
        {
            bias[output] = Bias?[output] ?? 0;
            for (int middle = 0; middle < InChannels; middle++)
            {
                double factor = Weight[(output * InChannels) + middle];
                bias[output] += factor * (first.Bias?[middle] ?? 0);
                for (int input = 0; input < first.InChannels; input++)
                {
                    weight[(output * first.InChannels) + input] += factor * first.Weight[(middle * first.InChannels) + input];
                }
            }
        }

        return this with { Weight = weight, Bias = bias, InChannels = first.InChannels };
    }

    /// <summary>Puts filters of zeros and weights of zero where layouts have channels of zeros.</summary>
    public ConvLayer Padded(ChannelLayout inputs, ChannelLayout outputs)
    {
        int taps = Kernel * Kernel;
        double[] weight = new double[outputs.Count * inputs.Count * taps], bias = new double[outputs.Count];
        for (int output = 0; output < outputs.Count; output++)
        {
            int from = outputs.Sources[output];
            bias[output] = from == ChannelLayout.Zero ? 0 : Bias?[from] ?? 0;
            for (int input = 0; input < inputs.Count && from != ChannelLayout.Zero; input++)
            {
                int source = inputs.Sources[input];
                if (source != ChannelLayout.Zero)
                {
                    Array.Copy(
                        Weight, (from * PerOutput) + (source * taps), weight, ((output * inputs.Count) + input) * taps, taps);
                }
            }
        }

        return this with { Weight = weight, Bias = bias, InChannels = inputs.Count, OutChannels = outputs.Count };
    }

    private static int? Uniform(int[] values) => Array.TrueForAll(values, value => value == values[0]) ? values[0] : null;

    private static double[] Widen(float[] values) => Array.ConvertAll(values, value => (double)value);
}
