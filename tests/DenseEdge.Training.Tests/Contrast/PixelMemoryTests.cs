using DenseEdge.Training.Contrast;
using DenseEdge.Training.Tests.Network;
using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Training.Tests.Contrast;

public sealed class PixelMemoryTests
{
    [Fact]
    public void Add_BeyondTheCapacity_ReplacesTheOldest()
    {
        using DisposeScope scope = NewDisposeScope();
        using PixelMemory memory = new(4, 1);
        Assert.Equal([-1L, -1, -1, -1], memory.Classes);

        memory.Add(tensor([1f, 2f, 3f], [3, 1]), [1, 2, 3]);
        memory.Add(tensor([4f, 5f], [2, 1]), [4, 5]);

        Assert.Equal([5L, 2, 3, 4], memory.Classes);
        Assert.Equal([5.0, 2, 3, 4], Numbers.Values(memory.Vectors));
    }

    [Fact]
    public void Add_OfMoreThanItHolds_KeepsTheLast()
    {
        using DisposeScope scope = NewDisposeScope();
        using PixelMemory memory = new(2, 1);

        memory.Add(tensor([1f, 2f, 3f], [3, 1]), [1, 2, 3]);

        Assert.Equal([2L, 3], memory.Classes.Order());
    }

    [Fact]
    public void Add_OfNothing_ChangesNothing()
    {
        using DisposeScope scope = NewDisposeScope();
        using PixelMemory memory = new(2, 1);

        memory.Add(zeros([0, 1]), []);

        Assert.Equal([-1L, -1], memory.Classes);
    }
}
