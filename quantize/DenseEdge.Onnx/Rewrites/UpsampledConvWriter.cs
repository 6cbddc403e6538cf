using System.Globalization;
using DenseEdge.Onnx.Graphs;
using DenseEdge.Onnx.Schema;

namespace DenseEdge.Onnx.Rewrites;

/// <summary>Writes one convolution over upsampled maps in another form; see <see cref="UpsampledConvPass"/>.</summary>
internal sealed class UpsampledConvWriter(OnnxGraph graph, NodeProto node, ConvLayer layer, int height, int width)
{
    private readonly string _stem = node.Output[0];

    /// <summary>Writes the new form and removes the old node.</summary>
    /// <param name="concat">What the node reads.</param>
    /// <param name="levels">The Concat's inputs.</param>
    /// <param name="forms">The form of each.</param>
    public void Replace(NodeProto concat, IReadOnlyList<UpsampledLevel> levels, IReadOnlyList<UpsampledForm> forms)
    {
        List<string> parts = [];
        List<(string Rows, double[,] Matrix)> products = [];
        List<(UpsampledLevel Level, ConvLayer Layer)> direct = [];
        int start = 0;
        for (int i = 0; i < levels.Count; i++)
        {
            ConvLayer own = layer.ForInputs(start, levels[i].Channels);
            start += levels[i].Channels;
            switch (forms[i])
            {
                case UpsampledForm.Direct:
                    direct.Add((levels[i], own));
                    break;
                case UpsampledForm.Resampled:
                    parts.Add(Resampled(levels[i], own));
                    break;
                default:
                    products.Add((Rows(levels[i], own, i), Stacked(levels[i].Resampling!.Vertical)));
                    break;
            }
        }

        parts.AddRange(Products(products));
        string sum = Direct(concat, direct, parts);
        graph.ReplaceUses(node.Output[0], sum);
        graph.Remove(node);
    }

    /// <summary>The maps that stay as they are, and all others added, so that the engine can add in the convolution.</summary>
    private string Direct(NodeProto concat, List<(UpsampledLevel Level, ConvLayer Layer)> direct, List<string> parts)
    {
        string sum;
        if (direct.Count > 0)
        {
            ConvLayer joined = Join([.. direct.Select(part => part.Layer)]) with { Bias = layer.Bias };
            sum = graph.Conv($"{_stem}/fine", Joined(concat, [.. direct.Select(part => part.Level.Upsampled)]), joined);
        }
        else
        {
            double[] bias = layer.Bias ?? new double[layer.OutChannels];
            sum = graph.AddConstant(
                $"{_stem}/bias", Array.ConvertAll(bias, value => (float)value), 1, layer.OutChannels, 1, 1);
        }

        foreach (string part in parts)
        {
            sum = graph.Add($"{_stem}/sum", sum, part);
        }

        return sum;
    }

    /// <summary>Several convolutions may read the same Concat: they also share the shorter one.</summary>
    private string Joined(NodeProto concat, IReadOnlyList<string> inputs)
        => graph.Consumers(inputs[0])
            .FirstOrDefault(
                reader => reader.OpType == "Concat" && reader.Integer("axis", 0) == 1 && reader.Input.SequenceEqual(inputs))
            ?.Output[0] ?? graph.Concat($"{concat.Output[0]}/fine", inputs, 1);

    private string Resampled(UpsampledLevel level, ConvLayer own)
    {
        string small = graph.Conv($"{_stem}/small", level.Source!, own);
        NodeProto before = graph.Producer(level.Upsampled)!;
        string resized = graph.UniqueName($"{_stem}/resized");
        string sizes = graph.Sizes(resized, 1, layer.OutChannels, height, width);
        string scales = before.InputAt(2) is { } given && before.InputAt(3) is null ? given : "";
        graph.Add(
            "Resize", scales.Length > 0 ? [small, "", scales] : [small, "", "", sizes], resized, [.. before.Attribute]);
        return resized;
    }

