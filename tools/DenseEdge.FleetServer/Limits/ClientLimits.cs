using System.Net;
using System.Threading.RateLimiting;
using DenseEdge.FleetServer.Settings;

namespace DenseEdge.FleetServer.Limits;

/// <summary>How many requests a client may make: per address before anything is looked at, and per device and per token only
/// after these have proven who they are, so that nobody uses up another one's share.</summary>
/// <remarks>Per node, as hawkBit's filter: a limit here is for a node's health, not for accounting.</remarks>
internal sealed class ClientLimits : IDisposable
{
    /// <summary>How long a client that was refused shall wait.</summary>
    public const int RetryAfterSeconds = 5;

    private readonly PartitionedRateLimiter<string> _devices;
    private readonly PartitionedRateLimiter<long> _tokens;
    private readonly PartitionedRateLimiter<IPAddress> _refusals;

    /// <summary>Makes them.</summary>
    public ClientLimits(ServerSettings settings)
    {
        LimitSettings limits = settings.Limits;
        _devices = Buckets<string>(limits.PerDevice, limits.DeviceBurst);
        _tokens = Buckets<long>(limits.PerToken, limits.TokenBurst);
        _refusals = Buckets<IPAddress>(limits.RefusedPerAddress, limits.RefusedBurst);
    }

    /// <summary>A limiter per address, for every request.</summary>
    public static PartitionedRateLimiter<HttpContext> PerAddress(LimitSettings limits)
        => PartitionedRateLimiter.Create<HttpContext, IPAddress>(context => RateLimitPartition.GetTokenBucketLimiter(
            AddressOf(context), _ => Bucket(limits.PerAddress, limits.AddressBurst)));

    /// <summary>Whether a device may make one more request.</summary>
    public bool Admits(string device) => Take(_devices, device);

    /// <summary>Whether a token may be used once more.</summary>
    public bool Admits(long token) => Take(_tokens, token);

    /// <summary>Whether so many credentials from this address were refused that no more are looked up.</summary>
    public bool IsGuessing(HttpContext context)
        => _refusals.GetStatistics(AddressOf(context)) is { CurrentAvailablePermits: <= 0 };

    /// <summary>Counts a credential that was refused.</summary>
    public void CountRefusal(HttpContext context) => Take(_refusals, AddressOf(context));

    /// <inheritdoc/>
    public void Dispose()
    {
        _devices.Dispose();
        _tokens.Dispose();
        _refusals.Dispose();
    }

    private static IPAddress AddressOf(HttpContext context) => context.Connection.RemoteIpAddress ?? IPAddress.None;

    private static bool Take<T>(PartitionedRateLimiter<T> limiter, T client)
    {
        using RateLimitLease lease = limiter.AttemptAcquire(client);
        return lease.IsAcquired;
    }

    private static PartitionedRateLimiter<T> Buckets<T>(int perSecond, int burst)
        where T : notnull
        => PartitionedRateLimiter.Create<T, T>(
            client => RateLimitPartition.GetTokenBucketLimiter(client, _ => Bucket(perSecond, burst)));

    private static TokenBucketRateLimiterOptions Bucket(int perSecond, int burst) => new()
    {
        TokenLimit = burst,
        TokensPerPeriod = perSecond,
        ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        QueueLimit = 0,
    };
}
