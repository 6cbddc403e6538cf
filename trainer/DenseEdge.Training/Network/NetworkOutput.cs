using DenseEdge.Contracts;
using DenseEdge.Training.Heads;
using static TorchSharp.torch;

namespace DenseEdge.Training.Network;

/// <summary>The predictions of a network for a batch. Disposing frees its tensors; a dispose scope around it does too.</summary>
public sealed class NetworkOutput : IDisposable
{
    private readonly HeadOutput _head;

    internal NetworkOutput(HeadOutput head, long height, long width)
    {
        _head = head;
        (Height, Width) = (height, width);
        Final = head.Final.ToDictionary(task => task.Key, task => Layers.ResizeTo(task.Value, height, width));
    }

    /// <summary>Height of the input images in pixels.</summary>
    public long Height { get; }

    /// <summary>Width of the input images in pixels.</summary>
    public long Width { get; }

    /// <summary>
    /// Final predictions by task at the input's size, [N, channels, H, W]: class logits, metres, unnormalised normals (x, y,
    /// z), one boundary logit, or logits of background and salient.
    /// </summary>
    public IReadOnlyDictionary<TaskKind, Tensor> Final { get; }

    /// <summary>
    /// Auxiliary logits at the features' size, [N, labels, h, w], for the tasks whose context needs them. The loss resizes
    /// them to the input's size.
    /// </summary>
    public IReadOnlyDictionary<TaskKind, Tensor> Auxiliary => _head.Auxiliary;

    /// <summary>
    /// Initial predictions at the features' size in the form of the final ones, [N, channels, h, w], where the refinement
    /// makes them (PAD-Net). The loss resizes them to the input's size.
    /// </summary>
    public IReadOnlyDictionary<TaskKind, Tensor> Initial => _head.Initial;

    /// <summary>Final predictions by task before they are resized to the input's size, [N, channels, h, w].</summary>
    internal IReadOnlyDictionary<TaskKind, Tensor> FinalLowResolution => _head.Final;

    /// <summary>Features by task, [N, C, h, w]; see <see cref="HeadOutput.Features"/>.</summary>
    internal IReadOnlyDictionary<TaskKind, Tensor> Features => _head.Features;

    /// <summary>Moves every tensor to the scope around the current one.</summary>
    public NetworkOutput MoveToOuterDisposeScope()
    {
        _head.MoveToOuterDisposeScope();
        foreach (Tensor prediction in Upsampled)
        {
            prediction.MoveToOuterDisposeScope();
        }

        return this;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Tensor prediction in Final.Values.Concat(_head.All))
        {
            prediction.Dispose();
        }
    }

    /// <summary>The final predictions that are not the low-resolution tensors themselves.</summary>
    private IEnumerable<Tensor> Upsampled
        => Final.Where(task => !ReferenceEquals(task.Value, _head.Final[task.Key])).Select(task => task.Value);
}
