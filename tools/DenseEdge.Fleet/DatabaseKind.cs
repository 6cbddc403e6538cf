namespace DenseEdge.Fleet;

/// <summary>The databases that a store can lie on.</summary>
public enum DatabaseKind
{
    /// <summary>One file beside the server, for one node.</summary>
    Sqlite,

    /// <summary>A PostgreSQL server, for any number of nodes.</summary>
    PostgreSql,
}
