using DenseEdge.Contracts;
using DenseEdge.Training.Network;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DenseEdge.Training.Search;

/// <summary>
/// What the prediction of one task is put together from, for any row: up to the fusion's normalisation everything after the
/// contexts is linear, so each context passes its slice of the projection once, and a row is a sum.
/// </summary>
/// <remarks>With F the task's features, c(s) the context from source s, and batch normalisation as n(x) = γ(x − μ)/σ + β:
/// <code>y = Σ_s P_s c(s)               the projection before its normalisation
/// u = A F + B n(y)              the fusion before its normalisation
/// output = logits(relu(n(u)))</code></remarks>
/// <param name="network">The supernet, in evaluation mode.</param>
/// <param name="target">The task.</param>
internal sealed class RowTerms(Supernet network, TaskKind target)
{
    private readonly TaskKind[] _tasks = [.. network.Head.Tasks.Select(task => task.Kind)];

    /// <summary>The pairs' contexts by index of the source and code, in the order of the tensors of <see cref="Compute"/>
    /// after the first.</summary>
    public IReadOnlyList<(int Source, int Code)> Order { get; } = [.. network.Head.Tasks.SelectMany((source, index) =>
        network.Head.Pairs[(target, source.Kind)].Allowed.Skip(1).Select(code => (index, code)))];

    /// <summary>Projection of the target.</summary>
    public ConvBnRelu Projection => network.Head.Relations.Projection(target);

    /// <summary>Fusion of the target.</summary>
    public ConvBnRelu Fusion => network.Head.Relations.Fusion(target);

    /// <summary>Final convolution of the target.</summary>
    public Conv2d Logits => network.Head.FinalLogits[target];

    /// <summary>Channels of the task's features (C).</summary>
    public long Channels => Fusion.Conv.weight!.shape[0];

    /// <summary>B: what the fusion does with the projected context, [C, C, 1, 1].</summary>
    public Tensor ContextWeight => Fusion.Conv.weight!.narrow(1, Channels, Channels);

    /// <summary>Gets the places in <see cref="Order"/> of what a row reads.</summary>
    /// <param name="row">The contexts in task order.</param>
    public int[] Places(IReadOnlyList<ContextType> row) =>
        [.. Enumerable.Range(0, Order.Count).Where(place => row[Order[place].Source] == (ContextType)Order[place].Code)];

    /// <summary>Computes A F, then P_s c(s) for every source and context.</summary>
    /// <param name="images">[N, 3, H, W] float, RGB, 0 to 255.</param>
    /// <returns>1 + contexts tensors [N, C, h, w], in the order of <see cref="Order"/>.</returns>
    public Tensor[] Compute(Tensor images)
    {
        using IDisposable withoutGradients = no_grad();
        using DisposeScope scope = NewDisposeScope();
        (Dictionary<TaskKind, Tensor> own, _, Dictionary<TaskKind, Tensor> maps) =
            network.Head.Describe(network.Encoder.Encode(images), null);
        Tensor slice = Projection.Conv.weight!;
        long width = slice.shape[1] / _tasks.Length;
        List<Tensor> terms = [nn.functional.conv2d(own[target], Fusion.Conv.weight!.narrow(1, 0, Channels).contiguous())];
        foreach ((int source, int code) in Order)
        {
            TaskKind other = _tasks[source];
            Tensor context = network.Head.Pairs[(target, other)].Context(
                code, new PairFeatures(own[target], own[other], maps[target], maps[other]));
            terms.Add(nn.functional.conv2d(context, slice.narrow(1, source * width, width).contiguous()));
        }

        return [.. terms.Select(term => term.contiguous().MoveToOuterDisposeScope())];
    }
}
