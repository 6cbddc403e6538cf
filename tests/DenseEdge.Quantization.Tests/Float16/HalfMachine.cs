using DenseEdge.Onnx;
using DenseEdge.Onnx.Graphs;
using DenseEdge.Onnx.Schema;

namespace DenseEdge.Quantization.Tests.Float16;

/// <summary>
/// A slow computer that takes a graph's types literally: every FP16 tensor is rounded to FP16, and FP16 sums are rounded after
/// each term, as the strictest devices do. ONNX Runtime's CPU engine computes FP16 graphs in FP32 in between and would hide what
/// these tests are about.
/// </summary>
internal sealed class HalfMachine(OnnxGraph graph, bool everythingIsHalf)
{
    private readonly Dictionary<string, double[]> _values = new(StringComparer.Ordinal);

    /// <summary>Runs a graph in the types that it states.</summary>
    public static double[] Run(OnnxGraph graph, params (string Name, double[] Values)[] inputs)
        => new HalfMachine(graph, everythingIsHalf: false).Compute(inputs);

    /// <summary>Runs an FP32 graph as if all of it had been made FP16.</summary>
    public static double[] RunNaively(OnnxGraph graph, params (string Name, double[] Values)[] inputs)
        => new HalfMachine(graph, everythingIsHalf: true).Compute(inputs);

    private double[] Compute((string Name, double[] Values)[] inputs)
    {
        foreach ((string name, double[] values) in inputs)
        {
            _values[name] = [.. values.Select(Rounding(name))];
        }

        foreach (NodeProto node in graph.Nodes)
        {
            _values[node.Output[0]] = Compute(node);
        }

        return _values[graph.Outputs.Single()];
    }

    private double[] Compute(NodeProto node)
    {
        Func<double, double> round = Rounding(node.Output[0]);
        double[] Each(Func<double, double> function) => [.. Value(node.Input[0]).Select(x => round(function(x)))];
        double[] Pair(Func<double, double, double> function) => Broadcast(node, (a, b) => round(function(a, b)));
        return node.OpType switch
        {
            "Cast" or "Reshape" => Each(x => x),
            "Relu" => Each(x => Math.Max(x, 0)),
            "Abs" => Each(Math.Abs),
            "Neg" => Each(x => -x),
            "Exp" => Each(Math.Exp),
            "Log" => Each(Math.Log),
            "Add" => Pair((a, b) => a + b),
            "Mul" => Pair((a, b) => a * b),
            "Div" => Pair((a, b) => a / b),
            "Max" => Pair(Math.Max),
            "Conv" => PointwiseConv(node, round),
            "MatMul" => MatMul(node, round),
            "Transpose" => SwapLast(node),
            "Softmax" => Softmax(node, round),
            "ReduceSum" => Reduce(node, round, x => x, x => x),
            "ReduceL2" => Reduce(node, round, x => x * x, Math.Sqrt),
            _ => throw new NotSupportedException(node.OpType),
        };
    }

    private Func<double, double> Rounding(string value) => everythingIsHalf || Info(value).ElementType == GraphElementType.Float16
        ? x => (double)(Half)x
        : x => (float)x;

    private TensorInfo Info(string value) => graph.Info(value);

    private double[] Value(string name)
        => _values.TryGetValue(name, out double[]? values)
            ? values
            : [.. graph.Floats(name).Select(x => Rounding(name)(x))];

    private double[] Broadcast(NodeProto node, Func<double, double, double> function)
    {
        double[] a = Value(node.Input[0]), b = Value(node.Input[1]);
        IReadOnlyList<int> dims = Info(node.Output[0]).Dims, left = Info(node.Input[0]).Dims, right = Info(node.Input[1]).Dims;
        double[] result = new double[dims.Aggregate(1, (count, size) => count * size)];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = function(a[Offset(i, dims, left)], b[Offset(i, dims, right)]);
        }

        return result;
    }

    private static int Offset(int index, IReadOnlyList<int> dims, IReadOnlyList<int> own)
    {
        int offset = 0, stride = 1;
        for (int fromEnd = 1; fromEnd <= dims.Count; fromEnd++)
        {
            int position = index % dims[^fromEnd];
            index /= dims[^fromEnd];
            if (fromEnd <= own.Count)
            {
                offset += own[^fromEnd] == 1 ? 0 : position * stride;
                stride *= own[^fromEnd];
            }
        }

        return offset;
    }

    /// <summary>A 1x1 convolution without bias: [1, I, H, W] to [1, O, H, W].</summary>
    private double[] PointwiseConv(NodeProto node, Func<double, double> round)
    {
        double[] x = Value(node.Input[0]), w = Value(node.Input[1]);
        int inputs = Info(node.Input[1]).Dims[1], outputs = Info(node.Input[1]).Dims[0], positions = x.Length / inputs;
        double[] y = new double[outputs * positions];
        for (int i = 0; i < y.Length; i++)
        {
            for (int channel = 0; channel < inputs; channel++)
            {
                y[i] = round(y[i] + (x[(channel * positions) + (i % positions)] * w[(i / positions * inputs) + channel]));
            }
        }

        return y;
    }

    /// <summary>[1, M, K] times [1, K, N].</summary>
    private double[] MatMul(NodeProto node, Func<double, double> round)
    {
        double[] a = Value(node.Input[0]), b = Value(node.Input[1]);
        int terms = Info(node.Input[0]).Dims[^1], columns = Info(node.Input[1]).Dims[^1], rows = a.Length / terms;
        double[] c = new double[rows * columns];
        for (int i = 0; i < c.Length; i++)
        {
            for (int k = 0; k < terms; k++)
            {
                c[i] = round(c[i] + (a[(i / columns * terms) + k] * b[(k * columns) + (i % columns)]));
            }
        }

        return c;
    }

    /// <summary>[1, A, B] to [1, B, A].</summary>
    private double[] SwapLast(NodeProto node)
    {
        double[] x = Value(node.Input[0]);
        int rows = Info(node.Input[0]).Dims[1], columns = Info(node.Input[0]).Dims[2];
        return [.. Enumerable.Range(0, x.Length).Select(i => x[(i % rows * columns) + (i / rows)])];
    }

    /// <summary>Over the last dimension; each step is stored, as a device without a fused kernel does.</summary>
    private double[] Softmax(NodeProto node, Func<double, double> round)
    {
        int length = Info(node.Input[0]).Dims[^1];
        return [.. Value(node.Input[0]).Chunk(length).SelectMany(row =>
        {
            double largest = row.Max();
            double[] powers = [.. row.Select(x => round(Math.Exp(x - largest)))];
            double sum = powers.Aggregate(0.0, (total, x) => round(total + x));
            return powers.Select(x => round(x / sum));
        })];
    }

    /// <summary>Over the one dimension that the result lacks or has with size 1.</summary>
    private double[] Reduce(NodeProto node, Func<double, double> round, Func<double, double> before, Func<double, double> after)
    {
        double[] x = Value(node.Input[0]);
        IReadOnlyList<int> dims = Info(node.Input[0]).Dims, kept = Info(node.Output[0]).Dims;
        int axis = Enumerable.Range(0, dims.Count).First(i => dims[i] != kept[i]);
        int inner = dims.Skip(axis + 1).Aggregate(1, (count, size) => count * size);
        double[] sums = new double[x.Length / dims[axis]];
        for (int i = 0; i < x.Length; i++)
        {
            int sum = (i / (inner * dims[axis]) * inner) + (i % inner);
            sums[sum] = round(sums[sum] + round(before(x[i])));
        }

        return [.. sums.Select(total => round(after(total)))];
    }
}
