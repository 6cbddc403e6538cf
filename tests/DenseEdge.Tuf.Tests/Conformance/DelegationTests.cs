using System.Text.Json.Nodes;
using DenseEdge.Tuf.Tests.Support;

namespace DenseEdge.Tuf.Tests.Conformance;

/// <summary>Cases of test_updater_delegation_graphs and test_quoting_issues of the public conformance suite.</summary>
public sealed class DelegationTests : IDisposable
{
    private readonly RepositorySimulator _repository = new();
    private readonly SimulatedClient _client;

    public DelegationTests() => _client = new SimulatedClient(_repository);

    public void Dispose() => _client.Dispose();

    /// <summary>Delegations as "delegator>role", with ! for a terminating one and :paths, and the order of visits.</summary>
    [Theory]
    [InlineData("targets>A", "A")]
    [InlineData("targets>A targets>B", "A B")]
    [InlineData("targets>A targets>B B>C", "A B C")]
    [InlineData("targets>A targets>B A>C A>D", "A C D B")]
    [InlineData("targets>A targets>B A>C C>D", "A C D B")]
    [InlineData("targets>A targets>B A>!C A>D", "A C")]
    [InlineData("targets>A targets>B A>!C C>D", "A C D")]
    [InlineData("targets>A:*.py targets>B A>C", "B")]
    [InlineData("targets>A targets>B A>C:*.py C>D", "A B")]
    [InlineData("targets>A targets>B B>C C>D D>B", "A B C D")]
    [InlineData("targets>A targets>B B>C A>C", "A C B")]
    [InlineData("targets>A targets>B B>C A>C:*.py", "A B C")]
    public void Search_OfAGraph_VisitsInPreOrder(string graph, string visited)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(visited);
        Publish(graph);

        Assert.False(_client.Download("missingpath"));

