namespace DenseEdge.Cli.Profiling.Agent;

/// <summary>Lets one process at a time write a result: after a cut connection the agent before may need a moment to
/// notice.</summary>
internal static class Lease
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    /// <summary>Waits until no other process holds the file, and holds it.</summary>
    /// <param name="path">A file beside the result.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="IOException">Another process holds it for a minute, or the file can't be written.</exception>
    /// <returns>The lease, which ends when it is disposed or the process dies.</returns>
    public static FileStream Take(string path, CancellationToken cancellation)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        long start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(
                    path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
            }
            catch (IOException) when (TimeProvider.System.GetElapsedTime(start) < LongestWait)
            {
                cancellation.WaitHandle.WaitOne(Interval);
                cancellation.ThrowIfCancellationRequested();
            }
        }
    }
}
