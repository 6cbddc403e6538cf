using DenseEdge.Search.Launching;

namespace DenseEdge.Search.Tests.Launching;

/// <summary>Against real daemons.</summary>
[Trait("Category", "long")]
public sealed class SlurmLauncherTests
{
    private static readonly SlurmOptions Options = new() { PollInterval = TimeSpan.FromMilliseconds(500) };

    /// <summary>One task is requeued by Slurm, as when its node goes down, and another one dies and is submitted again.</summary>
    [SlurmFact]
    public async Task RunAsync_WhenATaskIsRequeuedAndAnotherKilled_EveryJobIsDone()
    {
        using SingleNodeSlurm slurm = new();
        using Workers workers = new(jobs: 4);
        string requeued = workers.Jobs[0].Id, killed = workers.Jobs[1].Id;
        SlurmLauncher launcher = new(
            workers.Command(
                $"[ $job = {requeued} ] && [ $starts = 1 ] "
                + "&& scontrol requeue ${SLURM_ARRAY_JOB_ID}_$SLURM_ARRAY_TASK_ID && sleep 60\n"
                + $"[ $job = {killed} ] && [ $starts = 1 ] && kill -9 $$"),
            Options);

        await launcher.RunAsync(workers.Study, workers.Jobs, null, CancellationToken.None);

        Assert.All(workers.Jobs, job => Assert.NotNull(workers.Study.FindResult(job)));
        Assert.Equal([2, 2, 1, 1], workers.Jobs.Select(workers.Starts));
    }

    [SlurmFact]
    public async Task RunAsync_WhenAJobAlwaysFails_SaysWhatItsWorkerSaid()
    {
        using SingleNodeSlurm slurm = new();
        using Workers workers = new(jobs: 2);
        SlurmLauncher launcher = new(
            workers.Command($"[ $job = {workers.Jobs[1].Id} ] && echo no such data set >&2 && exit 1"), Options);

        JobFailedException fault = await Assert.ThrowsAsync<JobFailedException>(
            () => launcher.RunAsync(workers.Study, workers.Jobs, null, CancellationToken.None));

        Assert.Contains(workers.Jobs[1].Id, fault.Message, StringComparison.Ordinal);
        Assert.Contains("no such data set", fault.Message, StringComparison.Ordinal);
        Assert.Equal((1, 3), (workers.Starts(workers.Jobs[0]), workers.Starts(workers.Jobs[1])));
    }

    [Fact]
    public async Task RunAsync_WithoutSlurm_SaysWhatToDo()
    {
        using Workers workers = new(jobs: 1);
        SlurmLauncher launcher = new(workers.Command(""), Options with { BinaryFolder = "/nowhere" });

        IOException fault = await Assert.ThrowsAsync<IOException>(
            () => launcher.RunAsync(workers.Study, workers.Jobs, null, CancellationToken.None));

        Assert.Contains("Use --launcher local", fault.Message, StringComparison.Ordinal);
    }
}
