using System.Security.Cryptography;
using System.Text.Json.Nodes;
using DenseEdge.Tuf.Tests.Support;

namespace DenseEdge.Tuf.Tests.Conformance;

/// <summary>Cases of test_keys of the public conformance suite.</summary>
public sealed class KeyTests : IDisposable
{
    private readonly RepositorySimulator _repository = new();
    private readonly SimulatedClient _client;

    public KeyTests() => _client = new SimulatedClient(_repository);

    public void Dispose() => _client.Dispose();

    [Fact]
    public void Refresh_WithASignatureTooFew_KeepsTheOldSnapshot()
    {
        _repository.Role("snapshot")["threshold"] = 3;
        _repository.AddKey("snapshot");
        _repository.AddKey("snapshot");
        _repository.Publish("root", "targets", "snapshot", "timestamp");
        Assert.True(_client.Refresh());
        _repository.Signers["snapshot"].RemoveAt(2);
        _repository.Publish("targets", "snapshot", "timestamp");

        Assert.False(_client.Refresh());

        Assert.Equal(TufReason.NotSigned, _client.Failure);
        Assert.Equal(2, _client.Version("snapshot"));
    }

    [Fact]
    public void Refresh_WithAThresholdAboveTheKeys_TakesTheRootOnly()
    {
        for (int added = 0; added < 4; added++)
        {
            _repository.AddKey("snapshot");
        }

        _repository.Role("snapshot")["threshold"] = 6;
        _repository.Publish("root", "snapshot", "timestamp");

        Assert.False(_client.Refresh());

        Assert.Equal("root 2, timestamp 2", _client.Trusted);
    }

    [Fact]
    public void Refresh_WithOneKeyManyTimes_CountsItOnce()
    {
        TestKey key = TestKey.Ecdsa();
        for (int added = 0; added < 9; added++)
        {
            _repository.Trust("snapshot", key);
        }

        _repository.AddSigner("snapshot", key);
        _repository.Role("snapshot")["threshold"] = 6;
        _repository.Publish("root", "snapshot", "timestamp");
        _repository.Tamper("snapshot", file =>
        {
            for (int added = 0; added < 8; added++)
            {
                ((JsonArray)file["signatures"]!).Add(file["signatures"]![1]!.DeepClone());
            }
        });

        Assert.False(_client.Refresh());

        Assert.Null(_client.Version("snapshot"));
    }

    [Fact]
    public void Refresh_WithOneKeyUnderSeveralNames_CountsItOnce()
    {
        using ECDsa secret = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        TestKey first = _repository.Signers["snapshot"][0];
        JsonObject twin = (JsonObject)first.Json.DeepClone();
        twin["alias"] = "another";
        string keyId = PublicKeyRecord.Read(SignedEnvelope.Element(twin)).KeyId;
        _repository.Root["keys"]![keyId] = twin;
        _repository.KeyIds("snapshot").Add((JsonNode)keyId);
        _repository.Role("snapshot")["threshold"] = 2;
        _repository.Publish("root", "snapshot", "timestamp");
        _repository.Tamper("snapshot", file =>
        {
            JsonNode again = file["signatures"]![0]!.DeepClone();
            again["keyid"] = keyId;
            ((JsonArray)file["signatures"]!).Add(again);
        });

        Assert.False(_client.Refresh());

        Assert.Equal(TufReason.NotSigned, _client.Failure);
    }

    [Fact]
    public void Refresh_WithASignatureTwice_RefusesTheFile()
    {
        _repository.Tamper(
            "snapshot", file => ((JsonArray)file["signatures"]!).Add(file["signatures"]![0]!.DeepClone()));

        Assert.False(_client.Refresh());

        Assert.Equal(TufReason.Malformed, _client.Failure);
        Assert.Null(_client.Version("snapshot"));
    }

    [Fact]
    public void Refresh_WithAKeyUnderAWrongIdentifier_DoesNotCountIt()
    {
        TestKey key = TestKey.Ecdsa();
        string wrong = new('a', 64);
        _repository.Root["keys"]![wrong] = key.Json.DeepClone();
        _repository.KeyIds("timestamp").Clear();
        _repository.KeyIds("timestamp").Add((JsonNode)wrong);
        _repository.Publish("root");
        byte[] timestamp = RepositorySimulator.Sign(_repository.Timestamp, [key]);
        _repository.Published["timestamp"][0] = timestamp;
        _repository.Tamper("timestamp", file => file["signatures"]![0]!["keyid"] = wrong);

        Assert.False(_client.Refresh());

        Assert.Equal(TufReason.NotSigned, _client.Failure);
    }

    [Theory]
    [InlineData("rsa")]
    [InlineData("ecdsa")]
    [InlineData("ecdsa-sha2-nistp256")]
    [InlineData("ed25519")]
    public void Refresh_WithEachKindOfKey_TakesRightSignaturesAndNoWrongOnes(string kind)
    {
        TestKey key = kind switch
        {
            "rsa" => TestKey.RsaPss(),
            "ed25519" => TestKey.Ed25519Of(SHA256.HashData("a seed"u8)),
            _ => TestKey.Ecdsa(kind),
        };
        _repository.AddKey("root", key);
        _repository.Role("root")["threshold"] = 2;
        _repository.Publish("root");
        Assert.True(_client.Refresh());

        _repository.Publish("root");
        _repository.Tamper("root", file => file["signatures"]![1]!["sig"] = key.SignHex([7]));
        Assert.False(_client.Refresh());

        Assert.Equal(TufReason.NotSigned, _client.Failure);
        Assert.Equal(2, _client.Version("root"));
    }

    [Fact]
    public void Refresh_WithAnRsaKeyOf1024Bits_DoesNotCountIt()
    {
        _repository.AddKey("root", TestKey.RsaPss(bits: 1024));
        _repository.Role("root")["threshold"] = 2;
        _repository.Publish("root");

        Assert.False(_client.Refresh());

        Assert.Equal(TufReason.NotSigned, _client.Failure);
    }

    [Theory]
    [InlineData("3045022100ee448afe2d25dd1f05afedac83a24e7df90f203615221434979153dc7cea6d47")]
    [InlineData("")]
    [InlineData("no hexadecimal")]
    public void Refresh_WithABadSignatureBesideEnoughGoodOnes_Succeeds(string signature)
    {
        _repository.AddKey("timestamp");
        _repository.Publish("root", "timestamp");
        _repository.Tamper("timestamp", file => file["signatures"]![0]!["sig"] = signature);

        Assert.True(_client.Refresh());

        Assert.Equal(2, _client.Version("timestamp"));
    }
}
