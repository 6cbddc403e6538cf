using System.Collections.Concurrent;
using DenseEdge.Fleet;
using DenseEdge.Fleet.Access;

namespace DenseEdge.FleetServer.Security;

/// <summary>Finds the token that somebody shows. What was found, also that there is none, holds for some seconds, or until the
/// feed of changes tells that tokens changed: a withdrawn token works nowhere after that.</summary>
internal sealed class TokenDirectory(IFleetStore store, TimeProvider time)
{
    private const int MostEntries = 10_000;
    private static readonly TimeSpan Holds = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, Entry> _entries = new();
    private readonly ConcurrentDictionary<long, DateTimeOffset> _uses = new();

    /// <summary>Finds a token.</summary>
    /// <param name="secret">What was shown.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>The token; null if none has this secret, or it has expired.</returns>
    public async ValueTask<AccessToken?> FindAsync(string secret, CancellationToken cancellation)
    {
        string hash = Secret.Hash(secret);
        DateTimeOffset now = time.GetUtcNow();
        if (!_entries.TryGetValue(hash, out Entry? entry) || entry.Until < now)
        {
            AccessToken? found = await store.Tokens.FindAsync(hash, cancellation);
            entry = new Entry(found, now + Holds);
            if (_entries.Count >= MostEntries)
            {
                _entries.Clear();
            }

            _entries[hash] = entry;
        }

        if (entry.Token is not { } token || token.Expires <= now)
        {
            return null;
        }

        _uses[token.Id] = now;
        return token;
    }

    /// <summary>Forgets what was found.</summary>
    public void Clear() => _entries.Clear();

    /// <summary>Takes when tokens were used since the last time.</summary>
    public IReadOnlyDictionary<long, DateTimeOffset> TakeUses()
    {
        Dictionary<long, DateTimeOffset> taken = [];
        foreach (long id in _uses.Keys)
        {
            if (_uses.TryRemove(id, out DateTimeOffset used))
            {
                taken[id] = used;
            }
        }

        return taken;
    }

    private sealed record Entry(AccessToken? Token, DateTimeOffset Until);
}