    /// <summary>One row of result pixels for each row of the map and each vertical tap: [out, k·h, W].</summary>
    private string Rows(UpsampledLevel level, ConvLayer own, int index)
    {
        (int kernel, int rows, int columns) = (own.Kernel, level.SourceHeight, level.SourceWidth);
        int count = own.OutChannels * kernel;
        string stem = string.Create(CultureInfo.InvariantCulture, $"{_stem}/level{index}");
        string taps = graph.Conv(stem, level.Source!, PerTap(own));                 // [1, out·k·k, h, w]
        if (kernel > 1)
        {
            taps = graph.Reshape(stem, taps, count, kernel, rows, columns);
            taps = graph.Transpose(stem, taps, 0, 2, 1, 3);                         // [out·k, h, k, w]
        }

        string flat = graph.Reshape(stem, taps, count * rows, kernel * columns);
        double[,] horizontal = Transposed(Stacked(level.Resampling!.Horizontal));
        string wide = graph.MatMul(stem, flat, graph.Matrix($"{stem}/columns", horizontal));
        return graph.Reshape(stem, wide, own.OutChannels, kernel * rows, width);
    }

    /// <summary>All levels in one product along their rows: [1, out, H, W], or nothing.</summary>
    private IEnumerable<string> Products(List<(string Rows, double[,] Matrix)> levels)
    {
        if (levels.Count > 0)
        {
            string rows = graph.Concat($"{_stem}/rows", [.. levels.Select(level => level.Rows)], 1);
            string matrix = graph.Matrix($"{_stem}/vertical", SideBySide([.. levels.Select(level => level.Matrix)]));
            string product = graph.MatMul($"{_stem}/product", matrix, rows);
            yield return graph.Reshape($"{_stem}/upsampled", product, 1, layer.OutChannels, height, width);
        }
    }

    /// <summary>A 1x1 convolution with an output for each tap: [out, in, k, k] weights as [out·k·k, in].</summary>
    private static ConvLayer PerTap(ConvLayer own)
    {
        int taps = own.Kernel * own.Kernel;
        double[] weight = new double[own.Weight.Length];
        for (int i = 0; i < weight.Length; i++)
        {
            (int output, int input, int tap) = (i / own.PerOutput, i / taps % own.InChannels, i % taps);
            weight[(((output * taps) + tap) * own.InChannels) + input] = own.Weight[i];
        }

        return own with { Weight = weight, OutChannels = own.OutChannels * taps, Kernel = 1, Padding = 0 };
    }

    /// <summary>The matrix shifted by each tap, the shifted ones next to each other; rows that a tap moves out of the image
    /// are zeros: [n, k·m].</summary>
    private double[,] Stacked(double[,] matrix)
    {
        (int outputs, int inputs) = (matrix.GetLength(0), matrix.GetLength(1));
        double[,] stacked = new double[outputs, layer.Kernel * inputs];
        for (int tap = 0; tap < layer.Kernel; tap++)
        {
            for (int output = 0; output < outputs; output++)
            {
                int seen = output + tap - layer.Padding;
                for (int input = 0; seen >= 0 && seen < outputs && input < inputs; input++)
                {
                    stacked[output, (tap * inputs) + input] = matrix[seen, input];
                }
            }
        }

        return stacked;
    }

    private static double[,] SideBySide(IReadOnlyList<double[,]> matrices)
    {
        double[,] joined = new double[matrices[0].GetLength(0), matrices.Sum(matrix => matrix.GetLength(1))];
        int start = 0;
        foreach (double[,] matrix in matrices)
        {
            for (int i = 0; i < matrix.Length; i++)
            {
                (int row, int column) = (i / matrix.GetLength(1), i % matrix.GetLength(1));
                joined[row, start + column] = matrix[row, column];
            }

            start += matrix.GetLength(1);
        }

        return joined;
    }

    private static double[,] Transposed(double[,] matrix)
    {
        double[,] transposed = new double[matrix.GetLength(1), matrix.GetLength(0)];
        for (int i = 0; i < matrix.Length; i++)
        {
            (int row, int column) = (i / matrix.GetLength(1), i % matrix.GetLength(1));
            transposed[column, row] = matrix[row, column];
        }

        return transposed;
    }

    /// <summary>Joins convolutions over different inputs into one over all of them.</summary>
    private static ConvLayer Join(IReadOnlyList<ConvLayer> parts)
    {
        int inputs = parts.Sum(part => part.InChannels);
        return parts[0] with
        {
            InChannels = inputs,
            Weight =
            [
                .. Enumerable.Range(0, parts[0].OutChannels).SelectMany(
                    output => parts.SelectMany(part => part.Weight.Skip(output * part.PerOutput).Take(part.PerOutput))),
            ],
        };
    }
}
