using System.Security.Cryptography;
using DenseEdge.FleetServer.Artifacts;

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
        await store.DeleteAsync(received.Content.Sha256, CancellationToken.None);
        Assert.Null(await store.OpenAsync(received.Content.Sha256, 3, CancellationToken.None));
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
    public async Task Open_OfAWordThatIsNoDigest_NeverBecomesAPath()
    {
        FolderArtifactStore store = new(_folder.FullName, TimeProvider.System);

        await Assert.ThrowsAsync<ArgumentException>(() => store.OpenAsync("../../etc/passwd", 1, CancellationToken.None));
        await Assert.ThrowsAsync<ArgumentException>(
            () => store.OpenAsync(Convert.ToHexString(SHA256.HashData(Content)), 1, CancellationToken.None));
    }

    private sealed class BreakingStream : MemoryStream
    {
        private int _reads;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
            => _reads++ == 0 ? ValueTask.FromResult(100) : throw new IOException("The connection broke.");
    }
}
