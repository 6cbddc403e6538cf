namespace DenseEdge.Tuf.Metadata;

/// <summary>timestamp.json: which snapshot is the newest (section 4.6).</summary>
internal sealed class TimestampMetadata : RoleMetadata
{
    /// <summary>A field of our own: when it was signed. Others may leave it out.</summary>
    public const string SignedField = "x-denseedge-signed";

    private TimestampMetadata(SignedFile file)
        : base(file, RoleNames.Timestamp)
    {
        Snapshot = FileMeta.Read(file.Signed.Child("meta").Child(RoleNames.File(RoleNames.Snapshot)));
        SignedAt = file.Signed.Optional(SignedField) is null ? null : file.Signed.Time(SignedField);
    }

    /// <summary>What the snapshot must be.</summary>
    public FileMeta Snapshot { get; }

    /// <summary>When it was signed, if it says so.</summary>
    public DateTimeOffset? SignedAt { get; }

    /// <summary>Reads it; nothing is checked that needs a key.</summary>
    public static TimestampMetadata Read(SignedFile file) => new(file);
}
