namespace DenseEdge.Tuf;

/// <summary>Why something is not trusted.</summary>
public enum TufReason
{
    /// <summary>It is no metadata: no JSON, a field missing or of the wrong kind, a specification of another major
    /// version.</summary>
    Malformed,

    /// <summary>Fewer keys than the threshold signed it.</summary>
    NotSigned,

    /// <summary>It is older than what was trusted already: a rollback attack, or a server that lost its newest state.</summary>
    Rollback,

    /// <summary>It is past its expiry: a freeze attack, a repository that nobody renews, or a wrong clock.</summary>
    Expired,

    /// <summary>Its length, digest or version is not the one that signed metadata announces: a mix-and-match attack.</summary>
    Mismatch,

    /// <summary>Signed metadata announces it, but the server does not have it.</summary>
    Missing,

    /// <summary>It is longer than it may be: an endless-data attack.</summary>
    TooLong,

    /// <summary>There is no trusted root to start from.</summary>
    NoRoot,

    /// <summary>Nobody who may do so describes this target.</summary>
    NoSuchTarget,

    /// <summary>A repository is asked for something that its clients would refuse.</summary>
    NotPublishable,
}
