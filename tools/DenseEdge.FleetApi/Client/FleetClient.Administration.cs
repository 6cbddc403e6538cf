using System.Globalization;

namespace DenseEdge.FleetApi;

/// <content>Tokens and the audit log.</content>
public sealed partial class FleetClient
{
    /// <summary>Lists tokens.</summary>
    /// <param name="cancellation">Ends the request.</param>
    public Task<IReadOnlyList<TokenView>> ListTokensAsync(CancellationToken cancellation)
        => GetAsync("tokens", FleetJson.Default.IReadOnlyListTokenView, cancellation);

    /// <summary>Makes a token.</summary>
    /// <param name="token">The token.</param>
    /// <param name="cancellation">Ends the request.</param>
    public Task<NewTokenAnswer> CreateTokenAsync(NewToken token, CancellationToken cancellation) => SendAsync(
        HttpMethod.Post, "tokens", token, FleetJson.Default.NewToken, FleetJson.Default.NewTokenAnswer, cancellation);

    /// <summary>Makes a token void.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="cancellation">Ends the request.</param>
    public Task RevokeTokenAsync(long id, CancellationToken cancellation)
        => OrderAsync(HttpMethod.Delete, $"tokens/{id.ToString(CultureInfo.InvariantCulture)}", null, cancellation);

    /// <summary>Reads who did what, newest first.</summary>
    /// <param name="limit">How many at most; null for the server's choice.</param>
    /// <param name="cursor"><see cref="Page{T}.Next"/> of the part before; null for the first part.</param>
    /// <param name="cancellation">Ends the request.</param>
    public Task<Page<AuditEntry>> GetAuditAsync(int? limit, string? cursor, CancellationToken cancellation) => GetAsync(
        new QueryText("audit").With("limit", limit).With("cursor", cursor).ToString(),
        FleetJson.Default.PageAuditEntry,
        cancellation);
}
