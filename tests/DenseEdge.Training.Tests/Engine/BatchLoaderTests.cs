using DenseEdge.Contracts;
using DenseEdge.Data;
using DenseEdge.Data.Synthetic;
using DenseEdge.Data.Transforms;
using DenseEdge.Training.Engine;

namespace DenseEdge.Training.Tests.Engine;

public sealed class BatchLoaderTests
{
    [Fact]
    public void Next_StartedAtALaterStep_GivesTheBatchOfThatStep()
    {
        byte[] ThirdBatch(int firstStep)
        {
            using BatchLoader loader = Make(TinyRun.Samples(), firstStep);
            for (int step = firstStep; step < 2; step++)
            {
                loader.Return(loader.Next());
            }

            return [.. loader.Next().Images];
        }

        Assert.Equal(ThirdBatch(firstStep: 0), ThirdBatch(firstStep: 2));
    }

    [Fact]
    public void Next_OverOneEpoch_ShowsEverySampleOnce()
    {
        CountingSource source = new(TinyRun.Samples(6));
        using (BatchLoader loader = Make(source, 0))
        {
            for (int step = 0; step < 3; step++)
            {
                loader.Return(loader.Next());
            }
        }

        // The loader runs ahead, so only the first epoch's loads are looked at.
        Assert.Equal(Enumerable.Range(0, 6), source.Loaded.Take(6).Order());
    }

    [Fact]
    public void Next_WithASampleThatCannotBeRead_ThrowsItsException()
    {
        using BatchLoader loader = Make(new BrokenSource(), 0);
        InvalidDataException fault = Assert.Throws<InvalidDataException>(() => loader.Next());
        Assert.Equal("broken.png is torn", fault.Message);
    }

    private static BatchLoader Make(ISampleSource source, int firstStep)
    {
        TrainingOptions options = TinyRun.Configuration(steps: 10).Training;
        return new BatchLoader(
            source, SyntheticRooms.AllTasks, new Augmenter(options.Augmentation), options, (TinyRun.Height, TinyRun.Width), firstStep);
    }

    private sealed class CountingSource(ISampleSource inner) : ISampleSource
    {
        public List<int> Loaded { get; } = [];

        public IReadOnlyList<TaskSpec> Tasks => inner.Tasks;

        public int Count => inner.Count;

        public DenseSample Load(int index)
        {
            Loaded.Add(index);
            return inner.Load(index);
        }
    }

    private sealed class BrokenSource : ISampleSource
    {
        public IReadOnlyList<TaskSpec> Tasks => SyntheticRooms.AllTasks;

        public int Count => 3;

        public DenseSample Load(int index) => throw new InvalidDataException("broken.png is torn");
    }
}
