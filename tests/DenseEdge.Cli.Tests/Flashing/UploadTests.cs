using System.Globalization;
using DenseEdge.Cli.Flashing;
using DenseEdge.Cli.Remote;
using DenseEdge.Cli.Tests.Remote;
using Xunit.Abstractions;

namespace DenseEdge.Cli.Tests.Flashing;

/// <summary>Uploads through a real server on this computer.</summary>
public sealed class UploadTests(ITestOutputHelper output) : IDisposable
{
    private const int Megabyte = 1_000_000;
    private const double MostOverhead = 1.05;
    private readonly string _folder = Directory.CreateTempSubdirectory("denseedge-upload-").FullName;

    [Theory]
    [InlineData("65536 bytes (66 kB, 64 KiB) copied, 0.000123 s, 532 MB/s", true, 65536)]
    [InlineData("7 bytes (7B) copied, 0.000044 seconds, 155.4KB/s", true, 7)]
    [InlineData("1 byte copied, 0.1 s, 0.0 kB/s", true, 1)]
    [InlineData("0+1 records in", true, 0)]
    [InlineData("dd: error writing 'standard output': No space left on device", false, 0)]
    public void AcknowledgedStream_LineOfDd_CountsItsBytes(string line, bool isDds, long bytes)
    {
        AcknowledgedStream stream = new(1, new UploadTally(), _ => { });

        Assert.Equal(isDds, stream.Take(line));
        Assert.Equal(bytes, stream.Acknowledged);
    }

    [Theory]
    [InlineData(0, 65536)]
    [InlineData(40_000_000, 156_250)]
    [InlineData(1_000_000_000, 1_048_576)]
    public void Window_OfAFile_IsA256thWithinLimits(long length, int window)
        => Assert.Equal(window, ResumableUpload.Window(length));

    [SshdFact]
    public void Send_CutTwice_GoesOnWhereItWas()
    {
        (long sent, int length) = SendWithCuts(Megabyte * 6, [Megabyte, 4 * Megabyte]);

        // Two cuts lose less than a window each.
        Assert.InRange(sent, length, length + (2 * ResumableUpload.Window(length)));
    }

    [SshdFact]
    [Trait("Category", "long")]
    public void Send_FortyMegabytesCutAtTenRandomOffsets_SendsAtMostFivePercentMore()
    {
        const int Length = 40 * Megabyte;
        Random random = new(20);
        long[] cuts = [.. Enumerable.Range(0, 10).Select(_ => random.NextInt64(Length)).Order()];

        long start = TimeProvider.System.GetTimestamp();
        (long sent, int length) = SendWithCuts(Length, cuts);

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{length} bytes, cut at {string.Join(", ", cuts)}: sent {sent} ({(double)sent / length:F4}x) in "
            + $"{TimeProvider.System.GetElapsedTime(start).TotalSeconds:F1} s"));
        Assert.InRange(sent, length, (long)(MostOverhead * length));
    }

    [SshdFact]
    public void Send_PartWithOtherBytes_IsSentAnew()
    {
        using SshServer server = new();
        (string path, string digest) = MakeFile(300_000);
        string there = Path.Combine(_folder, "there", "bundle");
        Directory.CreateDirectory(Path.GetDirectoryName(there)!);
        File.WriteAllBytes($"{there}.part", new byte[200_000]);
        UploadTally tally = new();

        Send(server, path, digest, there, tally, null);

        Assert.Equal(File.ReadAllBytes(path), File.ReadAllBytes(there));
        Assert.Equal(300_000, tally.SentBytes);
        Assert.False(File.Exists($"{there}.part"));
    }

    [SshdFact]
    public void Send_WhatIsThere_SendsNothing()
    {
        using SshServer server = new();
        (string path, string digest) = MakeFile(100_000);
        string there = Path.Combine(_folder, "it's there", "bundle");
        UploadTally first = new();
        UploadTally second = new();

        Send(server, path, digest, there, first, null);
        Send(server, path, digest, there, second, null);

        Assert.Equal((100_000, 0), (first.SentBytes, second.SentBytes));
    }

    [SshdFact]
    public void Send_FileThatIsNotWhatItsDigestSays_IsRefusedAndLeavesNothing()
    {
        using SshServer server = new();
        (string path, _) = MakeFile(100_000);
        string there = Path.Combine(_folder, "there", "bundle");

        FlashRefusedException fault = Assert.Throws<FlashRefusedException>(
            () => Send(server, path, new string('a', 64), there, new UploadTally(), null));

        Assert.Contains("to have the digest", fault.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(there)!));
    }

    [SshdFact]
    public void Send_ToAFullDisk_SaysHowFarItCameAndKeepsIt()
    {
        using SshServer server = new();
        using SmallDisk disk = new(megabytes: 1);
        (string path, string digest) = MakeFile(3 * Megabyte);

        FlashRefusedException fault = Assert.Throws<FlashRefusedException>(
            () => Send(server, path, digest, Path.Combine(disk.Folder, "bundle"), new UploadTally(), null));

        Assert.Contains("No space left on device", fault.Message, StringComparison.Ordinal);
        Assert.Contains("of 3000000 bytes", fault.Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static void Send(
        SshServer server, string path, string digest, string there, UploadTally tally, IProgress<long>? progress)
    {
        using SshSession session = SshSession.Open(new SshAddress("root@127.0.0.1", server.Port), server.Options, default);
        new ResumableUpload(new DeviceShell(session, sudo: false), tally).Send(path, digest, there, progress, default);
    }

    private (long Sent, int Length) SendWithCuts(int length, long[] cuts)
    {
        using SshServer server = new();
        (string path, string digest) = MakeFile(length);
        string there = Path.Combine(_folder, "there", "bundle");
        UploadTally tally = new();
        Queue<long> waiting = new(cuts);
        for (bool done = false; !done;)
        {
            try
            {
                Send(server, path, digest, there, tally, new Cutter(server, waiting));
                done = true;
            }
            catch (DeviceUnreachableException)
            {
                server.Start();
            }
        }

        Assert.Empty(waiting);
        Assert.Equal(File.ReadAllBytes(path), File.ReadAllBytes(there));
        return (tally.SentBytes, length);
    }

    private (string Path, string Digest) MakeFile(int length)
    {
        byte[] bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        string path = Path.Combine(_folder, "bundle");
        File.WriteAllBytes(path, bytes);
        return (path, FlashPayload.DigestOf(path));
    }

    /// <summary>Kills the server and all its connections when so many bytes are there.</summary>
    private sealed class Cutter(SshServer server, Queue<long> cuts) : IProgress<long>
    {
        public void Report(long value)
        {
            lock (cuts)
            {
                if (cuts.TryPeek(out long next) && value >= next)
                {
                    cuts.Dequeue();
                    server.Kill();
                }
            }
        }
    }
}
