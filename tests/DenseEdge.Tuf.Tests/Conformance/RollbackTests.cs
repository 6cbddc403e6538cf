using System.Text.Json.Nodes;
using DenseEdge.Tuf.Tests.Support;

namespace DenseEdge.Tuf.Tests.Conformance;

/// <summary>Cases of test_rollback of the public conformance suite.</summary>
public sealed class RollbackTests : IDisposable
{
    private readonly RepositorySimulator _repository = new();
    private readonly SimulatedClient _client;

    public RollbackTests() => _client = new SimulatedClient(_repository);

    public void Dispose() => _client.Dispose();

    [Fact]
    public void Refresh_OfAnOlderTimestamp_Fails()
    {
        _repository.Publish("timestamp");
        Assert.True(_client.Refresh());
        _repository.StartAgain("timestamp");
        _repository.Publish("timestamp");

        Assert.False(_client.Refresh());

        Assert.Equal(TufReason.Rollback, _client.Failure);
        Assert.Equal(2, _client.Version("timestamp"));
        Assert.Equal("timestamp", _repository.Requests[^1]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Refresh_OfAnOlderSnapshot_Fails(bool hasHashes)
    {
        _repository.HasHashes = hasHashes;
        _repository.Publish("snapshot", "timestamp");
        Assert.True(_client.Refresh());
        _repository.StartAgain("snapshot");
        _repository.Publish("snapshot", "timestamp");

        Assert.False(_client.Refresh());

        Assert.Equal(TufReason.Rollback, _client.Failure);
        Assert.Equal("root 1, snapshot 2, targets 1, timestamp 2", _client.Trusted);
        Assert.Equal("timestamp", _repository.Requests[^1]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Refresh_OfOlderTargets_Fails(bool hasHashes)
    {
        _repository.HasHashes = hasHashes;
        _repository.Publish("targets", "snapshot", "timestamp");
        Assert.True(_client.Refresh());
        _repository.StartAgain("targets");
        _repository.Publish("targets", "snapshot", "timestamp");

        Assert.False(_client.Refresh());

        Assert.Equal(TufReason.Rollback, _client.Failure);
        Assert.Equal(2, _client.Version("snapshot"));
        Assert.Equal(2, _client.Version("targets"));
    }

    [Fact]
    public void Refresh_OfASnapshotThatLostARole_Fails()
    {
        _repository.Delegate("targets", "A", ["*"]);
        _repository.Publish("A", "targets", "snapshot", "timestamp");
        Assert.True(_client.Refresh());
        ((JsonObject)_repository.Snapshot["meta"]!).Remove("A.json");
        _repository.Publish("snapshot", "timestamp");

        Assert.False(_client.Refresh());

        Assert.Equal(TufReason.Rollback, _client.Failure);
    }

    [Fact]
    public void Refresh_AfterSnapshotKeysRotated_ForgetsTheTargetsVersion()
    {
        for (int version = 0; version < 99; version++)
        {
            _repository.Publish("targets");
        }

        _repository.Publish("snapshot", "timestamp");
        Assert.True(_client.Refresh());
        Assert.Equal(100, _client.Version("targets"));
        _repository.RotateKeys("snapshot");
        _repository.StartAgain("targets");
        _repository.Publish("root", "targets", "snapshot", "timestamp");

        Assert.True(_client.Refresh());

        Assert.Equal(1, _client.Version("targets"));
    }

    [Fact]
    public void Refresh_AfterSnapshotAndTimestampKeysRotated_ForgetsTheSnapshotVersion()
    {
        for (int version = 0; version < 99; version++)
        {
            _repository.Publish("snapshot");
        }

        _repository.Publish("timestamp");
        Assert.True(_client.Refresh());
        _repository.RotateKeys("snapshot");
        _repository.RotateKeys("timestamp");
        _repository.StartAgain("snapshot");
        _repository.Publish("root", "targets", "snapshot", "timestamp");

        Assert.True(_client.Refresh());

        Assert.Equal(1, _client.Version("snapshot"));
    }

    [Fact]
    public void Refresh_AfterTimestampKeysRotated_ForgetsTheTimestampVersion()
    {
        for (int version = 0; version < 99; version++)
        {
            _repository.Publish("timestamp");
        }

        Assert.True(_client.Refresh());
        _repository.RotateKeys("timestamp");
        _repository.StartAgain("timestamp");
        _repository.Publish("root", "timestamp");

        Assert.True(_client.Refresh());

        Assert.Equal(1, _client.Version("timestamp"));
    }

    [Fact]
    public void Refresh_AfterAKeyWasAddedOnly_StillSeesARollback()
    {
        _repository.Publish("timestamp");
        Assert.True(_client.Refresh());
        _repository.AddKey("timestamp");
        _repository.StartAgain("timestamp");
        _repository.Publish("root", "timestamp");

        Assert.False(_client.Refresh());

        Assert.Equal(TufReason.Rollback, _client.Failure);
    }

    [Fact]
    public void Refresh_OfAnOlderRoot_IsNeverAsked()
    {
        _repository.Publish("root");
        _repository.Publish("root");
        Assert.True(_client.Refresh());
        _repository.Published["root"].RemoveAt(2);

        Assert.True(_client.Refresh());

        Assert.Equal(3, _client.Version("root"));
    }
}
