using DenseEdge.Fleet.Access;
using DenseEdge.Fleet.Audit;
using DenseEdge.Fleet.Tests.Support;

namespace DenseEdge.Fleet.Tests.Access;

public sealed class TokenStoreTests
{
    [Theory]
    [Sqlite]
    [Postgres]
    public async Task Find_ByHash_UntilItExpires(DatabaseKind kind)
    {
        await using TestFleet fleet = await TestFleet.OpenAsync(kind);
        string secret = Secret.Create();
        AccessToken token = await fleet.Store.Tokens.AddAsync(
            new NewToken("ci", AccessRole.Operator, Secret.Hash(secret), fleet.Time.Now.AddSeconds(60)));

        Assert.Equal((token.Id, AccessRole.Operator), Shown(await fleet.Store.Tokens.FindAsync(Secret.Hash(secret))));
        Assert.Null(await fleet.Store.Tokens.FindAsync(Secret.Hash(Secret.Create())));
        fleet.Time.Advance(60);
        Assert.Null(await fleet.Store.Tokens.FindAsync(Secret.Hash(secret)));
        Assert.Single(await fleet.Store.Tokens.ListAsync());
    }

    [Theory]
    [Sqlite]
    [Postgres]
    public async Task Delete_LastAdmin_IsRefused(DatabaseKind kind)
    {
        await using TestFleet fleet = await TestFleet.OpenAsync(kind);
        AccessToken first = await fleet.Store.Tokens.AddAsync(new NewToken("a", AccessRole.Admin, "1"));
        await fleet.Store.Tokens.AddAsync(new NewToken("b", AccessRole.Admin, "2", fleet.Time.Now.AddDays(1)));
        AccessToken viewer = await fleet.Store.Tokens.AddAsync(new NewToken("c", AccessRole.Viewer, "3"));

        Assert.Equal(FleetFault.Conflict, (await Assert.ThrowsAsync<FleetException>(() => fleet.Store.Tokens.DeleteAsync(first.Id))).Fault);
        Assert.True(await fleet.Store.Tokens.DeleteAsync(viewer.Id));
        await fleet.Store.Tokens.AddAsync(new NewToken("d", AccessRole.Admin, "4"));
        Assert.True(await fleet.Store.Tokens.DeleteAsync(first.Id));
        Assert.False(await fleet.Store.Tokens.DeleteAsync(first.Id));
    }

    [Theory]
    [Sqlite]
    [Postgres]
    public async Task Used_Batch_KeepsTheNewest(DatabaseKind kind)
    {
        await using TestFleet fleet = await TestFleet.OpenAsync(kind);
        AccessToken token = await fleet.Store.Tokens.AddAsync(new NewToken("a", AccessRole.Admin, "1"));

        await fleet.Store.Tokens.UsedAsync(new Dictionary<long, DateTimeOffset> { [token.Id] = fleet.Time.Now.AddSeconds(9), [77] = fleet.Time.Now });
        await fleet.Store.Tokens.UsedAsync(new Dictionary<long, DateTimeOffset> { [token.Id] = fleet.Time.Now });

        Assert.Equal(fleet.Time.Now.AddSeconds(9), (await fleet.Store.Tokens.ListAsync()).Single().LastUsed);
    }

    [Fact]
    public void Secret_MatchesOnlyItself()
    {
        string secret = Secret.Create();

        Assert.Matches("^de_[A-Za-z0-9_-]{43}$", secret);
        Assert.NotEqual(secret, Secret.Create());
        Assert.True(Secret.Matches(secret, Secret.Hash(secret)));
        Assert.False(Secret.Matches(secret + "x", Secret.Hash(secret)));
        Assert.False(Secret.Matches(secret, "short"));

        // SHA-256 of "abc", FIPS 180-2 appendix B.1.
        Assert.Equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", Secret.Hash("abc"));
    }

    [Theory]
    [Sqlite]
    [Postgres]
    public async Task Audit_NewestFirst_InPagesAndBounded(DatabaseKind kind)
    {
        await using TestFleet fleet = await TestFleet.OpenAsync(kind, new FleetLimits { AuditEntries = 4 });
        for (int i = 0; i < 5; i++)
        {
            await fleet.Store.Audit.AddAsync(new NewAuditEntry("ann", "rollout.abort", $"rollout {i}", new string('x', 2000), "10.0.0.1"));
        }

        Page<AuditEntry> page = await fleet.Store.Audit.ListAsync(3);
        Page<AuditEntry> rest = await fleet.Store.Audit.ListAsync(3, page.Next);
        Assert.Equal(["rollout 4", "rollout 3", "rollout 2", "rollout 1", "rollout 0"], page.Items.Concat(rest.Items).Select(entry => entry.Subject));
        Assert.Equal((5, 1024, null), (page.Total, page.Items[0].Detail!.Length, rest.Next));

        await fleet.Store.MaintainAsync();
        Assert.Equal(4, (await fleet.Store.Audit.ListAsync()).Total);
    }

    [Theory]
    [Sqlite]
    [Postgres]
    public async Task Settings_GetOrSet_TheFirstWins(DatabaseKind kind)
    {
        await using TestFleet fleet = await TestFleet.OpenAsync(kind);
        string[] values = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => fleet.Store.Settings.GetOrSetAsync("gateway", $"v{i}")));

        Assert.Single(values.Distinct());
        Assert.Equal(values[0], await fleet.Store.Settings.FindAsync("gateway"));
        await fleet.Store.Settings.SetAsync("gateway", "other");
        Assert.Equal("other", await fleet.Store.Settings.FindAsync("gateway"));
        await fleet.Store.Settings.SetAsync("gateway", null);
        Assert.Null(await fleet.Store.Settings.FindAsync("gateway"));
    }

    [Theory]
    [Sqlite]
    [Postgres]
    public async Task Repository_SignedName_NeverStandsForOtherContent(DatabaseKind kind)
    {
        await using TestFleet fleet = await TestFleet.OpenAsync(kind);
        Assert.True(await fleet.Store.Repository.PutAsync("metadata/1.root.json", "aa", 2, overwrite: false));
        Assert.False(await fleet.Store.Repository.PutAsync("metadata/1.root.json", "aa", 2, overwrite: false));
        await Assert.ThrowsAsync<FleetException>(() => fleet.Store.Repository.PutAsync("metadata/1.root.json", "bb", 2, overwrite: false));
        Assert.True(await fleet.Store.Repository.PutAsync("metadata/timestamp.json", "cc", 3, overwrite: true));
        Assert.True(await fleet.Store.Repository.PutAsync("metadata/timestamp.json", "dd", 4, overwrite: true));
        foreach (string path in new[] { "../x", "a//b", "/a", "a/.", "a\\b", "", "a/../b" })
        {
            await Assert.ThrowsAsync<FleetException>(() => fleet.Store.Repository.PutAsync(path, "aa", 1, overwrite: true));
        }

        Assert.Equal([("metadata/1.root.json", "aa"), ("metadata/timestamp.json", "dd")], (await fleet.Store.Repository.ListAsync()).Select(file => (file.Path, file.Sha256)));
        Assert.Equal(4, (await fleet.Store.Repository.FindAsync("metadata/timestamp.json"))!.SizeBytes);
    }

    private static (long Id, AccessRole Role)? Shown(AccessToken? token) => token is null ? null : (token.Id, token.Role);
}
