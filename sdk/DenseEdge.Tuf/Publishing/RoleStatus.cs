namespace DenseEdge.Tuf.Publishing;

/// <summary>How a role of a repository stands.</summary>
/// <param name="Role">The role.</param>
/// <param name="Version">The published version; 0 if there is none.</param>
/// <param name="Expires">When that expires; null if there is none.</param>
/// <param name="StagedVersion">The version that waits to be signed or published; null if none does.</param>
/// <param name="Signatures">How many keys signed what waits (or what is published, if nothing waits).</param>
/// <param name="Threshold">How many must.</param>
/// <param name="IsReady">Whether nothing keeps what waits from being published, as far as this role goes.</param>
public sealed record RoleStatus(
    string Role,
    long Version,
    DateTimeOffset? Expires,
    long? StagedVersion,
    int Signatures,
    long Threshold,
    bool IsReady);
