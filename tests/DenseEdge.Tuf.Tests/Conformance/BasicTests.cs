using System.Text;
using System.Text.Json.Nodes;
using DenseEdge.Tuf.Tests.Support;

namespace DenseEdge.Tuf.Tests.Conformance;

/// <summary>Cases of test_basic of the public conformance suite.</summary>
public sealed class BasicTests : IDisposable
{
    private readonly RepositorySimulator _repository = new();
    private readonly SimulatedClient _client;

    public BasicTests() => _client = new SimulatedClient(_repository);

    public void Dispose() => _client.Dispose();

    [Fact]
    public void Refresh_OfAGoodRepository_MakesFourRequests()
    {
        Assert.True(_client.Refresh());

        Assert.Equal(["root 2", "timestamp", "snapshot 1", "targets 1"], _repository.Requests);
    }

    [Fact]
    public void Refresh_OfAGoodRepository_KeepsWhatCame()
    {
        Assert.True(_client.Refresh());

        Assert.All(
            _repository.Published.Keys,
            role => Assert.Equal(_repository.Published[role][0], _client.Bytes(role)));
    }

    [Fact]
    public void Download_RightAfterInit_RefreshesFirst()
    {
        Assert.False(_client.Download("nonexistent artifact"));

        Assert.Equal(TufReason.NoSuchTarget, _client.Failure);
        Assert.Equal(["root 2", "timestamp", "snapshot 1", "targets 1"], _repository.Requests);
        Assert.Equal("root 1, snapshot 1, targets 1, timestamp 1", _client.Trusted);
    }

    [Fact]
    public void Refresh_AfterAnInvalidRoot_AsksNothing()
    {
        using SimulatedClient client = new(_repository, isInitialised: false);
        JsonObject root = (JsonObject)JsonNode.Parse(_repository.Published["root"][0])!;
        ((JsonObject)root["signed"]!).Remove("version");

        Assert.False(client.Init(Encoding.UTF8.GetBytes(root.ToJsonString())));
        Assert.False(client.Refresh());

        Assert.Equal(TufReason.NoRoot, client.Failure);
        Assert.Empty(_repository.Requests);
    }

    [Fact]
    public void Refresh_AfterAnUnsignedRoot_AsksNothing()
    {
        using SimulatedClient client = new(_repository, isInitialised: false);
        JsonObject root = (JsonObject)JsonNode.Parse(_repository.Published["root"][0])!;
        root["signatures"]![0]!["sig"] = TestKey.Ecdsa().SignHex([1, 2, 3]);

        Assert.False(client.Init(Encoding.UTF8.GetBytes(root.ToJsonString())));
        Assert.Equal(TufReason.NotSigned, client.Failure);
        Assert.False(client.Refresh());

        Assert.Empty(_repository.Requests);
    }

    [Theory]
    [InlineData("root", "root 1")]
    [InlineData("timestamp", "root 2")]
    [InlineData("snapshot", "root 2, timestamp 2")]
    [InlineData("targets", "root 2, snapshot 2, timestamp 2")]
    public void Refresh_OfAnUnsignedRole_StopsThere(string role, string trusted)
    {
        _repository.Signers[role].Clear();
        _repository.Publish("root", "targets", "snapshot", "timestamp");

        Assert.False(_client.Refresh());

        Assert.Equal(TufReason.NotSigned, _client.Failure);
        Assert.Equal(trusted, _client.Trusted);
    }

    [Theory]
    [InlineData("root", "root 1")]
    [InlineData("snapshot", "root 2, timestamp 2")]
    [InlineData("targets", "root 2, snapshot 2, timestamp 2")]
    public void Refresh_OfAnotherVersionThanTheName_StopsThere(string role, string trusted)
    {
        _repository.Publish("root", "targets", "snapshot", "timestamp");
        byte[] third = RepositorySimulator.Sign(Versioned(role, 3), _repository.Signers[role]);
        _repository.Published[role][1] = third;

        Assert.False(_client.Refresh());

        Assert.Equal(TufReason.Mismatch, _client.Failure);
        Assert.Equal(trusted, _client.Trusted);
    }

    [Fact]
    public void Refresh_OfAnotherTimestampWithTheSameVersion_KeepsTheFirst()
    {
        Assert.True(_client.Refresh());
        byte[] first = _client.Bytes("timestamp");
        _repository.TimestampMeta["version"] = 100;
        _repository.StartAgain("timestamp");
        _repository.Publish("timestamp");

        Assert.True(_client.Refresh());

        Assert.Equal("timestamp", _repository.Requests[^1]);
        Assert.Equal(first, _client.Bytes("timestamp"));
    }

