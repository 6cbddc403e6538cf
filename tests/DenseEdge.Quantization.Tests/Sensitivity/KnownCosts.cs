using DenseEdge.Onnx;
using DenseEdge.Onnx.Schema;
using DenseEdge.Quantization.Sensitivity;

namespace DenseEdge.Quantization.Tests.Sensitivity;

/// <summary>Two tasks whose metrics fall by a known amount for every convolution that is integer, and times that are known for
/// each arithmetic.</summary>
internal sealed class KnownCosts : Dictionary<string, double>, IModelScore
{
    /// <summary>All convolutions of <see cref="SmallNetwork"/> but its head.</summary>
    private const int MostIntegers = 5;

    public Dictionary<string, double> OfSecondTask { get; } = [];

    /// <summary>What FP16 costs the first task.</summary>
    public double Half { get; init; }

    public double FloatMs { get; init; } = 10;

    public double HalfMs { get; init; } = 20;

    /// <summary>The time of the model that is integer as a whole; every convolution that is kept adds <see cref="KeptMs"/>.</summary>
    public double IntegerMs { get; init; } = 4;

    public double KeptMs { get; init; } = 1;

    /// <summary>Number of models that were scored.</summary>
    public int Scored { get; private set; }

    public IReadOnlyList<TaskMetric> Measure(OnnxModel model)
    {
        Scored++;
        HashSet<string> integers = Integers(model);
        return
        [
            new TaskMetric("semseg", "mIoU", 1 - Total(this) - (IsHalf(model) ? Half : 0), true),
            new TaskMetric("depth", "RMSE", 2 + (2 * Total(OfSecondTask)), false),
        ];

        double Total(Dictionary<string, double> costs)
            => costs.Where(cost => integers.Contains(cost.Key)).Sum(cost => cost.Value);
    }

    public ModelCost CostOf(OnnxModel model)
    {
        int integers = Integers(model).Count;
        double ms = IsHalf(model) ? HalfMs : integers == 0 ? FloatMs : IntegerMs + ((MostIntegers - integers) * KeptMs);
        return new ModelCost(ms, IsMeasured: true);
    }

    private static bool IsHalf(OnnxModel model)
        => model.Proto.Graph.Initializer.Any(tensor => tensor.DataType == (int)GraphElementType.Float16);

    private static HashSet<string> Integers(OnnxModel model)
    {
        GraphProto graph = model.Proto.Graph;
        HashSet<string> dequantized =
            [.. graph.Node.Where(node => node.OpType == "DequantizeLinear").Select(node => node.Output[0])];
        IEnumerable<NodeProto> convolutions = graph.Node.Where(node => node.OpType == "Conv");
        return [.. convolutions.Where(node => dequantized.Contains(node.Input[1])).Select(node => node.Name)];
    }
}
