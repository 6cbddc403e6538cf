namespace DenseEdge.Agent.Updating;

/// <summary>What is wrong with a signed repository that can be reached.</summary>
public enum RepositoryFault
{
    /// <summary>Its metadata are past their date: nobody renews them, somebody holds back newer ones, or the clock is
    /// wrong.</summary>
    Expired,

    /// <summary>It shows an older state than this device has seen: somebody set it back.</summary>
    RolledBack,

    /// <summary>What it shows is not signed as it must be, or not what was signed.</summary>
    Untrusted,
}