    [Fact]
    public void Refresh_OfTargetsWithAnotherDigest_KeepsTheOldTargets()
    {
        _repository.HasHashes = true;
        _repository.Publish("targets", "snapshot", "timestamp");
        Assert.True(_client.Refresh());
        _repository.Publish("targets");
        _repository.SnapshotMetaOf("targets")["hashes"]!["sha256"] = new string('4', 64);
        _repository.Publish("snapshot", "timestamp");

        Assert.False(_client.Refresh());

        Assert.Equal(TufReason.Mismatch, _client.Failure);
        Assert.Equal("root 1, snapshot 3, targets 2, timestamp 3", _client.Trusted);
    }

    [Fact]
    public void Refresh_OfUnusualWhiteSpace_KeepsTheBytes()
    {
        byte[] bytes = [.. _repository.Published["timestamp"][^1], (byte)' '];
        _repository.Published["timestamp"][^1] = bytes;

        Assert.True(_client.Refresh());

        Assert.Equal(bytes, _client.Bytes("timestamp"));
    }

    [Fact]
    public void Refresh_OfUnknownFields_CountsThemAsSigned()
    {
        _repository.Root["custom-field"] = "value";
        _repository.Role("root")["another-field"] = "value";
        JsonObject extra = new() { ["extra-field"] = new JsonObject { ["a"] = 1, ["b"] = 2 } };
        _repository.AddKey("root", TestKey.Ecdsa(extra: extra));
        _repository.Role("root")["threshold"] = 2;
        _repository.Publish("root");

        Assert.True(_client.Refresh());

        Assert.Equal(2, _client.Version("root"));
    }

    [Fact]
    public void Refresh_WithMisleadingKeyIdAlgorithms_DoesNotCare()
    {
        _repository.KeyIds("snapshot").Clear();
        _repository.Signers["snapshot"].Clear();
        _repository.AddKey("snapshot", TestKey.Ecdsa(extra: new JsonObject { ["keyid_hash_algorithms"] = "md5" }));
        _repository.Publish("root", "snapshot", "timestamp");

        Assert.True(_client.Refresh());

        Assert.Equal(2, _client.Version("snapshot"));
    }

    [Fact]
    public void Refresh_OfASnapshotThatIsNotThere_KeepsTheTimestamp()
    {
        Assert.True(_client.Refresh());
        _repository.TimestampMeta["version"] = 2;
        _repository.Publish("timestamp");

        Assert.False(_client.Refresh());

        Assert.Equal(TufReason.Missing, _client.Failure);
        Assert.Equal("snapshot 2", _repository.Requests[^1]);
        Assert.Equal("root 1, snapshot 1, targets 1, timestamp 2", _client.Trusted);
    }

    [Fact]
    public void Refresh_OfTargetsThatAreNotThere_KeepsTheSnapshot()
    {
        Assert.True(_client.Refresh());
        _repository.SnapshotMetaOf("targets")["version"] = 2;
        _repository.Publish("snapshot", "timestamp");

        Assert.False(_client.Refresh());

        Assert.Equal("targets 2", _repository.Requests[^1]);
        Assert.Equal("root 1, snapshot 2, targets 1, timestamp 2", _client.Trusted);
    }

    [Fact]
    public void Refresh_WithoutATimestamp_Fails()
    {
        Assert.True(_client.Refresh());
        _repository.Published.Remove("timestamp");

        Assert.False(_client.Refresh());

        Assert.Equal(TufReason.Missing, _client.Failure);
        Assert.Equal("timestamp", _repository.Requests[^1]);
    }

    [Fact]
    public void Refresh_OfASignedSnapshotInPlaceOfATimestamp_SeesTheType()
    {
        _repository.AddKey("snapshot", _repository.Signers["timestamp"][0]);
        _repository.Snapshot["meta"] = new JsonObject { ["snapshot.json"] = new JsonObject { ["version"] = 1 } };
        _repository.Publish("root", "snapshot");
        _repository.Published["timestamp"].Add(_repository.Published["snapshot"][^1]);

        Assert.False(_client.Refresh());

        Assert.Equal(TufReason.Malformed, _client.Failure);
        Assert.Equal("root 2", _client.Trusted);
    }

    [Fact]
    public void Refresh_AtALaterTime_SeesTheExpiry()
    {
        _repository.Expire("root", ManualTime.Start.AddDays(7));
        _repository.Publish("root");
        Assert.True(_client.Refresh());

        Assert.False(_client.Refresh(ManualTime.Start.AddDays(8)));

        Assert.Equal(TufReason.Expired, _client.Failure);
    }

    private JsonObject Versioned(string role, int version)
    {
        JsonObject content = (JsonObject)_repository.Content(role).DeepClone();
        content["version"] = version;
        return content;
    }
}
