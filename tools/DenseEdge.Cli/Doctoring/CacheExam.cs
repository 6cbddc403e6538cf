using DenseEdge.Sdk.Inference.TensorRt;

namespace DenseEdge.Cli.Doctoring;

/// <summary>Whether TensorRT could keep what it builds.</summary>
internal static class CacheExam
{
    /// <summary>Looks at the folder for built engines, and writes into it.</summary>
    /// <param name="folder">The folder; null for the usual one.</param>
    public static DoctorFinding Examine(string? folder = null)
    {
        string root = EngineCache.Root(folder);
        if (EngineCache.FindFault(root) is { } fault)
        {
            return new DoctorFinding("cache", "built engines", FindingState.Absent, fault, "Only TensorRT needs it.");
        }

        int engines = Directory.EnumerateFiles(root, EngineCache.KeyFile, SearchOption.AllDirectories).Count();
        return new DoctorFinding("cache", "built engines", FindingState.Good, $"{root}: writable, {engines} engines");
    }
}
