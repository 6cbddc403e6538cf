using DenseEdge.Search.Launching;

namespace DenseEdge.Search.Tests.Launching;

public sealed class LocalLauncherTests
{
    [Fact]
    public async Task RunAsync_OfManyJobs_DoesEachOnceAndPassesOverDoneOnes()
    {
        using Workers workers = new(jobs: 5);
        LocalLauncher launcher = new(workers.Command(""), workers: 2);

        await launcher.RunAsync(workers.Study, workers.Jobs, null, CancellationToken.None);
        await launcher.RunAsync(workers.Study, workers.Jobs, null, CancellationToken.None);

        Assert.All(workers.Jobs, job => Assert.Equal(1, workers.Starts(job)));
        Assert.All(workers.Jobs, job => Assert.Equal(job.Id, workers.Study.FindResult(job)!.Output["of"]!.GetValue<string>()));
    }

    [Fact]
    public async Task RunAsync_WhenWorkersAreKilled_TriesTheirJobsAgainAndSaysSo()
    {
        using Workers workers = new(jobs: 3);
        List<string?> notes = [];
        LocalLauncher launcher = new(workers.Command("[ $starts -lt 3 ] && kill -9 $$"), workers: 2);

        await launcher.RunAsync(workers.Study, workers.Jobs, new Notes(notes), CancellationToken.None);

        Assert.All(workers.Jobs, job => Assert.Equal(3, workers.Starts(job)));
        Assert.Equal(6, notes.Count(note => note?.Contains("signal 9", StringComparison.Ordinal) == true));
    }

    [Fact]
    public async Task RunAsync_WhenAJobFailsForGood_SaysWhatItsWorkerSaidLast()
    {
        using Workers workers = new(jobs: 1);
        LocalLauncher launcher = new(workers.Command("echo the disk is full >&2; exit 4"), workers: 2);

        JobFailedException fault = await Assert.ThrowsAsync<JobFailedException>(
            () => launcher.RunAsync(workers.Study, workers.Jobs, null, CancellationToken.None));

        Assert.Contains("failed 3 times, the last time with exit code 4", fault.Message, StringComparison.Ordinal);
        Assert.Contains("the disk is full", fault.Message, StringComparison.Ordinal);
        Assert.Equal(3, workers.Starts(workers.Jobs[0]));
    }

    /// <summary>A worker that ends well but writes nothing would otherwise be waited for without end.</summary>
    [Fact]
    public async Task RunAsync_WhenAWorkerWritesNoResult_Fails()
    {
        using Workers workers = new(jobs: 1);
        LocalLauncher launcher = new(workers.Command("exit 0"), workers: 1);

        await Assert.ThrowsAsync<JobFailedException>(
            () => launcher.RunAsync(workers.Study, workers.Jobs, null, CancellationToken.None));
    }

    [Fact]
    public async Task RunAsync_WhenCancelled_StopsTheWorkers()
    {
        using Workers workers = new(jobs: 2);
        using CancellationTokenSource stop = new();
        LocalLauncher launcher = new(workers.Command("sleep 60"), workers: 2);
        Task run = launcher.RunAsync(workers.Study, workers.Jobs, null, stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
    }

    [Fact]
    public async Task RunAsync_OfAProgramThatIsNotThere_NamesIt()
    {
        using Workers workers = new(jobs: 1);
        LocalLauncher launcher = new(["/nowhere/denseedge"], workers: 1);

        IOException fault = await Assert.ThrowsAsync<IOException>(
            () => launcher.RunAsync(workers.Study, workers.Jobs, null, CancellationToken.None));

        Assert.Contains("/nowhere/denseedge", fault.Message, StringComparison.Ordinal);
    }

    private sealed class Notes(List<string?> notes) : IProgress<JobProgress>
    {
        public void Report(JobProgress value)
        {
            lock (notes)
            {
                notes.Add(value.Note);
            }
        }
    }
}
