using System.Collections.Concurrent;
using System.Diagnostics;

namespace DenseEdge.FleetServer.Tests.Suricatta;

/// <summary>SWUpdate's daemon with its hawkBit client, suricatta, in a folder of its own.</summary>
internal sealed class Swupdate : IDisposable
{
    public const string Program = "/usr/bin/swupdate";

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();

    /// <summary>Starts it.</summary>
    /// <param name="folder">Where its sockets and its certificate (c.pem) are.</param>
    /// <param name="suricatta">The options of suricatta.</param>
    public Swupdate(string folder, string suricatta)
    {
        ProcessStartInfo start = new(
            Program,
            ["-v", "-l", "5", "-H", "vdev:1.0", "-k", Path.Combine(folder, "c.pem"), "-M", "-m", "-u", suricatta])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        start.Environment["TMPDIR"] = Directory.CreateDirectory(Path.Combine(folder, "tmp")).FullName;
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => _lines.Enqueue(line.Data ?? "");
        _process.ErrorDataReceived += (_, line) => _lines.Enqueue(line.Data ?? "");
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>What it has said so far.</summary>
    public string Said => string.Join('\n', _lines);

    /// <summary>Whether it has ended.</summary>
    public bool HasEnded => _process.HasExited;

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.WaitForExit();
        _process.Dispose();
    }
}
