using DenseEdge.Contracts;
using DenseEdge.Training.Search;

namespace DenseEdge.Training.Tests.Search;

public sealed class PaperSearchTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("denseedge-paper-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Run_ToTheEnd_FreezesPairsAndWritesTheGenotype()
    {
        using PaperSearch search = PaperSearch.Start(SearchRooms.Configuration(10, tasks: 2), SearchRooms.Samples(), _folder);

        search.Run(progress: null, CancellationToken.None);

        Genotype written = Genotype.Parse(File.ReadAllText(PaperSearch.GenotypePath(_folder)));
        Assert.Equal(search.Genotype, written);
        Assert.Equal(10, written.Step);
        double[] frozen = [.. search.History.Rows.Select(row => row.Values[2])];
        Assert.Equal(0, frozen[0]);
        Assert.True(frozen[^1] > 0, "No pair froze.");
        Assert.Equal(frozen.Order(), frozen);
    }

    [Fact]
    public void Resume_WithFrozenPairs_GivesTheSameWeights()
    {
        string straight = Path.Combine(_folder, "straight"), broken = Path.Combine(_folder, "broken");
        using (PaperSearch search = PaperSearch.Start(SearchRooms.Configuration(8, tasks: 2), SearchRooms.Samples(), straight))
        {
            search.Run(progress: null, CancellationToken.None);
        }

        using (PaperSearch search = PaperSearch.Start(SearchRooms.Configuration(8, tasks: 2), SearchRooms.Samples(), broken))
        {
            SupernetTrainingTests.Interrupt(search.Run, afterSteps: 6);
            Assert.True(search.History.Rows[^1].Values[2] > 0, "The test needs a frozen pair.");
        }

        using (PaperSearch search = PaperSearch.Resume(broken, SearchRooms.Samples()))
        {
            search.Run(progress: null, CancellationToken.None);
        }

        SupernetTrainingTests.AssertSameWeights(straight, broken);
    }
}
