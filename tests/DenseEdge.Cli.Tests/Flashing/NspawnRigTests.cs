using System.Diagnostics;
using Xunit.Abstractions;

namespace DenseEdge.Cli.Tests.Flashing;

/// <summary>The agent as a systemd service on a device of its own: what tests/rigs/nspawn/run does and checks.</summary>
[Trait("Category", "long")]
public sealed class NspawnRigTests(SignedBundles bundles, ITestOutputHelper output)
    : IClassFixture<SignedBundles>, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("denseedge-rig-").FullName;

    [NspawnFact]
    public void Run_InstallUpdateKillWatchdogReturnAndPowerCut_EveryCheckIsAsExpected()
    {
        DirectoryInfo? root = new(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "DenseEdge.slnx")))
        {
            root = root.Parent;
        }

        Assert.NotNull(root);
        ProcessStartInfo start = new(Path.Combine(root.FullName, "tests/rigs/nspawn/run"), [bundles.Model, _folder])
        {
            RedirectStandardOutput = true,
            Environment = { ["DENSEEDGE"] = Path.Combine(AppContext.BaseDirectory, "denseedge") },
        };
        using Process process = Process.Start(start)!;
        string seen = process.StandardOutput.ReadToEnd();
        process.WaitForExit();

        output.WriteLine(seen);
        Assert.True(process.ExitCode == 0, seen);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
