namespace DenseEdge.Bundles.Registries;

/// <summary>How a <see cref="RegistryClient"/> talks to a registry.</summary>
public sealed record RegistryOptions
{
    /// <summary>Whether HTTP without TLS is allowed for any host. It always is for this machine itself (127.0.0.1, ::1,
    /// localhost) when <see cref="PlainHttp"/> is set.</summary>
    /// <value>Default: false.</value>
    public bool AllowPlainHttpAnywhere { get; init; }

    /// <summary>Whether to use HTTP without TLS.</summary>
    /// <value>Default: false.</value>
    public bool PlainHttp { get; init; }

    /// <summary>The user's name; null for nobody.</summary>
    public string? UserName { get; init; }

    /// <summary>The user's password or token.</summary>
    public string? Password { get; init; }

    /// <summary>Bytes of a piece when a blob is pushed.</summary>
    /// <value>Default: 8 MiB. Smaller blobs go in one request.</value>
    public int ChunkBytes { get; init; } = 8 << 20;

    /// <summary>How often a piece is sent again in a row before the push fails.</summary>
    /// <value>Default: 5.</value>
    public int Attempts { get; init; } = 5;
}
