using System.Security.Cryptography;
using DenseEdge.Storage;
using DenseEdge.Transfer.Tests.Support;

namespace DenseEdge.Transfer.Tests;

public sealed class DownloadTests : IDisposable
{
    private const int FileBytes = 1_000_003;

    private readonly string _folder = Directory.CreateTempSubdirectory("denseedge-transfer-").FullName;
    private readonly byte[] _file = new byte[FileBytes];
    private readonly string _digest;

    public DownloadTests()
    {
        new Random(7).NextBytes(_file);
        _digest = Convert.ToHexStringLower(SHA256.HashData(_file));
    }

    private string Destination => Path.Combine(_folder, "model.bundle");

    private string Part => Destination + HttpTransfer.PartEnding;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Download_OfAGoodServer_IsTheFileAndNothingElse()
    {
        using HostileServer server = new(request => request.ServeAsync(_file));

        await DownloadAsync(server);

        Assert.Equal(_file, File.ReadAllBytes(Destination));
        Assert.Equal([Destination], Directory.GetFiles(_folder));
        Assert.Equal(FileBytes, server.SentBodyBytes);
    }

    [Fact]
    public async Task Download_CutAtTenRandomOffsets_AsksForTheRestOnly()
    {
        Random random = new(3);
        int cuts = 0;
        using HostileServer server = new(request =>
            request.ServeAsync(_file, cuts++ < 10 ? random.Next(1, FileBytes / 10) : int.MaxValue));
        using HttpTransfer transfer = new(Quick with { Attempts = 5 });

        await transfer.DownloadAsync(server.Address, Destination, FileBytes, _digest, PhysicalFileSystem.Instance);

        Assert.Equal(_file, File.ReadAllBytes(Destination));
        Assert.True(server.SentBodyBytes <= FileBytes * 1.05, $"{server.SentBodyBytes} bytes for {FileBytes}");
        Assert.Equal(11, server.Requests.Count);
        Assert.All(server.Requests.Skip(1), head => Assert.Contains("If-Range: \"v1\"", head, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Download_InAnotherProcess_GoesOnWhereTheFirstBroke()
    {
        using (HostileServer breaking = new(request => request.ServeAsync(_file, mostBytes: 400_000)))
        using (HttpTransfer transfer = new(Quick with { Attempts = 1 }))
        using (CancellationTokenSource cancellation = new())
        {
            Progress stop = new(bytes => { if (bytes >= 400_000) { cancellation.Cancel(); } });
            await Assert.ThrowsAnyAsync<OperationCanceledException>(
                () => transfer.DownloadAsync(
                    breaking.Address, Destination, FileBytes, _digest, PhysicalFileSystem.Instance, stop, cancellation.Token));
        }

        using HostileServer server = new(request => request.ServeAsync(_file));
        await DownloadAsync(server);

        Assert.Equal(_file, File.ReadAllBytes(Destination));
        Assert.Equal(FileBytes - 400_000, server.SentBodyBytes);
    }

    [Fact]
    public async Task Download_OfAPartThatAPowerCutSpoiled_StartsOver()
    {
        byte[] spoiled = _file[..500_000];
        spoiled[^1] ^= 1;
        File.WriteAllBytes(Part, spoiled);
        using HostileServer server = new(request => request.ServeAsync(_file));

        await DownloadAsync(server);

        Assert.Equal(_file, File.ReadAllBytes(Destination));
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task Download_OfAnotherVersionThanThePart_TakesTheNewOneWhole()
    {
        File.WriteAllBytes(Part, new byte[500_000]);
        File.WriteAllText(Part + ".etag", "\"v1\"");
        using HostileServer server = new(request => request.ServeAsync(_file, tag: "\"v2\""));

        await DownloadAsync(server);

        Assert.Equal(_file, File.ReadAllBytes(Destination));
        Assert.Single(server.Requests);
        Assert.Equal(FileBytes, server.SentBodyBytes);
    }

    [Fact]
    public async Task Download_OfAStaleVersionByRange_StartsOver()
    {
        File.WriteAllBytes(Part, new byte[500_000]);
        File.WriteAllText(Part + ".etag", "\"v1\"");
        using HostileServer server = new(
            request => request.From is { } from ? RangeAsync(request, from, "\"v2\"") : request.ServeAsync(_file));

        await DownloadAsync(server);

        Assert.Equal(_file, File.ReadAllBytes(Destination));
        Assert.Null(RangeOf(server.Requests.Last()));
    }

    [Fact]
    public async Task Download_OfAServerThatIgnoresRanges_TakesTheFileWhole()
    {
        File.WriteAllBytes(Part, _file[..500_000]);
        using HostileServer server = new(async request =>
        {
            await request.HeadAsync($"HTTP/1.1 200 OK\nContent-Length: {FileBytes}");
            await request.BodyAsync(_file);
        });

        await DownloadAsync(server);

        Assert.Equal(_file, File.ReadAllBytes(Destination));
    }

    [Theory]
    [InlineData("bytes 0-1000002/1000003")]
    [InlineData("bytes 499999-1000002/1000003")]
    [InlineData("bytes 500000-1000001/1000003")]
    [InlineData("bytes 500000-1000002/2000000")]
    [InlineData("lines 500000-1000002/1000003")]
    public async Task Download_OfTheWrongRange_TakesTheFileWhole(string range)
    {
        File.WriteAllBytes(Part, _file[..500_000]);
        using HostileServer server = new(async request =>
        {
            if (request.From is null)
            {
                await request.ServeAsync(_file);
                return;
            }

            await request.HeadAsync($"HTTP/1.1 206 Partial\nContent-Range: {range}\nContent-Length: 500003");
            await request.BodyAsync(new byte[500_003]);
        });

        await DownloadAsync(server);

        Assert.Equal(_file, File.ReadAllBytes(Destination));
        Assert.Null(RangeOf(server.Requests.Last()));
    }

    [Fact]
    public async Task Download_WithoutARangeAskedFor_RefusesAPiece()
    {
        using HostileServer server = new(request => RangeAsync(request, 0, "\"v1\""));

        TransferException failure = await FailAsync(server);

        Assert.Equal(TransferReason.BadAnswer, failure.Reason);
    }

    [Fact]
    public async Task Download_OfAPartLongerThanTheFile_StartsOver()
    {
        File.WriteAllBytes(Part, new byte[FileBytes + 1]);
        using HostileServer server = new(request => request.ServeAsync(_file));

        await DownloadAsync(server);

        Assert.Equal(_file, File.ReadAllBytes(Destination));
    }

    [Fact]
    public async Task Download_OfAnEndlessBody_StopsAtTheLength()
    {
        using HostileServer server = new(async request =>
        {
            await request.HeadAsync("HTTP/1.1 200 OK");
            while (true)
            {
                await request.BodyAsync(_file);
            }
        });

        TransferException failure = await FailAsync(server);

        Assert.Equal(TransferReason.TooLong, failure.Reason);
        Assert.Contains($"Expected {FileBytes} bytes", failure.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Theory]
    [InlineData(FileBytes + 1, TransferReason.TooLong)]
    [InlineData(FileBytes - 1, TransferReason.TooShort)]
    public async Task Download_OfAnotherLength_IsRefusedAtOnce(int length, TransferReason reason)
    {
        using HostileServer server = new(async request =>
        {
            await request.HeadAsync($"HTTP/1.1 200 OK\nContent-Length: {length}");
            await request.BodyAsync(_file);
        });

        TransferException failure = await FailAsync(server);

        Assert.Equal(reason, failure.Reason);
        Assert.Single(server.Requests);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task Download_WithTheWrongDigest_LeavesTheOldFileAndNoPart()
    {
        File.WriteAllText(Destination, "old");
        byte[] other = (byte[])_file.Clone();
        other[77] ^= 1;
        using HostileServer server = new(request => request.ServeAsync(other));

        TransferException failure = await FailAsync(server);

        Assert.Equal(TransferReason.WrongDigest, failure.Reason);
        Assert.Contains(_digest, failure.Message, StringComparison.Ordinal);
        Assert.Equal("old", File.ReadAllText(Destination));
        Assert.Equal([Destination], Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task Download_OfASlowDrip_IsAbandonedAfterEveryAttempt()
    {
        using HostileServer server = new(async request =>
        {
            await request.HeadAsync($"HTTP/1.1 200 OK\nContent-Length: {FileBytes}");
            while (true)
            {
                await request.BodyAsync(_file.AsMemory(0, 1));
                await Task.Delay(20, request.Stop);
            }
        });
        using HttpTransfer transfer = new(
            Quick with { Attempts = 2, RateWindow = TimeSpan.FromMilliseconds(200), MinimumBytesPerSecond = 10_000 });

        TransferException failure = await Assert.ThrowsAsync<TransferException>(
            () => transfer.DownloadAsync(server.Address, Destination, FileBytes, _digest, PhysicalFileSystem.Instance));

        Assert.Equal(TransferReason.TooSlow, failure.Reason);
        Assert.Equal(2, server.Requests.Count);
        Assert.False(File.Exists(Destination));
    }

    [Fact]
    public async Task Download_CutAgainAtTheSameByte_EndsWithTheAttempts()
    {
        using HostileServer server = new(async request =>
        {
            await request.HeadAsync($"HTTP/1.1 200 OK\nContent-Length: {FileBytes}");
            await request.BodyAsync(_file.AsMemory(0, 300_000));
        });

        TransferException failure = await FailAsync(server);

        Assert.Equal(TransferReason.Unreachable, failure.Reason);
        // The first got further than nothing, which is forgiven; then 3 that got no further.
        Assert.Equal(4, server.Requests.Count);
    }

    [Fact]
    public async Task Download_BySha512_ChecksIt()
    {
        using HostileServer server = new(request => request.ServeAsync(_file));
        using HttpTransfer transfer = new(Quick);
        DownloadRequest request = new()
        {
            Source = server.Address,
            Destination = Destination,
            Length = FileBytes,
            Sha512 = Convert.ToHexString(SHA512.HashData(_file)),
        };

        await transfer.DownloadAsync(request, PhysicalFileSystem.Instance);
        Assert.Equal(_file, File.ReadAllBytes(Destination));

        TransferException failure = await Assert.ThrowsAsync<TransferException>(
            () => transfer.DownloadAsync(request with { Sha512 = new string('0', 128) }, PhysicalFileSystem.Instance));
        Assert.Equal(TransferReason.WrongDigest, failure.Reason);
    }

    [Fact]
    public async Task Download_OfAnEmptyFile_MakesOne()
    {
        using HostileServer server = new(request => request.ServeAsync([]));
        using HttpTransfer transfer = new(Quick);

        await transfer.DownloadAsync(
            server.Address, Destination, 0, Convert.ToHexString(SHA256.HashData([])), PhysicalFileSystem.Instance);

        Assert.Empty(File.ReadAllBytes(Destination));
    }

    private static TransferOptions Quick => new()
    {
        Attempts = 3,
        BackOffBase = TimeSpan.FromMilliseconds(1),
        BackOffLimit = TimeSpan.FromMilliseconds(4),
        JitterSeed = 5,
    };

    private static string? RangeOf(string head)
        => head.Split("\r\n").FirstOrDefault(line => line.StartsWith("Range", StringComparison.OrdinalIgnoreCase));

    private async Task RangeAsync(HostileRequest request, int from, string tag)
    {
        await request.HeadAsync(
            $"HTTP/1.1 206 Partial\nETag: {tag}\nContent-Range: bytes {from}-{FileBytes - 1}/{FileBytes}\n"
            + $"Content-Length: {FileBytes - from}");
        await request.BodyAsync(_file.AsMemory(from));
    }

    private async Task DownloadAsync(HostileServer server)
    {
        using HttpTransfer transfer = new(Quick);
        await transfer.DownloadAsync(server.Address, Destination, FileBytes, _digest, PhysicalFileSystem.Instance);
    }

    private Task<TransferException> FailAsync(HostileServer server)
        => Assert.ThrowsAsync<TransferException>(() => DownloadAsync(server));

    private sealed class Progress(Action<long> report) : IProgress<long>
    {
        public void Report(long value) => report(value);
    }
}
