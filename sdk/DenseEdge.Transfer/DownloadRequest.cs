namespace DenseEdge.Transfer;

/// <summary>A file to download: where from, where to, and what it must be.</summary>
public sealed record DownloadRequest
{
    /// <summary>Where it is, http or https.</summary>
    public required Uri Source { get; init; }

    /// <summary>The file that it becomes, an absolute path in a folder that exists. Meanwhile it is called this with
    /// <see cref="HttpTransfer.PartEnding"/>, and stays so if the transfer breaks: the next one goes on from there.</summary>
    public required string Destination { get; init; }

    /// <summary>Its length in bytes.</summary>
    public required long Length { get; init; }

    /// <summary>Its SHA-256 in hexadecimal; null if only <see cref="Sha512"/> is known.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Its SHA-512 in hexadecimal; null if only <see cref="Sha256"/> is known.</summary>
    public string? Sha512 { get; init; }

    /// <summary>Further headers of the request, such as a registry's token.</summary>
    /// <value>None.</value>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    internal DownloadRequest Validated()
    {
        if (Sha256 is null && Sha512 is null)
        {
            throw new ArgumentException($"Expected a SHA-256 or SHA-512 of {Source}, found neither.");
        }

        if (Length < 0)
        {
            throw new ArgumentException($"Expected a length of at least 0 bytes for {Source}, found {Length}.");
        }

        return this;
    }
}
