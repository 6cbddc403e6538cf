using DenseEdge.Contracts;
using static TorchSharp.torch;

namespace DenseEdge.Training.Heads;

/// <summary>What a head computes, at the resolution of the features, before any upsampling.</summary>
/// <param name="Final">Final predictions by task, [N, channels, h, w].</param>
/// <param name="Auxiliary">Auxiliary logits by task, [N, labels, h, w]; only tasks that have an auxiliary head.</param>
internal sealed record HeadOutput(
    IReadOnlyDictionary<TaskKind, Tensor> Final, IReadOnlyDictionary<TaskKind, Tensor> Auxiliary)
{
    /// <summary>
    /// Features by task, [N, C, h, w], for losses on features; empty unless <see cref="DenseHead.Tap"/> asks for them.
    /// </summary>
    public IReadOnlyDictionary<TaskKind, Tensor> Features { get; init; } = new Dictionary<TaskKind, Tensor>();

    /// <summary>
    /// Initial predictions by task in the form of the final ones, [N, channels, h, w]; empty for heads that make none.
    /// </summary>
    public IReadOnlyDictionary<TaskKind, Tensor> Initial { get; init; } = new Dictionary<TaskKind, Tensor>();

    /// <summary>Every tensor.</summary>
    public IEnumerable<Tensor> All => Final.Values.Concat(Auxiliary.Values).Concat(Initial.Values).Concat(Features.Values);

    /// <summary>Moves every tensor to the scope around the current one.</summary>
    public HeadOutput MoveToOuterDisposeScope()
    {
        foreach (Tensor prediction in All)
        {
            prediction.MoveToOuterDisposeScope();
        }

        return this;
    }
}
