namespace DenseEdge.FleetServer.Repository;

/// <summary>What became of a file that was put into the repository.</summary>
internal enum RepositoryWrite
{
    /// <summary>It is there now.</summary>
    Written,

    /// <summary>It was there already, byte by byte.</summary>
    Same,

    /// <summary>Another one is there, which signed metadata may name: it stays.</summary>
    Refused,
}
