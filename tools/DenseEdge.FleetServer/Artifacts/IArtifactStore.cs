namespace DenseEdge.FleetServer.Artifacts;

/// <summary>Where the models' files lie, by the SHA-256 of their content: equal files lie there once.</summary>
internal interface IArtifactStore
{
    /// <summary>What an operator calls the place.</summary>
    string Place { get; }

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

    /// <summary>Removes a file; one that isn't there is no fault.</summary>
    Task DeleteAsync(string sha256, CancellationToken cancellation);
}
