using DenseEdge.Agent.Sources;
using DenseEdge.Agent.Storing;
using DenseEdge.Agent.Updating;
using DenseEdge.Storage;
using DenseEdge.Tuf;

namespace DenseEdge.Agent.Tests;

public sealed class DeviceTrustTests : IDisposable
{
    private static readonly string[] Roles = ["root", "targets", "snapshot", "timestamp"];
    private readonly string _folder = Directory.CreateTempSubdirectory("denseedge-trust-").FullName;
    private readonly ModelStore _store;

    public DeviceTrustTests()
    {
        _store = new ModelStore(PhysicalFileSystem.Instance, Path.Combine(_folder, "store"));
        Directory.CreateDirectory(_store.Paths.Root);
    }

    [Fact]
    public void Find_WithoutAnyRoot_IsRefused()
        => Assert.Equal(UpdateFailure.Refused, Assert.Throws<UpdateException>(() => Find(null)).Failure);

    [Fact]
    public void Find_FirstRoot_IsKeptAndFoundAgain()
    {
        using SigningKey key = SigningKey.Create();
        string root = Root("a", 1, key);

        Find(root);

        Assert.Equal(File.ReadAllBytes(root), File.ReadAllBytes(_store.Paths.TrustedRoot));
        Assert.Equal(1, Find(null).Version);
        Assert.Equal(1, Find(root).Version);
    }

    [Fact]
    public void Find_RootOfAStranger_IsRefusedAndTheOldOneStays()
    {
        using SigningKey key = SigningKey.Create();
        using SigningKey stranger = SigningKey.Create();
        string root = Root("a", 1, key);
        Find(root);

        UpdateException same = Assert.Throws<UpdateException>(() => Find(Root("b", 1, stranger)));
        UpdateException later = Assert.Throws<UpdateException>(() => Find(Root("c", 2, stranger)));

        Assert.Contains("expected a later one, found another of version 1", same.Message, StringComparison.Ordinal);
        Assert.Equal(UpdateFailure.Refused, later.Failure);
        Assert.Equal(File.ReadAllBytes(root), File.ReadAllBytes(_store.Paths.TrustedRoot));
    }

    [Fact]
    public void Find_SuccessorThatTheOldKeysSigned_TakesItsPlace()
    {
        using SigningKey old = SigningKey.Create();
        using SigningKey next = SigningKey.Create();
        Find(Root("a", 1, old));

        TrustedRoot found = Find(Root("b", 2, next, old));

        Assert.Equal(2, found.Version);
        Assert.Equal(2, Find(null).Version);
        Assert.Throws<UpdateException>(() => Find(Path.Combine(_folder, "a.json")));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private TrustedRoot Find(string? operatorsRoot) => DeviceTrust.Find(_store, operatorsRoot, ClockPolicy.Trusting());

    /// <summary>Writes a root of one key for every role, signed by that key and by others.</summary>
    private string Root(string name, int version, SigningKey key, params SigningKey[] others)
    {
        string record = key.Public.Json.GetRawText();
        string id = key.Public.KeyId;
        string roles = string.Join(
            ',', Roles.Select(
                role => $$"""
                    "{{role}}":{"keyids":["{{id}}"],"threshold":1}
                    """));
        string content = $$"""
            {"_type":"root","spec_version":"1.0","version":{{version}},"expires":"2100-01-01T00:00:00Z",
             "consistent_snapshot":true,"keys":{"{{id}}":{{record}} },"roles":{ {{roles}} } }
            """;
        string path = Path.Combine(_folder, $"{name}.json");
        File.WriteAllBytes(
            path, SignedEnvelope.Create(System.Text.Json.Nodes.JsonNode.Parse(content)!, [key, .. others]));
        return path;
    }
}
