using DenseEdge.Cli.Bundling;
using DenseEdge.Cli.Profiling.Networks;
using DenseEdge.Cli.Trusting;
using DenseEdge.Contracts;
using DenseEdge.Imaging;
using DenseEdge.Onnx.Targets;
using DenseEdge.Training.Engine;
using DenseEdge.Training.Network;
using DenseEdge.Training.Presets;

namespace DenseEdge.Cli.Tests.Flashing;

/// <summary>Real bundles of one network, in two releases and with the keys of a repository and of a stranger.</summary>
public sealed class SignedBundles : IDisposable
{
    private static readonly string[] RootKeys = ["root-1", "root-2"];
    private readonly string _folder = Directory.CreateTempSubdirectory("denseedge-signed-").FullName;

    /// <summary>Makes keys, root, models and bundles.</summary>
    public SignedBundles()
    {
        string keys = At("keys");
        KeysVerb.Create(keys, [], TextWriter.Null);
        KeysVerb.Create(At("strangers"), ["targets"], TextWriter.Null);
        string repository = At("repository");
        RepoVerb.Init(
            new RepoInitArguments
            {
                Repository = repository,
                Keys = keys,
                RootDays = 365,
                TargetsDays = 90,
                SnapshotDays = 7,
                TimestampDays = 1,
            },
            TextWriter.Null);
        RepoVerb.Sign(repository, "root", RootKeys.Select(name => Path.Combine(keys, $"{name}.pem")), TextWriter.Null);
        RepoVerb.Sign(repository, "targets", [Path.Combine(keys, "targets.pem")], TextWriter.Null);
        RepoVerb.Publish(
            repository, [Path.Combine(keys, "snapshot.pem")], [Path.Combine(keys, "timestamp.pem")], TextWriter.Null);
        Root = Directory.GetFiles(repository, "*root.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Last();
        MakeImage();
        string[] models = [MakeModel("cpu"), MakeModel("jetpack6"), MakeModel("jetpack6.2")];
        Model = models[0];
        First = MakeBundle("1.0.0", release: 1, "keys", models);
        Second = MakeBundle("1.1.0", release: 2, "keys", models);
        Strange = MakeBundle("1.2.0", release: 3, "strangers", models);
    }

    /// <summary>The root of trust.</summary>
    public string Root { get; }

    /// <summary>The model in it for the processor.</summary>
    public string Model { get; }

    /// <summary>Release 1.</summary>
    public string First { get; }

    /// <summary>Release 2.</summary>
    public string Second { get; }

    /// <summary>Release 3, which a stranger signed.</summary>
    public string Strange { get; }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string At(string name) => Path.Combine(_folder, name);

    private void MakeImage()
    {
        byte[] pixels = new byte[120 * 160 * 3];
        new Random(7).NextBytes(pixels);
        Directory.CreateDirectory(At("images"));
        ImageFile.Write(Path.Combine(At("images"), "noise.png"), new Rgb24Image(120, 160, pixels));
    }

    /// <summary>The same HRNet-W18 for a target: 16 MB of weights.</summary>
    private string MakeModel(string target)
    {
        DeploymentExport export = new(TargetProfiles.Find(target), ModelPrecision.Float32, null, 0);
        TaskSpec[] tasks = [new TaskSpec { Kind = TaskKind.Depth }, new TaskSpec { Kind = TaskKind.Boundaries }];
        NetworkOptions options = DefaultRecipe.Network(tasks, 64, 96, null);
        using MultiTaskNetwork network = RandomWeights.Create(options with { Backbone = BackboneKind.HrNetW18Small }, seed: 1);
        string path = At($"rooms-{target}.onnx");
        export.Write(network, path, trainingData: "noise", CancellationToken.None);
        return path;
    }

    private string MakeBundle(string version, long release, string keys, string[] models)
    {
        string path = At($"rooms-{version}.bundle");
        CreateBundleVerb.Run(
            new CreateBundleArguments
            {
                Models = models,
                Data = At("images"),
                Output = path,
                Name = "rooms",
                Version = version,
                Release = release,
                Frames = 1,
                Keys = [Path.Combine(At(keys), "targets.pem")],
            },
            TextWriter.Null);
        return path;
    }
}
