namespace DenseEdge.Fleet.Backup;

/// <summary>
/// A dump: gzip over lines of JSON. The first line names format, version and schema; {"table":...} begins a table, whose rows
/// follow as arrays in the order of its columns; {"counter":...} tells how far a key has counted; the last line has the SHA-256 of
/// all bytes before it.
/// </summary>
internal static class DumpFormat
{
    public const string Name = "denseedge-fleet-dump";

    public const int Version = 1;

    /// <summary>Pattern of settings that belong to one database and not to the fleet.</summary>
    public const string OwnSettings = "changes.*";

    /// <summary>Longest line that is read, in bytes; the longest that is written is a report of at most 8192 characters.</summary>
    public const int MostLineBytes = 4 << 20;
}
