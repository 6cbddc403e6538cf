using DenseEdge.Sdk;

namespace DenseEdge.Cli.Profiling.Devices;

/// <summary>How a measuring device is opened.</summary>
internal sealed record DeviceOptions
{
    /// <summary>The folder for measurements that were begun.</summary>
    public required string WorkFolder { get; init; }

    /// <summary>Threads of the engine; 0 for one per physical core.</summary>
    public int Threads { get; init; }

    /// <summary>What computes; null for the best that is there.</summary>
    public ExecutionProvider? Engine { get; init; }

    /// <summary>Words that stand before the measuring program's own, such as "taskset -c 1".</summary>
    public string Prefix { get; init; } = "";

    /// <summary>Words for ssh and scp, such as "-i key".</summary>
    public string SshOptions { get; init; } = "";

    /// <summary>The folder of the program that a remote device gets; null for this program's own.</summary>
    public string? Program { get; init; }
}
