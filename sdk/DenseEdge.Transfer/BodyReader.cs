namespace DenseEdge.Transfer;

/// <summary>Reads the body of an answer, if it comes fast enough.</summary>
internal static class BodyReader
{
    private const int ChunkBytes = 1 << 16;

    /// <summary>Hands a body over piece by piece.</summary>
    /// <param name="answer">An answer whose body has not been read.</param>
    /// <param name="take">Takes each piece; what it throws ends the reading.</param>
    /// <param name="options">The least rate.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="TransferException">The connection broke, or the body came too slowly.</exception>
    public static async Task CopyAsync(
        HttpResponseMessage answer,
        Action<ReadOnlyMemory<byte>> take,
        TransferOptions options,
        CancellationToken cancellation)
    {
        using RateWatch watch = new(options, cancellation);
        byte[] chunk = new byte[ChunkBytes];
        using Stream body = await BodyAsync(answer, watch).ConfigureAwait(false);
        while (true)
        {
            int read = await ReadAsync(answer, body, chunk, watch, options, cancellation).ConfigureAwait(false);
            if (read == 0)
            {
                return;
            }

            watch.Count(read);
            take(chunk.AsMemory(0, read));
        }
    }

    private static Task<Stream> BodyAsync(HttpResponseMessage answer, RateWatch watch)
        => answer.Content.ReadAsStreamAsync(watch.Token);

    // Only the reading is guarded: an IOException of whoever takes the bytes is the disk's, not the network's.
    private static async Task<int> ReadAsync(
        HttpResponseMessage answer,
        Stream body,
        byte[] chunk,
        RateWatch watch,
        TransferOptions options,
        CancellationToken cancellation)
    {
        try
        {
            return await body.ReadAsync(chunk, watch.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException slow) when (watch.IsTooSlow && !cancellation.IsCancellationRequested)
        {
            string found = $"fewer over {options.RateWindow.TotalSeconds:0.###} s";
            throw new TransferException(
                TransferReason.TooSlow,
                $"Expected at least {options.MinimumBytesPerSecond} bytes/s from {Source(answer)}, found {found}.",
                slow)
            {
                IsPassing = true,
            };
        }
        catch (Exception broken) when (broken is IOException or HttpRequestException)
        {
            throw new TransferException(
                TransferReason.Unreachable, $"The connection to {Source(answer)} broke: {broken.Message}", broken)
            {
                IsPassing = true,
            };
        }
    }

    private static Uri? Source(HttpResponseMessage answer) => answer.RequestMessage?.RequestUri;
}
