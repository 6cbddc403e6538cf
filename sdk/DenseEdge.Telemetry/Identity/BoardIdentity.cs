using DenseEdge.Telemetry.Identity;
using DenseEdge.Telemetry.Sensors;

namespace DenseEdge.Telemetry;

/// <summary>Which machine a program runs on, for reports beside measured figures. What the system doesn't tell is null.</summary>
public sealed record BoardIdentity
{
    /// <summary>Gets the board: "NVIDIA Jetson Orin Nano Developer Kit", "Raspberry Pi 5 Model B Rev 1.0", a PC's name.</summary>
    public string? Model { get; init; }

    /// <summary>Gets the device tree's names of board and chip, from special to general; empty on a PC.</summary>
    public IReadOnlyList<string> Compatible { get; init; } = [];

    /// <summary>Gets the board's serial number. It identifies one device: leave it out of what is published.</summary>
    public string? SerialNumber { get; init; }

    /// <summary>Gets the processor: "AMD EPYC", "Arm Cortex-A78AE".</summary>
    public string? Processor { get; init; }

    /// <summary>Gets the number of processor cores that are switched on; a Jetson's power mode may switch some off.</summary>
    public int? OnlineCores { get; init; }

    /// <summary>Gets the memory that the kernel manages, in bytes.</summary>
    public long? MemoryBytes { get; init; }

    /// <summary>Gets the distribution: "Ubuntu 22.04.5 LTS".</summary>
    public string? OperatingSystem { get; init; }

    /// <summary>Gets the kernel's version: "5.15.148-tegra".</summary>
    public string? Kernel { get; init; }

    /// <summary>Gets the version of Jetson Linux (L4T): "36.4.3", which is part of JetPack 6.2; null on other boards.</summary>
    public string? JetsonLinux { get; init; }

    /// <summary>Gets the Jetson's power mode: "15W (mode 0)"; null on other boards.</summary>
    public string? PowerMode { get; init; }

    /// <summary>Reads what the system tells.</summary>
    /// <param name="root">The folder that has proc, sys and etc in it.</param>
    public static BoardIdentity Read(string root = "/")
    {
        ArgumentException.ThrowIfNullOrEmpty(root);
        return BoardIdentityReader.Read(new SystemTree(root));
    }
}
