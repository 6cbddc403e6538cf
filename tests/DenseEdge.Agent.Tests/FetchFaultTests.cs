using DenseEdge.Agent.Tests.Crashing;
using DenseEdge.Agent.Updating;

namespace DenseEdge.Agent.Tests;

/// <summary>A bundle that comes wrong again and again.</summary>
public sealed class FetchFaultTests
{
    private static readonly TestBundle New = new("1.1.0", 2);

    private readonly Device _device = new(VirtualDisk.Empty());
    private readonly TestSource _source = new(New)
    {
        FetchFault = new UpdateException(UpdateFailure.Refused, "expected SHA-256 1, found 2"),
    };

    [Fact]
    public async Task Poll_OfABundleThatStaysWrong_FetchesItEverMoreRarely()
    {
        UpdateMachine machine = _device.Start();
        List<int> fetchedAt = [];
        for (int poll = 0; poll < 20; poll++)
        {
            int before = _source.Fetches;
            UpdateResult result = await machine.RunOnceAsync(_source);
            Assert.Equal((UpdateOutcome.Refused, UpdateFailure.Refused), (result.Outcome, result.Failure));
            Assert.Contains("expected SHA-256 1, found 2", result.Message, StringComparison.Ordinal);
            if (_source.Fetches > before)
            {
                fetchedAt.Add(poll);
            }
        }

        // Between two attempts 0, 1, 3, 7 polls are skipped.
        Assert.Equal([0, 1, 3, 7, 15], fetchedAt);
    }

    [Fact]
    public async Task Poll_AfterARestart_RemembersHowLongToWait()
    {
        UpdateMachine machine = _device.Start();
        await machine.RunOnceAsync(_source);
        await machine.RunOnceAsync(_source);
        Device restarted = new(_device.Disk.Restart(Survival.UnsyncedIsLost));

        UpdateResult result = await restarted.Start().RunOnceAsync(_source);

        Assert.Equal(2, _source.Fetches);
        Assert.Contains("came wrong 2 times", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_ByAnOperator_FetchesAtOnceAndForgetsTheFault()
    {
        UpdateMachine machine = _device.Start();
        await machine.RunOnceAsync(_source);
        await machine.RunOnceAsync(_source);
        _source.FetchFault = null;

        UpdateResult result = await machine.RunOnceAsync(_source, UpdateRequest.PollNow);

        Assert.Equal((UpdateOutcome.Committed, 3), (result.Outcome, _source.Fetches));
        Assert.Null(machine.Record.FetchFault);
    }

    [Fact]
    public async Task Poll_OfAnotherBundle_DoesNotWait()
    {
        UpdateMachine machine = _device.Start();
        await machine.RunOnceAsync(_source);
        await machine.RunOnceAsync(_source);

        UpdateResult result = await machine.RunOnceAsync(new TestSource(new TestBundle("1.2.0", 3)));

        Assert.Equal(UpdateOutcome.Committed, result.Outcome);
    }

    [Fact]
    public async Task Poll_WhileTheNetworkFails_IsNoFaultOfTheBundle()
    {
        _source.FetchFault = new UpdateException(UpdateFailure.Network, "broke off");
        UpdateMachine machine = _device.Start();

        await machine.RunOnceAsync(_source);
        await machine.RunOnceAsync(_source);
        await machine.RunOnceAsync(_source);

        Assert.Equal(3, _source.Fetches);
        Assert.Null(machine.Record.FetchFault);
    }
}
