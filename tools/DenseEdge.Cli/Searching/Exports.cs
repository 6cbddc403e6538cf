using DenseEdge.Cli.Profiling.Networks;
using DenseEdge.Onnx.Targets;

namespace DenseEdge.Cli.Searching;

/// <summary>How a search exports networks: all in the same way, and as the profile's were.</summary>
internal static class Exports
{
    /// <summary>Makes the export of a study.</summary>
    /// <param name="settings">The study's settings.</param>
    public static DeploymentExport Of(SearchSettings settings) => new(
        TargetProfiles.Find(settings.Target), settings.Precision, settings.Calibrate ?? settings.Supernet.Data,
        SearchDefaults.CalibrationImages);
}
