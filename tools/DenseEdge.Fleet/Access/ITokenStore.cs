namespace DenseEdge.Fleet.Access;

/// <summary>Tokens of people and programs.</summary>
public interface ITokenStore
{
    /// <summary>Makes a token known.</summary>
    /// <param name="token">The token.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>The token.</returns>
    Task<AccessToken> AddAsync(NewToken token, CancellationToken cancellation = default);

    /// <summary>Finds a token that is still taken.</summary>
    /// <param name="hash">Its secret's hash.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>The token; null if there is none or it has expired.</returns>
    Task<AccessToken?> FindAsync(string hash, CancellationToken cancellation = default);

    /// <summary>All tokens, oldest first.</summary>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>The tokens.</returns>
    Task<IReadOnlyList<AccessToken>> ListAsync(CancellationToken cancellation = default);

    /// <summary>Removes a token. The last admin token that never expires can't be removed: nobody could make another.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>Whether there was one.</returns>
    Task<bool> DeleteAsync(long id, CancellationToken cancellation = default);

    /// <summary>Writes when tokens were used, in one batch.</summary>
    /// <param name="uses">The newest use of each token, by its number.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>A task.</returns>
    Task UsedAsync(IReadOnlyDictionary<long, DateTimeOffset> uses, CancellationToken cancellation = default);
}