        Assert.Equal(TufReason.NoSuchTarget, _client.Failure);
        Assert.Equal(visited.Split(' ').Select(role => $"{role} 1"), _repository.Requests.Skip(4));
    }

    [Theory]
    [InlineData("targetfile", "", true)]
    [InlineData("README.md", "A", true)]
    [InlineData("releases/x/x_v1", "B C", true)]
    [InlineData("releases/y/y_v1.zip", "B D", true)]
    [InlineData("releases/z/z_v1.zip", "B", false)]
    public void Search_OfATree_FollowsThePaths(string path, string visited, bool isFound)
    {
        ArgumentNullException.ThrowIfNull(visited);
        Publish(
            "targets>A:*.doc,*.md targets>B:releases/*/* B>C:releases/x/* B>D:releases/y/*.zip",
            ("targets", "targetfile"),
            ("A", "README.md"),
            ("C", "releases/x/x_v1"),
            ("D", "releases/y/y_v1.zip"),
            ("D", "releases/z/z_v1.zip"));

        Assert.Equal(isFound, _client.Download(path));

        string[] roles = visited.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(roles.Select(role => $"{role} 1"), _repository.Requests.Skip(4));
        Assert.Equal(isFound ? ["by " + path] : [], _client.Downloaded);
    }

    [Theory]
    [InlineData("?")]
    [InlineData("#")]
    [InlineData("/delegatedrole")]
    [InlineData("../delegatedrole")]
    [InlineData("..")]
    [InlineData("name with spaces and ü")]
    public void Search_OfAnUnusualRoleName_QuotesItEverywhere(string role)
    {
        _repository.Delegate("targets", role, ["*"]);
        _repository.Publish(role, "targets", "snapshot", "timestamp");

        Assert.False(_client.Download("nonexistent"));

        Assert.Equal($"{Uri.EscapeDataString(role)} 1", _repository.Requests[^1]);
        Assert.Equal(5, Directory.GetFiles(_client.MetadataFolder, "*.json").Length);
    }

    [Theory]
    [InlineData("root")]
    [InlineData("timestamp")]
    [InlineData("")]
    public void Refresh_OfADelegatedRoleInATopLevelPlace_Fails(string role)
    {
        _repository.Delegate("targets", "A", ["*"]);
        _repository.Targets["delegations"]!["roles"]![0]!["name"] = role;
        _repository.Publish("targets", "snapshot", "timestamp");

        Assert.False(_client.Refresh());

        Assert.Equal(TufReason.Malformed, _client.Failure);
    }

    [Fact]
    public void Search_OfAKeptRole_ChecksItAgainstTodaysDelegator()
    {
        Publish("targets>A", ("A", "file"));
        Assert.True(_client.Download("file"));
        _repository.Targets.Remove("delegations");
        _repository.Delegate("targets", "A", ["*"]);
        _repository.Publish("targets", "snapshot", "timestamp");

        Assert.False(_client.Download("file"));

        Assert.Equal(TufReason.NotSigned, _client.Failure);
        Assert.Equal("A 1", _repository.Requests[^1]);
    }

    [Fact]
    public void Search_OfManyRoles_StopsAtTheLimit()
    {
        Publish(string.Join(' ', Enumerable.Range(0, 9).Select(role => $"targets>R{role}")));
        _client.Limits = new TufLimits { MostVisitedRoles = 4 };

        Assert.False(_client.Download("missing"));

        // The top-level role is the first of the four.
        Assert.Equal(["R0 1", "R1 1", "R2 1"], _repository.Requests.Skip(4));
    }

    [Fact]
    public void Search_ByPathHashPrefixes_FollowsTheDigest()
    {
        // SHA-256 of "file3.txt" begins with 4532257a.
        _repository.Delegate("targets", "A", ["*"]);
        _repository.Delegate("targets", "B", ["*"]);
        UsePrefixes(0, "0", "4532257b");
        UsePrefixes(1, "4532");
        _repository.AddArtifact("B", "file3.txt", "content");
        _repository.Publish("A", "B", "targets", "snapshot", "timestamp");

        Assert.True(_client.Download("file3.txt"));

        Assert.Equal("B 1", _repository.Requests[^1]);
    }

    [Fact]
    public void Search_ByHashBins_AsksTheOneBin()
    {
        TestKey key = TestKey.Ecdsa();
        JsonObject bins = new()
        {
            ["keyids"] = new JsonArray((JsonNode)key.KeyId),
            ["threshold"] = 1,
            ["bit_length"] = 5,
            ["name_prefix"] = "bin",
        };
        _repository.Targets["delegations"] = new JsonObject
        {
            ["keys"] = new JsonObject { [key.KeyId] = key.Json.DeepClone() },
            ["succinct_roles"] = bins,
        };
        // SHA-256 of "file3.txt" begins with 0x45 = 0100 0101: its first five bits are 01000 = 0x08.
        _repository.AddTargetsRole("bin-08");
        _repository.AddSigner("bin-08", key);
        _repository.AddArtifact("bin-08", "file3.txt", "content");
        _repository.Publish("bin-08", "targets", "snapshot", "timestamp");

        Assert.True(_client.Download("file3.txt"));

        Assert.Equal("bin-08 1", _repository.Requests[^1]);
    }

    private void UsePrefixes(int index, params string[] prefixes)
    {
        JsonObject role =
            (JsonObject)_repository.Targets["delegations"]!["roles"]![index]!;
        role.Remove("paths");
        role["path_hash_prefixes"] = new JsonArray(
            [.. prefixes.Select(prefix => (JsonNode)prefix)]);
    }

    private void Publish(string graph, params (string Role, string Path)[] artifacts)
    {
        List<string> roles = [];
        foreach (string edge in graph.Split(' '))
        {
            string[] parts = edge.Split('>', ':');
            string role = parts[1].TrimStart('!');
            string[] paths = parts.Length > 2 ? parts[2].Split(',') : ["*"];
            _repository.Delegate(parts[0], role, paths, isTerminating: parts[1].StartsWith('!'));
            roles.Add(role);
        }

        foreach ((string role, string path) in artifacts)
        {
            _repository.AddArtifact(role, path, "by " + path);
        }

        _repository.Publish([.. roles.Distinct(), "targets", "snapshot", "timestamp"]);
    }
}
