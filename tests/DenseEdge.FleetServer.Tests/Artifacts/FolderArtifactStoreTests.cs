using System.Security.Cryptography;
using DenseEdge.FleetServer.Artifacts;
using DenseEdge.FleetServer.Settings;

namespace DenseEdge.FleetServer.Tests.Artifacts;

public sealed class FolderArtifactStoreTests : IDisposable
{
    private static readonly byte[] Content = "abc"u8.ToArray();

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("denseedge-artifacts-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Receive_OfAbc_HasTheDigestsOfTheStandards()
    {
        FolderArtifactStore store = new(_folder.FullName, TimeProvider.System);
        using MemoryStream body = new(Content);

        using ReceivedFile received = await store.ReceiveAsync(body, 3, CancellationToken.None);

        // FIPS 180-4 and RFC 1321 give these for "abc".
        Assert.Equal(
            new StoredArtifact(
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", "a9993e364706816aba3e25717850c26c9cd0d89d",
                "900150983cd24fb0d6963f7d28e17f72", 3),
            received.Content);
    }

    [Fact]
    public async Task Keep_OfAFile_MakesItReadableAndSeekable()
    {
        FolderArtifactStore store = new(_folder.FullName, TimeProvider.System);
        using MemoryStream body = new(Content);
        using ReceivedFile received = await store.ReceiveAsync(body, 3, CancellationToken.None);
        Assert.Null(await store.OpenAsync(received.Content.Sha256, 3, CancellationToken.None));

        await store.KeepAsync(received, CancellationToken.None);

        await using Stream stream = (await store.OpenAsync(received.Content.Sha256, 3, CancellationToken.None))!;
        stream.Position = 1;
        Assert.Equal('b', stream.ReadByte());
    }

    [Theory]
    [InlineData(false, 11, 1)]
    [InlineData(false, 9, 0)]
    [InlineData(true, 11, 0)]
    public async Task Collect_OfAFile_RemovesItIfNothingRefersToItAndItIsNotYoung(bool isNeeded, int minutes, int removed)
    {
        string kept = await KeepAsync(new FolderArtifactStore(_folder.FullName, TimeProvider.System));
        FolderArtifactStore later = new(_folder.FullName, new LaterTime(minutes));

        int found = await later.CollectAsync(_ => Task.FromResult(isNeeded), CancellationToken.None);

        Assert.Equal(removed, found);
        Assert.Equal(removed == 0, await OpensAsync(later, kept));
    }

    [Fact]
    public async Task Collect_WhileTheSameBytesAreUploadedAgain_LeavesThem()
    {
        FolderArtifactStore store = new(_folder.FullName, TimeProvider.System);
        string kept = await KeepAsync(store);
        File.SetLastWriteTimeUtc(Path.Combine(_folder.FullName, kept[..2], kept), TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-1));

        // Nothing refers to the old file; before it is removed somebody uploads its bytes.
        int removed = await store.CollectAsync(
            async _ =>
            {
                await KeepAsync(store);
                return false;
            },
            CancellationToken.None);

        Assert.Equal(0, removed);
        Assert.True(await OpensAsync(store, kept));
        Assert.Empty(Directory.GetFiles(Path.Combine(_folder.FullName, "uploads")));
    }

    [Fact]
    public async Task Receive_OfABodyThatBreaks_LeavesNothing()
    {
        FolderArtifactStore store = new(_folder.FullName, TimeProvider.System);
        using BreakingStream body = new();

        await Assert.ThrowsAsync<IOException>(() => store.ReceiveAsync(body, 1_000_000, CancellationToken.None));

        Assert.Empty(Directory.GetFiles(_folder.FullName, "*", SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData(0, 10)]
    [InlineData(11, 10)]
    public async Task Receive_OfNothingOrTooMuch_IsRefusedAndLeavesNothing(int length, long most)
    {
        FolderArtifactStore store = new(_folder.FullName, TimeProvider.System);
        using MemoryStream body = new(new byte[length]);

        await Assert.ThrowsAsync<InvalidDataException>(() => store.ReceiveAsync(body, most, CancellationToken.None));

        Assert.Empty(Directory.GetFiles(_folder.FullName, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void Start_AfterAnUploadThatDiedLongAgo_RemovesItAndLeavesYoungOnes()
    {
        string uploads = Directory.CreateDirectory(Path.Combine(_folder.FullName, "uploads")).FullName;
        string old = Path.Combine(uploads, "a.upload");
        string young = Path.Combine(uploads, "b.upload");
        File.WriteAllBytes(old, Content);
        File.WriteAllBytes(young, Content);
        File.SetLastWriteTimeUtc(old, TimeProvider.System.GetUtcNow().AddDays(-2).UtcDateTime);

        _ = new FolderArtifactStore(_folder.FullName, TimeProvider.System);

        Assert.Equal([young], Directory.GetFiles(uploads));
    }

    [Fact]
    public void Claim_OfAnotherFleetsFolder_IsRefused()
    {
        new FolderArtifactStore(_folder.FullName, TimeProvider.System).Claim("first");

        FolderArtifactStore again = new(_folder.FullName, TimeProvider.System);

        again.Claim("first");
        Assert.Contains(
            _folder.FullName, Assert.Throws<SettingsException>(() => again.Claim("second")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_OfAWordThatIsNoDigest_NeverBecomesAPath()
    {
        FolderArtifactStore store = new(_folder.FullName, TimeProvider.System);

        await Assert.ThrowsAsync<ArgumentException>(() => store.OpenAsync("../../etc/passwd", 1, CancellationToken.None));
        await Assert.ThrowsAsync<ArgumentException>(
            () => store.OpenAsync(Convert.ToHexString(SHA256.HashData(Content)), 1, CancellationToken.None));
    }

    private static async Task<string> KeepAsync(FolderArtifactStore store)
    {
        using MemoryStream body = new(Content);
        using ReceivedFile received = await store.ReceiveAsync(body, 3, CancellationToken.None);
        await store.KeepAsync(received, CancellationToken.None);
        return received.Content.Sha256;
    }

    private static async Task<bool> OpensAsync(FolderArtifactStore store, string sha256)
    {
        await using Stream? stream = await store.OpenAsync(sha256, 3, CancellationToken.None);
        return stream is not null;
    }

    private sealed class LaterTime(int minutes) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddMinutes(minutes);
    }

    private sealed class BreakingStream : MemoryStream
    {
        private int _reads;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
            => _reads++ == 0 ? ValueTask.FromResult(100) : throw new IOException("The connection broke.");
    }
}
