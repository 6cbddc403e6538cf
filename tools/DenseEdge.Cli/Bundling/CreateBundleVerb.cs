using System.Globalization;
using DenseEdge.Bundles;
using DenseEdge.Bundles.Golden;
using DenseEdge.Contracts;
using DenseEdge.Sdk;
using DenseEdge.Storage;
using DenseEdge.Tuf;

namespace DenseEdge.Cli.Bundling;

/// <summary>denseedge bundle create.</summary>
internal static class CreateBundleVerb
{
    /// <summary>Makes a bundle: facts of the models, golden frames of the finest one, proof that the others agree,
    /// signature.</summary>
    /// <param name="arguments">What to put in.</param>
    /// <param name="output">Takes the report.</param>
    /// <exception cref="ArgumentException">The arguments make no sense.</exception>
    /// <exception cref="InvalidDataException">The models aren't the same network, or one fails the golden frames.</exception>
    public static int Run(CreateBundleArguments arguments, TextWriter output)
    {
        IReadOnlyList<SigningKey> keys = BundleKeys.Load(arguments);
        string path = Path.GetFullPath(arguments.Output);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        Dictionary<string, string> certificates = arguments.Certificates.ToDictionary(
            LatencyCertificate.ModelOf, StringComparer.Ordinal);
        BundleModel[] models = [.. arguments.Models.Select(model => BundleModel.Read(model, certificates))];
        RequireSameNetwork(models);
        RequireUsed(certificates, models);
        GoldenSet golden = Prove(models, arguments, output);
        BundleWriter writer = Fill(arguments, models, golden.ToBytes(), output);
        byte[]? signature = keys.Count == 0 ? null : BundleSignature.Sign(writer, keys);
        if (arguments.AsFolder)
        {
            writer.WriteFolder(PhysicalFileSystem.Instance, path, signature);
        }
        else
        {
            writer.WriteFile(PhysicalFileSystem.Instance, path, signature);
        }

        using Bundle bundle = Bundle.Open(path);
        output.WriteLine($"{arguments.Output}: {bundle.Manifest.Name} {bundle.Manifest.Version}, release "
            + $"{bundle.Manifest.ReleaseCounter.ToString(CultureInfo.InvariantCulture)}, {bundle.Digest}");
        output.WriteLine(
            keys.Count == 0 ? "It has no signature." : $"Signed by {string.Join(", ", keys.Select(key => key.Public.KeyId))}.");
        return 0;
    }

    private static BundleWriter Fill(CreateBundleArguments arguments, BundleModel[] models, byte[] golden, TextWriter output)
    {
        ModelMetadata first = models[0].Metadata;
        BundleWriter writer = new(new BundleManifest
        {
            Name = arguments.Name,
            Version = arguments.Version,
            ReleaseCounter = arguments.Release,
            CreatedUtc = NewestUtc(models),
            Tasks = [.. first.Tasks.Select(BundleTask.Of)],
            InputContract = new InputContract(InputContract.Rgb24, first.OutputHeight, first.OutputWidth),
            Models = [.. models.Select(model => model.Variant)],
            GoldenDigest = BlobDigest.Of(golden),
            GoldenSize = golden.Length,
        });
        writer.AddGolden(golden);
        IReadOnlyList<BundleDelta> deltas = BundleDelta.FromOlder(arguments.DeltaBases, models, output);
        foreach (BundleModel model in models)
        {
            bool isLeftOut = arguments.DeltasOnly && deltas.Any(delta => delta.Result == model.Variant.Digest);
            writer.AddModel(model.Variant, isLeftOut ? null : () => File.OpenRead(model.Path));
        }

        foreach (BundleDelta delta in deltas)
        {
            writer.AddDelta(delta.Bytes, delta.Base, delta.Result);
        }

        return writer;
    }

    /// <summary>The finest model answers the golden frames; all must agree with it on this machine's processor.</summary>
    private static GoldenSet Prove(BundleModel[] models, CreateBundleArguments arguments, TextWriter output)
    {
        BundleModel finest = models.MinBy(model => model.Variant.Precision)!;
        GoldenSet golden;
        using (DensePredictor predictor = LocalPredictor.Load(finest.Path, finest.Variant))
        {
            golden = GoldenSet.Create(
                predictor,
                GoldenFrames.Load(arguments.Data, arguments.Frames, (finest.Metadata.InputHeight, finest.Metadata.InputWidth)));
        }

        foreach (BundleModel model in models)
        {
            using DensePredictor predictor = LocalPredictor.Load(model.Path, model.Variant);
            GoldenReport report = golden.Check(predictor, new GoldenCheckOptions { TimedFrames = 0, WarmUpFrames = 0 });
            output.WriteLine(GoldenText.Line(model.Variant.File, report));
            if (!report.Passed)
            {
                throw new InvalidDataException(
                    $"{model.Path}: it fails the golden frames that {finest.Variant.File} answered: "
                    + $"{string.Join(" ", report.Faults)} "
                    + "Is it another network, or was it quantised with another data set?");
            }
        }

        return golden;
    }

    private static void RequireSameNetwork(BundleModel[] models)
    {
        ModelMetadata first = models[0].Metadata;
        foreach (BundleModel model in models)
        {
            ModelMetadata other = model.Metadata;
            bool isSame = first.Tasks.Select(BundleTask.Of).SequenceEqual(other.Tasks.Select(BundleTask.Of))
                && first.OutputHeight == other.OutputHeight && first.OutputWidth == other.OutputWidth;
            if (!isSame)
            {
                throw new InvalidDataException(
                    $"Expected models with the same tasks, classes and output size in one bundle, found {Describe(models[0])} "
                    + "and "
                    + $"{Describe(model)}. Put them into bundles of their own.");
            }

            if (other.HasRandomWeights)
            {
                throw new InvalidDataException($"{model.Path}: expected a trained model, found random weights.");
            }
        }
    }

    private static string Describe(BundleModel model)
        => $"{model.Variant.File} ({string.Join(", ", model.Metadata.Tasks.Select(task => task.Spec.Kind.Key()))}, "
            + $"{model.Metadata.OutputHeight}x{model.Metadata.OutputWidth})";

    private static void RequireUsed(Dictionary<string, string> certificates, BundleModel[] models)
    {
        foreach ((string model, string path) in certificates)
        {
            if (!Array.Exists(models, candidate => BlobDigest.Hex(candidate.Variant.Digest) == model))
            {
                throw new ArgumentException(
                    $"{path}: expected the certificate of one of the models, found that of the model {model}. A certificate "
                    + "holds for "
                    + "one file.");
            }
        }
    }

    // Not the time of this call: the same files shall make the same bundle. Tar and OCI have whole seconds.
    private static DateTimeOffset NewestUtc(BundleModel[] models)
        => DateTimeOffset.FromUnixTimeSeconds(
            models.Max(model => new DateTimeOffset(File.GetLastWriteTimeUtc(model.Path)).ToUnixTimeSeconds()));
}
