using System.Globalization;
using DenseEdge.Bundles;
using DenseEdge.Onnx.Targets;
using DenseEdge.Sdk;

namespace DenseEdge.Cli.Bundling;

/// <summary>What runs a model that was exported for a target, as the target's profile says.</summary>
/// <param name="Runtimes">The engines with their versions.</param>
/// <param name="Boards">Words of the boards' names; empty for any board.</param>
internal sealed record TargetRuntimes(IReadOnlyList<RuntimeRange> Runtimes, IReadOnlyList<string> Boards)
{
    private const string JetPack = "jetpack";

    // "NVIDIA Jetson Orin Nano", or "nvidia,tegra234" in the device tree of somebody's own carrier board.
    private static readonly string[] Jetsons = ["jetson", "tegra"];

    /// <summary>Finds what runs a model.</summary>
    /// <param name="target">The target's name; null for a model for any engine.</param>
    public static TargetRuntimes Of(string? target)
    {
        if (target is null)
        {
            return new TargetRuntimes([.. ExecutionProviders.Automatic.Select(provider => new RuntimeRange(provider))], []);
        }

        TargetProfile profile = TargetProfiles.Find(target);
        string[] boards = target.StartsWith(JetPack, StringComparison.Ordinal) ? Jetsons : [];
        return new TargetRuntimes([Range(profile)], boards);
    }

    private static RuntimeRange Range(TargetProfile profile) => profile.Engine switch
    {
        TargetEngine.TensorRt => TensorRt(profile.EngineVersion),
        TargetEngine.DirectMl => new RuntimeRange(ExecutionProvider.DirectMl),
        _ => new RuntimeRange(ExecutionProvider.Cpu, profile.EngineVersion),
    };

    // What a parser of TensorRT takes changes with its first number.
    private static RuntimeRange TensorRt(string version)
    {
        string[] parts = version.Split('.');
        int major = int.Parse(parts[0], CultureInfo.InvariantCulture);
        string from = parts.Length > 1 && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int minor)
            ? string.Create(CultureInfo.InvariantCulture, $"{major}.{minor}")
            : parts[0];
        return new RuntimeRange(ExecutionProvider.TensorRt, from, (major + 1).ToString(CultureInfo.InvariantCulture));
    }
}
