namespace DenseEdge.FleetServer.Security;

/// <summary>Who may use an endpoint. Each role of people may what the one before may.</summary>
internal enum Access
{
    /// <summary>Anyone, without a token.</summary>
    Anyone,

    /// <summary>The device that the path names, by its own token or the gateway's.</summary>
    Device,

    /// <summary>Whoever may read the signed repository: anyone, or with a token if it is private.</summary>
    RepositoryReader,

    /// <summary>A person or a program that may read.</summary>
    Viewer,

    /// <summary>A person or a program that may update devices.</summary>
    Operator,

    /// <summary>A person or a program that may make tokens.</summary>
    Admin,
}
