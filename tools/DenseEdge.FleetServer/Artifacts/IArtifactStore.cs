using DenseEdge.FleetServer.Settings;

namespace DenseEdge.FleetServer.Artifacts;

/// <summary>Where the models' files lie, by the SHA-256 of their content: equal files lie there once.</summary>
internal interface IArtifactStore
{
    /// <summary>What an operator calls the place.</summary>
    string Place { get; }

    /// <summary>Says for which fleet the place is: a node removes files that its own database doesn't need, so two databases must
    /// never share a place.</summary>
    /// <param name="fleet">What the fleet's database calls itself.</param>
    /// <exception cref="SettingsException">It is another fleet's.</exception>
    void Claim(string fleet);

    /// <summary>Takes a body into a temporary file of this node, which is not in the store before
    /// <see cref="KeepAsync"/>.</summary>
    /// <param name="body">The body; read to its end, once.</param>
    /// <param name="mostBytes">What it may have at most.</param>
    /// <param name="cancellation">Ends it early; nothing stays.</param>
    /// <exception cref="InvalidDataException">It is longer than that, or empty.</exception>
    Task<ReceivedFile> ReceiveAsync(Stream body, long mostBytes, CancellationToken cancellation);

    /// <summary>Puts a received file into the store, durably.</summary>
    /// <exception cref="IOException">The place refused.</exception>
    Task KeepAsync(ReceivedFile file, CancellationToken cancellation);

    /// <summary>Opens a file for reading.</summary>
    /// <param name="sha256">Its digest.</param>
    /// <param name="sizeBytes">Its length.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>A stream that can seek; null if the store has no such file.</returns>
    Task<Stream?> OpenAsync(string sha256, long sizeBytes, CancellationToken cancellation);

    /// <summary>Removes files that nothing refers to. A young one stays: its upload may be about to be written down.</summary>
    /// <param name="isNeeded">Whether something refers to a digest.</param>
    /// <param name="cancellation">Stops between files.</param>
    /// <returns>How many were removed.</returns>
    Task<int> CollectAsync(Func<string, Task<bool>> isNeeded, CancellationToken cancellation);
}
