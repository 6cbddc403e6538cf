using DenseEdge.Cameras;
using DenseEdge.Cameras.Frames;
using DenseEdge.Sdk.Pipeline;
using DenseEdge.Sdk.Pipeline.Running;

namespace DenseEdge.Sdk.Tests.Pipeline;

public sealed class FrameRingTests
{
    private readonly List<FrameSlot> _slots = [];

    [Theory]
    [InlineData(FramePolicy.Latest, 1, new[] { 0, 1, 1, 1, 1 }, new[] { 4 })]
    [InlineData(FramePolicy.Oldest, 3, new[] { 0, 0, 0, 1, 1 }, new[] { 0, 1, 2 })]
    [InlineData(FramePolicy.Adaptive, 3, new[] { 0, 0, 0, 1, 1 }, new[] { 2, 3, 4 })]
    public void Add_OfFiveFrames_KeepsWhatThePolicySays(FramePolicy policy, int capacity, int[] dropped, int[] kept)
    {
        ArgumentNullException.ThrowIfNull(kept);
        FrameRing ring = new(policy, capacity);

        Assert.Equal(dropped, Enumerable.Range(0, 5).Select(number => ring.Add(Frame(number))));

        Assert.Equal(kept, TakeAll(ring));
        // The buffers of the others went back to the camera.
        Assert.Equal(5 - kept.Length, _slots.Count(slot => slot.TryTake(out _)));
    }

    [Fact]
    public void Add_ToABlockedRing_IsRefused()
    {
        FrameRing ring = new(FramePolicy.Block, 2);
        ring.Add(Frame(0));
        Assert.False(ring.IsBlocked);
        ring.Add(Frame(1));

        Assert.True(ring.IsBlocked);
        Assert.Throws<InvalidOperationException>(() => ring.Add(Frame(2)));
        Assert.Equal([0, 1], TakeAll(ring));
        Assert.False(ring.IsBlocked);
    }

    [Fact]
    public void Take_AfterManyTurns_KeepsTheOrder()
    {
        FrameRing ring = new(FramePolicy.Block, 3);
        List<int> taken = [];
        for (int number = 0; number < 20; number += 2)
        {
            ring.Add(Frame(number));
            ring.Add(Frame(number + 1));
            taken.AddRange(TakeAll(ring));
        }

        Assert.Equal(Enumerable.Range(0, 20), taken);
    }

    private static List<int> TakeAll(FrameRing ring)
    {
        List<int> numbers = [];
        while (ring.Count > 0)
        {
            numbers.Add((int)ring.Take().Frame.SequenceNumber);
        }

        return numbers;
    }

    private QueuedFrame Frame(int number)
    {
        FrameSlot slot = new() { SequenceNumber = number };
        slot.TryTake(out int generation);
        _slots.Add(slot);
        return new QueuedFrame(new Frame(slot, generation, TimeProvider.System), 0);
    }
}
