using DenseEdge.Tuf.Canonical;
using DenseEdge.Tuf.Tests.Support;

namespace DenseEdge.Tuf.Tests;

/// <summary>Metadata with random damage: what is accepted says the same as what was signed, and nothing else than
/// <see cref="TufException"/> is ever thrown.</summary>
public sealed class MutatedMetadataTests
{
    private static readonly string[] Roles = ["root", "timestamp", "snapshot", "targets", "A"];

    private readonly RepositorySimulator _repository = Repository();
    private readonly Dictionary<string, TrustedSet> _before = new(StringComparer.Ordinal);

    [Fact]
    public void Update_WithMutatedFiles_NeverAcceptsAnythingElse() => Mutate(files: 3_000, seed: 1);

    [Fact]
    [Trait("Category", "long")]
    public void Update_WithAMillionMutatedFiles_NeverAcceptsAnythingElse() => Mutate(files: 1_000_000, seed: 2);

    private void Mutate(int files, int seed)
    {
        Random random = new(seed);
        int accepted = 0;
        for (int file = 0; file < files; file++)
        {
            string role = Roles[file % Roles.Length];
            byte[] good = _repository.Published[role][^1];
            byte[] bad = Mutation.Of(good, random);
            if (IsAccepted(role, bad))
            {
                accepted++;
                Assert.True(
                    Canonical(good).AsSpan().SequenceEqual(Canonical(bad)), $"Seed {seed}, file {file}: {role} was accepted.");
            }
        }

        // White space and the like do no harm, so that some are accepted; if all were, nothing would have been mutated.
        Assert.InRange(accepted, 1, files / 4);
    }

    // What is refused changes nothing, so that the same trusted set serves until something is accepted.
    private bool IsAccepted(string role, byte[] bytes)
    {
        if (!_before.TryGetValue(role, out TrustedSet? trusted))
        {
            _before[role] = trusted = Before(role);
        }

        try
        {
            Step(trusted, role, bytes);
            _before.Remove(role);
            return true;
        }
        catch (TufException)
        {
            return false;
        }
    }

    private TrustedSet Before(string role)
    {
        TrustedSet trusted = new(_repository.Published["root"][0], ManualTime.Start);
        foreach (string earlier in Roles.TakeWhile(one => one != role))
        {
            Step(trusted, earlier, _repository.Published[earlier][^1]);
        }

        return trusted;
    }

    private static void Step(TrustedSet trusted, string role, byte[] bytes)
    {
        switch (role)
        {
            case "root":
                trusted.UpdateRoot(bytes);
                break;
            case "timestamp":
                trusted.UpdateTimestamp(bytes);
                break;
            case "snapshot":
                trusted.UpdateSnapshot(bytes);
                break;
            case "targets":
                trusted.UpdateTargets(bytes);
                break;
            default:
                trusted.ReadDelegated(trusted.Targets!.Delegations.For("file").Single(), bytes);
                break;
        }
    }

    private static byte[] Canonical(byte[] file) => CanonicalJson.Encode(CanonicalJson.Parse(file).GetProperty("signed"));

    // One key a role: no signature is to spare.
    private static RepositorySimulator Repository()
    {
        RepositorySimulator repository = new();
        repository.Delegate("targets", "A", ["*"]);
        repository.AddArtifact("targets", "models/x/1", "content");
        repository.AddArtifact("A", "file", "delegated");
        repository.Publish("A", "targets", "snapshot", "timestamp", "root");
        return repository;
    }
}
