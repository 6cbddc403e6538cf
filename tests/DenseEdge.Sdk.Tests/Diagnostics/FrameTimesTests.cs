using DenseEdge.Sdk.Diagnostics;

namespace DenseEdge.Sdk.Tests.Diagnostics;

public sealed class FrameTimesTests
{
    [Fact]
    public void Sorted_AfterMoreFramesThanAreKept_HasTheNewest()
    {
        FrameTimes times = new();
        for (int frame = 1030; frame >= 1; frame--)
        {
            times.Record(frame);
        }

        float[] sorted = times.Sorted();

        // The first six that came were 1030 to 1025.
        Assert.Equal((1024, 1f, 1024f), (sorted.Length, sorted[0], sorted[^1]));
    }

    [Fact]
    public void Sorted_AfterClear_HasWhatCameSince()
    {
        FrameTimes times = new();
        times.Record(5);
        times.Clear();
        times.Record(3);
        times.Record(2);

        Assert.Equal([2f, 3f], times.Sorted());
    }
}
