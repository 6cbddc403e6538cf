namespace DenseEdge.Agent.Tests.Crashing;

/// <summary>What is on a disk after a power cut.</summary>
public enum Survival
{
    /// <summary>All that was written: the process was killed, the system lived on.</summary>
    WrittenIsKept,

    /// <summary>Only what was synchronised: bytes of files and names in folders, each for itself.</summary>
    UnsyncedIsLost,

    /// <summary>What was synchronised, and of the rest whatever chance wants: names in any order, files torn or full of
    /// zeros.</summary>
    Chance,
}
