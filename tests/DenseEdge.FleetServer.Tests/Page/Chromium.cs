namespace DenseEdge.FleetServer.Tests.Page;

/// <summary>The Chromium of this machine.</summary>
internal static class Chromium
{
    /// <summary>Its program; null if there is none.</summary>
    public static string? Path { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
        .Select(folder => System.IO.Path.Combine(folder, "chromium"))
        .FirstOrDefault(File.Exists);
}
