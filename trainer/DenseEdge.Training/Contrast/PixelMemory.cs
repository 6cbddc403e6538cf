using TorchSharp;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace DenseEdge.Training.Contrast;

/// <summary>Projected features of pixels of earlier steps with their classes; the oldest make room for new ones.</summary>
internal sealed class PixelMemory : nn.Module
{
    private const long Empty = -1;

    [ComponentName(Name = "vectors")]
    private readonly Tensor _vectors;

    [ComponentName(Name = "classes")]
    private readonly Tensor _classes;

    [ComponentName(Name = "next")]
    private readonly Tensor _next;

    /// <summary>Makes an empty memory.</summary>
    /// <param name="capacity">Pixels that it holds (B).</param>
    /// <param name="channels">Length of a vector (d).</param>
    public PixelMemory(int capacity, int channels)
        : base(nameof(PixelMemory))
    {
        _vectors = zeros([capacity, channels]).DetachFromDisposeScope();
        _classes = full([capacity], Empty, ScalarType.Int64).DetachFromDisposeScope();
        _next = zeros([1], ScalarType.Int64).DetachFromDisposeScope();
        RegisterComponents();
    }

    /// <summary>The vectors, [B, d]; rows without a pixel are 0.</summary>
    public Tensor Vectors => get_buffer("vectors")!;

    /// <summary>The class of each row, [B]; -1 for a row without a pixel.</summary>
    public long[] Classes => get_buffer("classes")!.cpu().data<long>().ToArray();

    /// <summary>Takes in pixels.</summary>
    /// <param name="vectors">[K, d]; if there are more than the memory holds, the last ones stay.</param>
    /// <param name="classes">K classes.</param>
    public void Add(Tensor vectors, IReadOnlyList<long> classes)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable withoutGradients = no_grad();
        Tensor next = get_buffer("next")!;
        long capacity = Vectors.shape[0], begin = next.item<long>();
        int count = (int)Math.Min(classes.Count, capacity), skipped = classes.Count - count;
        if (count == 0)
        {
            return;
        }

        Tensor rows = tensor([.. Enumerable.Range(0, count).Select(i => (begin + i) % capacity)]);
        Vectors[TensorIndex.Tensor(rows)] = vectors.detach().narrow(0, skipped, count).to_type(ScalarType.Float32);
        get_buffer("classes")![TensorIndex.Tensor(rows)] = tensor([.. classes.Skip(skipped)]);
        next.fill_((begin + count) % capacity);
    }
}
