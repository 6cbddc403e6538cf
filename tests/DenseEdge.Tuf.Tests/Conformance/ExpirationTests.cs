using DenseEdge.Tuf.Tests.Support;

namespace DenseEdge.Tuf.Tests.Conformance;

/// <summary>Cases of test_expiration and test_delegated_expiration of the public conformance suite.</summary>
public sealed class ExpirationTests : IDisposable
{
    private static readonly DateTimeOffset Now = ManualTime.Start;

    private readonly RepositorySimulator _repository = new();
    private readonly SimulatedClient _client;

    public ExpirationTests() => _client = new SimulatedClient(_repository);

    public void Dispose() => _client.Dispose();

    [Fact]
    public void Refresh_OfAnExpiredRoot_KeepsTheRootAndNothingElse()
    {
        Assert.True(_client.Refresh());
        _repository.Publish("root");
        _repository.Expire("root", Now.AddDays(-1));
        _repository.Publish("root", "targets", "snapshot", "timestamp");

        Assert.False(_client.Refresh());

        Assert.Equal(TufReason.Expired, _client.Failure);
        Assert.Equal("root 3, snapshot 1, targets 1, timestamp 1", _client.Trusted);
    }

    [Fact]
    public void Refresh_ThroughAnExpiredRootInBetween_Succeeds()
    {
        _repository.Expire("root", Now.AddDays(-1));
        _repository.Publish("root");
        _repository.Expire("root", Now.AddDays(5));
        _repository.Publish("root");

        Assert.True(_client.Refresh());

        Assert.Equal(3, _client.Version("root"));
    }

    [Theory]
    [InlineData("timestamp", "root 1, snapshot 1, targets 1, timestamp 1")]
    [InlineData("snapshot", "root 1, snapshot 1, targets 1, timestamp 2")]
    [InlineData("targets", "root 1, snapshot 2, targets 1, timestamp 2")]
    public void Refresh_OfAnExpiredRole_KeepsTheOldOne(string role, string trusted)
    {
        Assert.True(_client.Refresh());
        _repository.Expire(role, Now.AddDays(-5));
        _repository.Publish("targets", "snapshot", "timestamp");

        Assert.False(_client.Refresh());

        Assert.Equal(TufReason.Expired, _client.Failure);
        Assert.Equal(trusted, _client.Trusted);
    }

    [Theory]
    [InlineData("timestamp")]
    [InlineData("snapshot")]
    [InlineData("targets")]
    public void Refresh_OfAKeptRoleThatExpiredSince_Fails(string role)
    {
        _repository.Expire(role, Now.AddDays(7));
        _repository.Publish("targets", "snapshot", "timestamp");
        Assert.True(_client.Refresh());

        Assert.False(_client.Refresh(Now.AddDays(8)));

        Assert.Equal(TufReason.Expired, _client.Failure);
    }

    [Fact]
    public void Refresh_FromExpiredKeptMetadata_Succeeds()
    {
        _repository.Expire("timestamp", Now.AddDays(7));
        _repository.Publish("timestamp");
        Assert.True(_client.Refresh());
        _repository.Expire("timestamp", Now.AddDays(21));
        _repository.Publish("targets", "snapshot", "timestamp");

        Assert.True(_client.Refresh(Now.AddDays(18)));

        Assert.Equal("root 1, snapshot 2, targets 2, timestamp 3", _client.Trusted);
    }

    [Fact]
    public void Refresh_FromAnExpiredKeptTimestamp_StillSeesARollback()
    {
        _repository.Expire("timestamp", Now.AddDays(7));
        _repository.Publish("timestamp");
        Assert.True(_client.Refresh());
        _repository.StartAgain("timestamp");
        _repository.Expire("timestamp", Now.AddDays(21));
        _repository.Publish("timestamp");

        Assert.False(_client.Refresh(Now.AddDays(18)));

        Assert.Equal(TufReason.Rollback, _client.Failure);
    }

    [Fact]
    public void Download_FromAnExpiredDelegatedRole_Fails()
    {
        _repository.Delegate("targets", "delegated", ["path/*"]);
        _repository.Expire("delegated", Now.AddDays(-1));
        _repository.AddArtifact("delegated", "path/target", "delegated content");
        _repository.Publish("delegated", "targets", "snapshot", "timestamp");
        Assert.True(_client.Refresh());

        Assert.False(_client.Download("path/target"));

        Assert.Empty(_client.Downloaded);
        Assert.Equal("root 1, snapshot 2, targets 2, timestamp 2", _client.Trusted);
    }

    [Fact]
    public void Download_FromAKeptDelegatedRoleThatExpiredSince_Fails()
    {
        PublishDelegated();
        Assert.True(_client.Download("path/first"));

        Assert.False(_client.Download("path/second", Now.AddDays(18)));

        Assert.Equal(["first"], _client.Downloaded);
    }

    [Fact]
    public void Download_FromARenewedDelegatedRole_Succeeds()
    {
        PublishDelegated();
        Assert.True(_client.Download("path/first"));
        _repository.Expire("delegated", Now.AddDays(21));
        _repository.Publish("delegated", "snapshot", "timestamp");

        Assert.True(_client.Download("path/second", Now.AddDays(18)));

        Assert.Equal(["first", "second"], _client.Downloaded);
    }

    private void PublishDelegated()
    {
        _repository.Delegate("targets", "delegated", ["path/*"]);
        _repository.Expire("delegated", Now.AddDays(7));
        _repository.AddArtifact("delegated", "path/first", "first");
        _repository.AddArtifact("delegated", "path/second", "second");
        _repository.Publish("delegated", "targets", "snapshot", "timestamp");
    }
}
