using System.Text.Json;
using DenseEdge.Bundles;
using DenseEdge.Bundles.Golden;
using DenseEdge.Bundles.Registries;
using DenseEdge.Bundles.Tests;
using DenseEdge.Contracts;
using DenseEdge.Sdk;
using DenseEdge.Sdk.Tests;
using DenseEdge.Storage;
using DenseEdge.Transfer;
using DenseEdge.Tuf;
using DenseEdge.Tuf.Publishing;

namespace DenseEdge.Agent.Tests.EndToEnd;

/// <summary>Whoever makes and signs bundles, and announces them in a signed repository.</summary>
internal sealed class ScenePublisher : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SigningKey _root = SigningKey.Create();
    private readonly SigningKey _targets = SigningKey.Create();
    private readonly SigningKey _snapshot = SigningKey.Create();
    private readonly SigningKey _timestamp = SigningKey.Create();
    private readonly TufRepository _repository;

    /// <summary>Makes the keys and an empty repository.</summary>
    /// <param name="timestampDays">Days that a timestamp is valid.</param>
    public ScenePublisher(int timestampDays = LongDays)
    {
        RepositoryPlan plan = new(
            Role(_root, LongDays), Role(_targets, LongDays), Role(_snapshot, LongDays), Role(_timestamp, timestampDays));
        _repository = TufRepository.Init(PhysicalFileSystem.Instance, Repository, plan);
        _repository.Sign("root", _root);
        Publish();
        Root = _repository.PublishedRoot()!;
    }

    public const int LongDays = 3650;

    /// <summary>The repository's folder.</summary>
    public string Repository => _folder.At("repository");

    /// <summary>The newest published timestamp.</summary>
    public string Timestamp => Path.Combine(Repository, "metadata", "timestamp.json");

    /// <summary>The root that devices are given.</summary>
    public byte[] Root { get; }

    public void Dispose()
    {
        foreach (SigningKey key in (SigningKey[])[_root, _targets, _snapshot, _timestamp])
        {
            key.Dispose();
        }

        _folder.Dispose();
    }

    /// <summary>Makes a bundle file.</summary>
    /// <param name="release">What is in it.</param>
    /// <param name="stranger">Who signs in place of the publisher; null for the publisher.</param>
    public string Bundle(SceneRelease release, SigningKey? stranger = null)
    {
        byte[] model = Model(release.MetersPerRed);
        byte[] golden = Golden(release.GoldenMetersPerRed);
        ModelVariant variant = Variant(model, release.Promise);
        BundleWriter writer = new(new BundleManifest
        {
            Name = SceneRelease.Name,
            Version = release.Version,
            ReleaseCounter = release.Release,
            CreatedUtc = new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero),
            Tasks = [.. TestModel.Metadata.Tasks.Select(BundleTask.Of)],
            InputContract = new InputContract(InputContract.Rgb24, TestModel.Height, TestModel.Width),
            Models = [variant],
            GoldenDigest = BlobDigest.Of(golden),
            GoldenSize = golden.Length,
        });
        writer.AddGolden(golden);
        writer.AddModel(variant, () => new MemoryStream(model));
        string path = _folder.At($"{Guid.NewGuid():N}.bundle");
        writer.WriteFile(PhysicalFileSystem.Instance, path, BundleSignature.Sign(writer, [stranger ?? _targets]));
        return path;
    }

    /// <summary>Announces a bundle whose file is the target.</summary>
    public string AnnounceFile(SceneRelease release, long? announced = null)
    {
        string path = Bundle(release);
        using Bundle bundle = Bundles.Bundle.Open(path);
        using FileStream content = File.OpenRead(path);
        _repository.AddTarget(TargetPath(bundle), content, Custom(announced ?? release.Release));
        Publish();
        return path;
    }

    /// <summary>Announces a bundle whose image manifest is the target.</summary>
    public string AnnounceImage(SceneRelease release)
    {
        string path = Bundle(release);
        using Bundle bundle = Bundles.Bundle.Open(path);
        _repository.AddTarget(
            TargetPath(bundle), bundle.ImageManifest.Length, BlobDigest.Hex(bundle.Digest), Custom(release.Release));
        Publish();
        return path;
    }

    /// <summary>Puts a bundle's blobs beside the repository.</summary>
    public void AddBlobs(string bundle)
    {
        using Bundle opened = Bundles.Bundle.Open(bundle);
        string blobs = Path.Combine(Repository, "blobs");
        if (Directory.Exists(blobs))
        {
            Directory.Delete(blobs, recursive: true);
        }

        new FolderLayout(PhysicalFileSystem.Instance, Repository).Add(opened);
    }

    /// <summary>Pushes all that is published to a registry on this machine.</summary>
    /// <param name="host">The registry.</param>
    /// <param name="name">The repository's name there.</param>
    public async Task PushAsync(string host, string name)
    {
        using HttpTransfer transfer = new();
        RegistryClient registry = new(
            RegistryReference.ParseRepository($"oci://{host}/{name}"), transfer, new RegistryOptions { PlainHttp = true });
        RepositoryPush push = new(
            registry, _repository.Published(), new FolderLayout(PhysicalFileSystem.Instance, Repository));
        Assert.Empty(await push.RunAsync());
    }

    /// <summary>The published file of a bundle's target.</summary>
    public string TargetFile() => Directory.EnumerateFiles(Path.Combine(Repository, "targets"), "*", SearchOption.AllDirectories)
        .MaxBy(File.GetLastWriteTimeUtc)!;

    private void Publish()
    {
        _repository.Sign("targets", _targets);
        _repository.Publish([_snapshot], [_timestamp]);
    }

    private byte[] Golden(float metersPerRed)
    {
        string path = _folder.At("golden.onnx");
        File.WriteAllBytes(path, Model(metersPerRed));
        using DensePredictor predictor = DensePredictor.Load(path, new PredictorOptions { ThreadCount = 1 });
        return GoldenSet.Create(predictor, [TestModel.Noise(24, 30, seed: 1), TestModel.Noise(12, 16, seed: 2)]).ToBytes();
    }

    /// <summary>The test model with another factor in place of depth's 0.01.</summary>
    private byte[] Model(float metersPerRed)
    {
        byte[] bytes = File.ReadAllBytes(TestModel.Save(_folder.Path));
        int at = bytes.AsSpan().IndexOf(BitConverter.GetBytes(0.01f));
        BitConverter.GetBytes(metersPerRed).CopyTo(bytes, at);
        return bytes;
    }

    private static ModelVariant Variant(byte[] model, LatencyPromise? promise) => new()
    {
        File = "scene.onnx",
        Digest = BlobDigest.Of(model),
        Size = model.Length,
        Precision = ModelPrecision.Float32,
        InputFormat = InputFormat.UInt8Nhwc,
        InputHeight = TestModel.Height,
        InputWidth = TestModel.Width,
        Runtimes = [new RuntimeRange(ExecutionProvider.Cpu)],
        LatencyPromise = promise,
    };

    private static RolePlan Role(SigningKey key, int days) => new([key.Public], Threshold: 1, days);

    private static string TargetPath(Bundle bundle)
        => $"models/{SceneRelease.Name}/{bundle.Manifest.Version}/{BlobDigest.Hex(bundle.Digest)}";

    private static JsonElement Custom(long release) => JsonSerializer.SerializeToElement(new { release });
}
