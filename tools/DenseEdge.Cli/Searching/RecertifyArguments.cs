namespace DenseEdge.Cli.Searching;

/// <summary>What a user said to denseedge recertify.</summary>
internal sealed record RecertifyArguments
{
    /// <summary>The study's folder.</summary>
    public required string Study { get; init; }

    /// <summary>The name of the device that measures.</summary>
    public required string Device { get; init; }

    /// <summary>Runs of each model, at least.</summary>
    public required int Runs { get; init; }

    /// <summary>Words before the measuring program's own, such as "taskset -c 1".</summary>
    public string Prefix { get; init; } = "";

    /// <summary>Words for ssh and scp.</summary>
    public string SshOptions { get; init; } = "";
}
