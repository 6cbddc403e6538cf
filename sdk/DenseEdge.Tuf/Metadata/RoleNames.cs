namespace DenseEdge.Tuf.Metadata;

/// <summary>The roles that every repository has.</summary>
internal static class RoleNames
{
    public const string Root = "root";
    public const string Timestamp = "timestamp";
    public const string Snapshot = "snapshot";
    public const string Targets = "targets";

    /// <summary>All four.</summary>
    public static IReadOnlyList<string> TopLevel { get; } = [Root, Timestamp, Snapshot, Targets];

    /// <summary>The name under which a role's metadata is listed.</summary>
    public static string File(string role) => role + ".json";
}
