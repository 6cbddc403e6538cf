using System.Diagnostics;
using System.Globalization;

namespace DenseEdge.Cli.Tests.Flashing;

/// <summary>A disk in memory that is soon full. Needs root.</summary>
internal sealed class SmallDisk : IDisposable
{
    /// <summary>Mounts it.</summary>
    /// <param name="megabytes">Its size in MiB.</param>
    public SmallDisk(int megabytes)
    {
        string size = string.Create(CultureInfo.InvariantCulture, $"size={megabytes}m");
        Run("mount", "-t", "tmpfs", "-o", size, "denseedge-test", Folder);
    }

    /// <summary>Where it is.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("denseedge-small-disk-").FullName;

    /// <inheritdoc/>
    public void Dispose()
    {
        Run("umount", "-l", Folder);
        Directory.Delete(Folder);
    }

    private static void Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(program, arguments);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
