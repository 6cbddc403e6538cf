using DenseEdge.Cli.Profiling.Devices;
using DenseEdge.Sdk;

namespace DenseEdge.Cli.Profiling;

/// <summary>What a user said to denseedge profile.</summary>
internal sealed record ProfileArguments
{
    /// <summary>The device, as <see cref="MeasuringDevices.Open"/> takes it.</summary>
    public required string Device { get; init; }

    /// <summary>The profile, device.json.</summary>
    public required string Out { get; init; }

    /// <summary>A data set, whose tasks and size are taken; null if the tasks are named.</summary>
    public string? Data { get; init; }

    /// <summary>Keys of the tasks, with the number of classes where there is no data: "semseg:40,depth".</summary>
    public string? Tasks { get; init; }

    /// <summary>Name of the backbone.</summary>
    public string? Backbone { get; init; }

    /// <summary>Name of the neck.</summary>
    public string? Neck { get; init; }

    /// <summary>Network input in pixels.</summary>
    public (int Height, int Width)? Size { get; init; }

    /// <summary>fp32, fp16 or int8.</summary>
    public string Precision { get; init; } = "fp32";

    /// <summary>The name of a target, or the path of a target's profile.</summary>
    public string Target { get; init; } = "cpu";

    /// <summary>How many networks are measured for fit and error together.</summary>
    public int Networks { get; init; } = 90;

    /// <summary>Seed of the choice of networks.</summary>
    public int Seed { get; init; }

    /// <summary>Whether the networks that are held out are measured twice, to show what error the device itself makes.</summary>
    public bool Repeats { get; init; }

    /// <summary>Threads of the engine; 0 for one per physical core.</summary>
    public int Threads { get; init; }

    /// <summary>What computes; null for the best that is there.</summary>
    public ExecutionProvider? Engine { get; init; }

    /// <summary>Words before the measuring program.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>Words for ssh and scp.</summary>
    public string SshOptions { get; init; } = "";

    /// <summary>The program's folder for a remote device.</summary>
    public string? Program { get; init; }
}
