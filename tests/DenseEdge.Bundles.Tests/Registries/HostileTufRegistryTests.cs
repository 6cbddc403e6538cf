using System.Text;
using DenseEdge.Bundles.Registries;
using DenseEdge.Tuf;

namespace DenseEdge.Bundles.Tests.Registries;

/// <summary>A registry that lies about metadata, or breaks off in the middle of a push.</summary>
public sealed class HostileTufRegistryTests : IDisposable
{
    private const string Path = "models/scene/1.0.0/abc";
    private const string Timestamp = "metadata-timestamp.json";
    private const int MostTimestampBytes = 16 * 1024;

    private readonly FakeRegistry _fake = new();
    private readonly SignedRepository _repository = new();
    private readonly RegistryClient _registry;

    public HostileTufRegistryTests()
    {
        _registry = _repository.Registry(_fake.Host);
        _repository.Publish(Path, "first content");
    }

    public void Dispose()
    {
        _repository.Dispose();
        _fake.Dispose();
    }

    [Fact]
    public async Task Push_CutAtAnyRequest_LeavesDevicesWithTheOldOrTheNewState()
    {
        await _repository.PushAsync(_registry);
        await _repository.Device(_registry, "device").RefreshAsync();
        _repository.Publish("models/scene/1.1.0/def", "second content");
        Dictionary<string, byte[]> blobs = new(_fake.Blobs), manifests = new(_fake.Manifests);
        int cuts = 0;
        while (await IsCutAsync(cuts))
        {
            TufClient device = _repository.Device(_registry, "device");
            Assert.Equal("first content", await _repository.ReadAsync(device, Path));
            Assert.Null(await device.FindAsync("models/scene/1.1.0/def"));
            Restore(blobs, manifests);
            cuts++;
        }

        // At least: look at the timestamp, and for each file look for its blob, push it, push its manifest.
        Assert.True(cuts > 15, $"{cuts} points");
        Assert.Equal("second content", await _repository.ReadAsync(
            _repository.Device(_registry, "device"), "models/scene/1.1.0/def"));
    }

    [Fact]
    public async Task Push_AfterOneThatBrokeOff_EndsIt()
    {
        Assert.True(await IsCutAsync(12));

        await _repository.PushAsync(_registry);

        Assert.Equal("first content", await _repository.ReadAsync(_repository.Device(_registry, "device"), Path));
    }

    public static TheoryData<string, TufReason> Lies => new()
    {
        { "endless manifest", TufReason.TooLong },
        { "no manifest", TufReason.Malformed },
        { "another kind of artefact", TufReason.Malformed },
        { "two layers", TufReason.Malformed },
        { "large layer", TufReason.TooLong },
        { "larger blob than announced", TufReason.TooLong },
        { "another blob", TufReason.Mismatch },
        { "nothing", TufReason.Missing },
    };

    [Theory]
    [MemberData(nameof(Lies))]
    public async Task Refresh_OfALyingRegistry_IsRefusedUntilItTellsTheTruth(string lie, TufReason reason)
    {
        await _repository.PushAsync(_registry);
        byte[] truth = _fake.Manifests[Timestamp];
        TufClient device = _repository.Device(_registry, "device");
        Tell(lie);

        TufException refused = await Assert.ThrowsAsync<TufException>(() => device.RefreshAsync());

        Assert.Equal(reason, refused.Reason);
        _fake.Manifests[Timestamp] = truth;
        Assert.Equal("first content", await _repository.ReadAsync(device, Path));
    }

    [Fact]
    public async Task Push_OverGarbage_ReplacesIt()
    {
        _fake.Manifests[Timestamp] = Encoding.UTF8.GetBytes("no manifest");

        await _repository.PushAsync(_registry);

        Assert.Equal("first content", await _repository.ReadAsync(_repository.Device(_registry, "device"), Path));
    }

    [Fact]
    public async Task Download_OfASubstitutedTarget_IsRefused()
    {
        await _repository.PushAsync(_registry);
        _fake.Blobs[BlobDigest.Of("first content"u8)] = Encoding.UTF8.GetBytes("other content");

        await Assert.ThrowsAsync<Transfer.TransferException>(
            () => _repository.ReadAsync(_repository.Device(_registry, "device"), Path));
    }

    private void Tell(string lie)
    {
        byte[] small = Encoding.UTF8.GetBytes("small");
        byte[] large = new byte[MostTimestampBytes + 1];
        switch (lie)
        {
            case "endless manifest":
                _fake.Manifests[Timestamp] = new byte[1 << 20];
                break;
            case "no manifest":
                _fake.Manifests[Timestamp] = Encoding.UTF8.GetBytes("[null]");
                break;
            case "another kind of artefact":
                Serve(MediaTypes.TufTarget, BlobDigest.Of(small), small.Length, small);
                break;
            case "two layers":
                Serve(MediaTypes.TufMetadata, BlobDigest.Of(small), small.Length, small);
                string one = Encoding.UTF8.GetString(_fake.Manifests[Timestamp]);
                int at = one.IndexOf("\"layers\": [", StringComparison.Ordinal) + 11;
                string layer = one[at..one.LastIndexOf(']')];
                _fake.Manifests[Timestamp] = Encoding.UTF8.GetBytes(one.Insert(at, layer + ","));
                break;
            case "large layer":
                Serve(MediaTypes.TufMetadata, BlobDigest.Of(large), large.Length, large);
                break;
            case "larger blob than announced":
                Serve(MediaTypes.TufMetadata, BlobDigest.Of(large), small.Length, large);
                break;
            case "another blob":
                Serve(MediaTypes.TufMetadata, BlobDigest.Of(small), small.Length, Encoding.UTF8.GetBytes("other"));
                break;
            default:
                Assert.True(_fake.Manifests.TryRemove(Timestamp, out _));
                break;
        }
    }

    private void Serve(string mediaType, string digest, int announced, byte[] blob)
    {
        _fake.Blobs[digest] = blob;
        _fake.Manifests[Timestamp] = SingleFileImage.Write(mediaType, "timestamp.json", digest, announced);
    }

    /// <summary>Pushes until so many requests were answered.</summary>
    private async Task<bool> IsCutAsync(int requests)
    {
        _fake.RequestsLeft = requests;
        try
        {
            await _repository.PushAsync(_registry);
            return false;
        }
        catch (Transfer.TransferException)
        {
            return true;
        }
        finally
        {
            _fake.RequestsLeft = int.MaxValue;
        }
    }

    private void Restore(Dictionary<string, byte[]> blobs, Dictionary<string, byte[]> manifests)
    {
        _fake.Blobs.Clear();
        _fake.Manifests.Clear();
        foreach ((string digest, byte[] blob) in blobs)
        {
            _fake.Blobs[digest] = blob;
        }

        foreach ((string tag, byte[] manifest) in manifests)
        {
            _fake.Manifests[tag] = manifest;
        }
    }
}
