using System.Security.Cryptography;
using DenseEdge.Tuf.Tests.Support;

namespace DenseEdge.Tuf.Tests.Conformance;

/// <summary>Cases of test_updater_key_rotations of the public conformance suite.</summary>
public sealed class KeyRotationTests
{
    // Keys of two kinds, most of them of the one that is quick to check.
    private static readonly TestKey[] Keys =
    [
        .. Enumerable.Range(0, 10).Select(
            number => number is 1 or 5 ? TestKey.Ed25519Of(SHA256.HashData([(byte)number])) : TestKey.Ecdsa()),
    ];

    /// <summary>Versions of the root as "keys/threshold/signers"; the last one may have to be refused.</summary>
    [Theory]
    [InlineData(true, "1/1/1", "2/1/21", "2/1/2")]
    [InlineData(true, "1/1/314", "2/1/3214", "2/1/324")]
    [InlineData(true, "01234/3/024", "01234/3/041", "01234/3/013", "01234/3/013")]
    [InlineData(true, "01234/3/024", "01345/3/041")]
    [InlineData(true, "01234/3/024", "01345/3/0245", "01345/3/045")]
    [InlineData(true, "01234/3/024", "56789/3/024567", "56789/3/567")]
    [InlineData(true, "123/1/1", "123/2/12")]
    [InlineData(true, "123/2/12", "123/1/12", "123/1/1")]
    [InlineData(true, "1/1/1", "12/2/12")]
    [InlineData(false, "1/1/1", "2/1/234")]
    [InlineData(false, "1/1/1", "2/1/134")]
    [InlineData(false, "01234/3/024", "01345/3/024")]
    [InlineData(false, "01234/3/024", "01345/3/045")]
    [InlineData(false, "123/1/1", "123/2/2")]
    [InlineData(false, "123/2/12", "123/1/1")]
    public void Refresh_ThroughRoots_TakesThoseThatOldAndNewKeysSigned(bool isAccepted, params string[] versions)
    {
        ArgumentNullException.ThrowIfNull(versions);
        RepositorySimulator repository = new();
        repository.StartAgain("root");
        foreach (string version in versions)
        {
            Apply(repository, "root", version);
            repository.Publish("root");
        }

        using SimulatedClient client = new(repository);

        Assert.Equal(isAccepted, client.Refresh());

        Assert.Equal(repository.Published["root"][isAccepted ? ^1 : ^2], client.Bytes("root"));
    }

    [Theory]
    [InlineData("2/1/2", true)]
    [InlineData("1/1/314", true)]
    [InlineData("2/1/134", false)]
    [InlineData("01345/3/024", false)]
    [InlineData("01345/3/04", false)]
    [InlineData("01234/3/024", true)]
    [InlineData("01234/3/041", true)]
    [InlineData("01234/3/013", true)]
    [InlineData("01234/3/123", true)]
    [InlineData("01234/3/234", true)]
    public void Refresh_WithOtherKeysOfARole_TakesWhatEnoughOfThemSigned(string keys, bool isAccepted)
    {
        ArgumentNullException.ThrowIfNull(keys);
        RepositorySimulator repository = new();
        using SimulatedClient client = new(repository);
        foreach (string role in new[] { "timestamp", "snapshot", "targets" })
        {
            Apply(repository, role, keys);
            repository.Publish("root", "targets", "snapshot", "timestamp");

            Assert.Equal(isAccepted, client.Refresh());

            if (isAccepted)
            {
                Assert.Equal(repository.Published[role][^1], client.Bytes(role));
            }
        }
    }

    private static void Apply(RepositorySimulator repository, string role, string version)
    {
        string[] parts = version.Split('/');
        repository.KeyIds(role).Clear();
        repository.Signers[role].Clear();
        repository.Role(role)["threshold"] = parts[1][0] - '0';
        foreach (char key in parts[0])
        {
            repository.Trust(role, Keys[key - '0']);
        }

        foreach (char key in parts[2])
        {
            repository.AddSigner(role, Keys[key - '0']);
        }
    }
}
