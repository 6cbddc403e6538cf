using DenseEdge.Onnx.Graphs;
using DenseEdge.Onnx.Schema;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DenseEdge.Training.QuantizationAware.Constants;

/// <summary>
/// A weight or bias of a graph in training: a parameter in units of its own, so that one learning rate fits all. Weights with a
/// folded normalisation differ by orders of magnitude from channel to channel, and Adam's steps do not; in units of the
/// weight's quantisation step (for what stays float: of a 127th of its greatest value) a step is the same share of every channel.
/// </summary>
/// <param name="node">The node that reads the constant.</param>
/// <param name="input">The position of the input.</param>
/// <param name="parameter">The values in units.</param>
/// <param name="unit">The units, of a shape that broadcasts with the parameter's; above 0.</param>
internal abstract class TrainedConstant(NodeProto node, int input, Parameter parameter, Tensor unit) : IDisposable
{
    /// <summary>Name of the first result of the node that reads the constant.</summary>
    public string Reader { get; } = node.Output[0];

    /// <summary>The input of that node.</summary>
    public int Input { get; } = input;

    /// <summary>What is trained, in units; of the constant's shape.</summary>
    public Parameter Parameter { get; } = parameter;

    /// <summary>The units.</summary>
    protected Tensor Unit { get; } = unit;

    /// <summary>The node that reads the constant.</summary>
    protected NodeProto Node { get; } = node;

    /// <summary>Computes the constant that the network uses, rounded as the integer model has it, with gradients to
    /// <see cref="Parameter"/>.</summary>
    public abstract Tensor Value();

    /// <summary>Brings the parameter back to where gradients reach it, after a step of the optimiser.</summary>
    public virtual void Limit()
    {
    }

    /// <summary>Writes the constant into a graph, as codes where it has codes.</summary>
    /// <param name="graph">A copy of the graph in training; it is changed.</param>
    public abstract void Write(OnnxGraph graph);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees the tensors.</summary>
    /// <param name="disposing">Always true: tensors free themselves when nobody does.</param>
    protected virtual void Dispose(bool disposing)
    {
        Parameter.Dispose();
        Unit.Dispose();
    }

    /// <summary>The node of the same name in another copy of the graph.</summary>
    protected NodeProto In(OnnxGraph graph) => graph.Producer(Reader)
        ?? throw new ArgumentException($"Expected a graph with a node that makes '{Reader}', got one without.", nameof(graph));

    /// <summary>Makes a parameter outside of all dispose scopes.</summary>
    protected static Parameter MakeParameter(Tensor values)
    {
        using Tensor own = values.detach().clone();
        Parameter parameter = nn.Parameter(own);
        parameter.DetachFromDisposeScope();
        return parameter;
    }
}
