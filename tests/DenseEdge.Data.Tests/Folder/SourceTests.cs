using DenseEdge.Contracts;
using DenseEdge.Data.Folder;

namespace DenseEdge.Data.Tests.Folder;

public sealed class SourceTests
{
    [Fact]
    public void CachedSource_WithinItsBudget_LoadsEachSampleOnce()
    {
        var source = new CountingSource(3);
        var cached = new CachedSource(source, 1000);

        DenseSample first = cached.Load(1);

        Assert.Same(first, cached.Load(1));
        Assert.Equal(1, source.Loads);
        Assert.Equal(4 * 5 * (3 + 1 + 4), cached.UsedBytes);
    }

    [Fact]
    public void CachedSource_BeyondItsBudget_LoadsAnew()
    {
        var source = new CountingSource(3);
        var cached = new CachedSource(source, 200);

        cached.Load(0);
        cached.Load(1);
        cached.Load(1);
        cached.Load(0);

        Assert.Equal(3, source.Loads);
        Assert.Equal(160, cached.UsedBytes);
    }

    [Fact]
    public void CachedSource_FromSeveralThreads_KeepsWithinItsBudget()
    {
        var cached = new CachedSource(new CountingSource(50), 10 * 160);

        Parallel.For(0, 500, i => Assert.Equal($"{i % 50}", cached.Load(i % 50).Id));

        Assert.InRange(cached.UsedBytes, 160, 10 * 160);
    }

    [Fact]
    public void SubsetSource_OfIndices_GivesThoseSamples()
    {
        var subset = new SubsetSource(new CountingSource(5), [4, 1]);

        Assert.Equal(2, subset.Count);
        Assert.Equal("4", subset.Load(0).Id);
        Assert.Throws<ArgumentOutOfRangeException>(() => subset.Load(2));
        Assert.Throws<ArgumentException>(() => new SubsetSource(new CountingSource(5), [5]));
        Assert.Equal(3, SubsetSource.First(new CountingSource(3), 9).Count);
    }

    private sealed class CountingSource(int count) : ISampleSource
    {
        private int _loads;

        public int Loads => _loads;

        public IReadOnlyList<TaskSpec> Tasks => [];

        public int Count => count;

        public DenseSample Load(int index)
        {
            Interlocked.Increment(ref _loads);
            return new DenseSample
            {
                Id = $"{index}",
                Image = new Rgb24Image(4, 5),
                Saliency = new LabelMap(4, 5, new byte[20]),
                Depth = new DepthMap(4, 5, new float[20]),
            };
        }
    }
}
