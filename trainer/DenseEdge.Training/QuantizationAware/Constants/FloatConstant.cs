using DenseEdge.Onnx.Graphs;
using DenseEdge.Onnx.Schema;
using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Training.QuantizationAware.Constants;

/// <summary>A weight or bias that stays float: of the last layers, and TensorRT's biases.</summary>
internal sealed class FloatConstant : TrainedConstant
{
    // A step of the optimiser then moves a float weight by the same share as an 8-bit one.
    private const float StepsToGreatest = 127;

    private readonly int[] _shape;

    private FloatConstant(NodeProto node, int input, Tensor values, Tensor unit, int[] shape)
        : base(node, input, MakeParameter(values.div(unit)), unit.DetachFromDisposeScope()) => _shape = shape;

    /// <summary>Starts from the stored constant.</summary>
    /// <param name="graph">The quantised graph.</param>
    /// <param name="node">The node that reads it.</param>
    /// <param name="input">The position of the input.</param>
    public static FloatConstant Make(OnnxGraph graph, NodeProto node, int input)
    {
        using DisposeScope scope = NewDisposeScope();
        float[] values = graph.Floats(node.Input[input]);
        int[] shape = [.. graph.Info(node.Input[input]).Dims];
        Tensor tensor = torch.tensor(values).reshape([.. shape.Select(size => (long)size)]);
        return new FloatConstant(node, input, tensor, UnitOf(values), shape);
    }

    /// <summary>A 127th of the greatest magnitude; 1 if all are 0, where nothing says how large they may become.</summary>
    /// <param name="values">The values.</param>
    public static Tensor UnitOf(float[] values)
    {
        float greatest = values.Length == 0 ? 0 : values.Max(Math.Abs);
        return tensor(greatest > 0 ? greatest / StepsToGreatest : 1);
    }

    /// <inheritdoc/>
    public override Tensor Value() => Parameter.mul(Unit);

    /// <summary>Gives the node a constant of its own: others may read the one before.</summary>
    /// <param name="graph">A copy of the graph in training.</param>
    public override void Write(OnnxGraph graph)
    {
        using DisposeScope scope = NewDisposeScope();
        NodeProto node = In(graph);
        string before = node.Input[Input];
        float[] values = Value().detach().data<float>().ToArray();
        graph.SetInput(node, Input, graph.AddConstant($"{before}/trained", values, _shape));
        if (graph.Initializers.Contains(before) && graph.Consumers(before).Count == 0 && !graph.IsOutput(before))
        {
            graph.RemoveConstant(before);
        }
    }
}
