using DenseEdge.Contracts;

namespace DenseEdge.Sdk.Inference;

/// <summary>The memory of one frame: the network's input and every output. The arrays don't move, so that native code
/// may write into them.</summary>
internal class FrameBuffers
{
    public FrameBuffers(ModelMetadata model)
    {
        int pixels = model.InputHeight * model.InputWidth;
        Input = GC.AllocateArray<byte>(pixels * 3, pinned: true);
        foreach (ModelTask task in model.Tasks)
        {
            TaskKind kind = task.Spec.Kind;
            if (kind.HasClasses())
            {
                Labels[(int)kind] = GC.AllocateArray<byte>(pixels, pinned: true);
            }
            else
            {
                Numbers[(int)kind] = GC.AllocateArray<float>(pixels * OutputShape.Channels(kind), pinned: true);
            }
        }
    }

    /// <summary>[H, W, 3], red first.</summary>
    public byte[] Input { get; }

    /// <summary>By task: class of each pixel, [H, W]; null for tasks without classes and tasks that the model
    /// lacks.</summary>
    public byte[]?[] Labels { get; } = new byte[]?[TaskKinds.All.Count];

    /// <summary>By task: numbers, [C, H, W]; null for tasks with classes and tasks that the model lacks.</summary>
    public float[]?[] Numbers { get; } = new float[]?[TaskKinds.All.Count];
}
