namespace DenseEdge.Cli.Tests.Flashing;

/// <summary>
/// A shell script in the agent's place, for tests of what stands on this side of ssh: what goes over the wire, in which order,
/// and what becomes of the answers. Whether the real agent does so is tested elsewhere, with the real one.
/// </summary>
internal sealed class StandInAgent : IDisposable
{
    /// <summary>The last line of an update that worked.</summary>
    public const string Committed = """{"result":"committed","message":"in use","digest":"sha256:ab","report":{"p95_ms":12.5}}""";

    /// <summary>Writes the script.</summary>
    /// <param name="onApply">Shell lines for "apply"; the bundle's path is in $3.</param>
    /// <param name="engine">The only engine of the device.</param>
    public StandInAgent(string onApply, string engine = "cpu")
    {
        // With its own runtime, as it were: then the script itself is started.
        File.WriteAllText(Path.Combine(Folder, "libhostfxr.so"), "");
        File.WriteAllText(Path.Combine(Folder, "denseedge-agent.dll"), "");
        File.WriteAllText(Path.Combine(Folder, "denseedge-agent"), $$"""
            #!/bin/sh
            case "$1" in
              facts) echo '{"boards":["test board"],"runtimes":[{"provider":"{{engine}}","version":"1.24.1"}]}' ;;
              status) echo '{"state":"idle","active":null,"free_bytes":5000000}' ;;
              rollback) echo '{"result":"rolled-back","message":"back at 1.0.0","digest":"sha256:cd"}' ;;
              apply)
                echo '{"state":"verified","percent":null,"message":"whole"}'
                echo '{"state":"trial","percent":50,"message":"frame 1 of 2"}'
                {{onApply}} ;;
            esac

            """);
    }

    /// <summary>Where it is.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("denseedge-agent-").FullName;

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
