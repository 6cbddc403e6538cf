using System.Globalization;
using DenseEdge.Cli.Remote;

namespace DenseEdge.Cli.Flashing;

/// <summary>Writes a file into a program's input, never more than a window ahead of what the other end says it has
/// written.</summary>
/// <param name="window">Bytes that may be on their way.</param>
/// <param name="tally">Counts what is sent.</param>
/// <param name="progress">Gets the bytes that were acknowledged.</param>
internal sealed class AcknowledgedStream(int window, UploadTally tally, Action<long> progress)
{
    private const int PieceBytes = 32 * 1024;
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(60);
    private readonly object _gate = new();
    private long _acknowledged;

    /// <summary>Bytes that the other end has.</summary>
    public long Acknowledged
    {
        get
        {
            lock (_gate)
            {
                return _acknowledged;
            }
        }
    }

    /// <summary>Takes a line of the other end's output: dd's "65536 bytes (66 kB, 64 KiB) copied, 0.001 s, 66 MB/s".</summary>
    /// <param name="line">The line.</param>
    /// <returns>Whether it was one of dd's.</returns>
    public bool Take(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        string[] words = line.Split(' ', 3);
        if (words.Length >= 2 && words[1].StartsWith("byte", StringComparison.Ordinal)
            && long.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out long bytes))
        {
            long there;
            lock (_gate)
            {
                there = _acknowledged += bytes;
                Monitor.PulseAll(_gate);
            }

            progress(there);
            return true;
        }

        return line.Contains(" records ", StringComparison.Ordinal);
    }

    /// <summary>Writes the file from an offset to its end and waits until all of it was acknowledged. Returns early when the
    /// receiver ended: its exit code says why.</summary>
    /// <param name="file">The file.</param>
    /// <param name="offset">Where to begin.</param>
    /// <param name="receiver">The program.</param>
    /// <param name="cancellation">Stops.</param>
    /// <exception cref="DeviceUnreachableException">The other end said nothing for a minute.</exception>
    public void Write(FileStream file, long offset, ChildProgram receiver, CancellationToken cancellation)
    {
        byte[] piece = new byte[PieceBytes];
        file.Position = offset;
        long sent = 0;
        try
        {
            for (int read; (read = file.Read(piece)) > 0; sent += read)
            {
                if (!WaitUntil(sent + read - window, receiver, cancellation))
                {
                    return;
                }

                receiver.Input.Write(piece, 0, read);
                receiver.Input.Flush();
                tally.SentBytes += read;
            }

            if (WaitUntil(sent, receiver, cancellation))
            {
                receiver.Input.Close();
            }
        }
        catch (IOException)
        {
            // The receiver ended: its exit code says why.
        }
    }

    /// <summary>Waits until enough was acknowledged.</summary>
    /// <returns>Whether it was; false if the receiver ended before.</returns>
    private bool WaitUntil(long bytes, ChildProgram receiver, CancellationToken cancellation)
    {
        long start = TimeProvider.System.GetTimestamp();
        lock (_gate)
        {
            long last = _acknowledged;
            while (_acknowledged < bytes)
            {
                cancellation.ThrowIfCancellationRequested();
                if (receiver.HasEnded)
                {
                    return false;
                }

                Monitor.Wait(_gate, LookInterval);
                if (_acknowledged != last)
                {
                    (last, start) = (_acknowledged, TimeProvider.System.GetTimestamp());
                }
                else if (TimeProvider.System.GetElapsedTime(start) > LongestSilence)
                {
                    throw new DeviceUnreachableException(
                        $"Expected the device to write what it gets, it wrote nothing for {LongestSilence.TotalSeconds:F0} s");
                }
            }
        }

        return true;
    }
}
