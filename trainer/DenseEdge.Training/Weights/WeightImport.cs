using DenseEdge.Training.Backbones;
using DenseEdge.Training.Network;
using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Training.Weights;

/// <summary>
/// Brings published weights into DenseEdge's files: backbones of OpenMMLab and torchvision, and whole networks of ATRC's
/// Lightning checkpoints. Names stay the official ones.
/// </summary>
public static class WeightImport
{
    /// <summary>Reads a file, compares it with the network that it belongs to, and writes what was asked for.</summary>
    /// <param name="options">What to read and write.</param>
    /// <returns>
    /// How it fits. Unless <see cref="WeightReport.Fits"/> or <see cref="WeightImportOptions.Lenient"/> nothing was written.
    /// </returns>
    /// <exception cref="InvalidDataException">The file can't be read, or belongs to none of the networks.</exception>
    /// <exception cref="ArgumentException">The options ask for what this file can't give.</exception>
    public static WeightReport Run(WeightImportOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        WeightFile file = WeightFile.Read(options.Path);
        using DisposeScope scope = NewDisposeScope();
        return WholeNetwork.IsIn(file) && options.Architecture is null
            ? ImportNetwork(options, file) : ImportBackbone(options, file);
    }

    private static WeightReport ImportBackbone(WeightImportOptions options, WeightFile file)
    {
        if (options.Run is not null || options.Genotype is not null)
        {
            throw new ArgumentException(
                $"'{options.Path}' holds a backbone only: a run folder and a genotype need a whole network.");
        }

        BackboneKind kind = options.Architecture is { } name ? BackboneNames.Parse(name) : ArchitectureGuess.Of(file);
        using Backbone backbone = MultiTaskNetwork.MakeBackbone(
            new NetworkOptions { Backbone = kind, Tasks = [], InputHeight = 64, InputWidth = 64 }, StageRange.All);
        Dictionary<string, long[]> wanted = backbone.state_dict().ToDictionary(entry => entry.Key, entry => entry.Value.shape);
        BackboneTensors part = BackboneTensors.Of(file, wanted.Keys);
        IReadOnlyList<string> classifier = PublishedWeights.ClassifierPrefixes;
        if (backbone is MobileNetV2 mobileNet)
        {
            classifier = MobileNetV2Weights.HeadPrefixes;
            if (!MobileNetV2Folding.HasNormalization(part.Tensors))
            {
                wanted = FoldedNames(mobileNet);
            }
        }

        bool IsClassifier(string key) => classifier.Any(prefix => key.StartsWith(prefix, StringComparison.Ordinal));
        WeightMatch match = new(wanted, part.Tensors, IsCounter, IsClassifier);
        IEnumerable<string> dropped = part.Tensors.Keys
            .Where(key => !wanted.ContainsKey(key) && IsClassifier(key)).Concat(part.Elsewhere);
        WeightReport report = WeightReport.Of(file, BackboneNames.Of(kind), match, dropped);
        if (options.Out is not null && (report.Fits || options.Lenient))
        {
            Write(options.Out, wanted, part.Tensors, report);
        }

        return report;
    }

    private static WeightReport ImportNetwork(WeightImportOptions options, WeightFile file)
    {
        NetworkOptions shape = WholeNetwork.OptionsOf(file, options);
        using MultiTaskNetwork network = MultiTaskNetwork.Create(shape);
        Dictionary<string, Tensor> state = network.state_dict();
        Dictionary<string, long[]> wanted = state.ToDictionary(entry => entry.Key, entry => entry.Value.shape);
        string prefix = NamePrefix.Find(file.Tensors.Keys, wanted.Keys);
        Dictionary<string, SafeTensor> given = NamePrefix.Cut(file.Tensors, prefix);

        // Losses keep constants of their own in such checkpoints.
        string[] outside =
        [
            .. file.Tensors.Keys.Where(key => !key.StartsWith(prefix, StringComparison.Ordinal)),
            .. given.Keys.Where(key => !wanted.ContainsKey(key) && !WholeNetwork.IsOfNetwork(key)),
        ];
        WeightMatch match = new(
            wanted, given, key => IsCounter(key) || key == "normal_centroids", key => !WholeNetwork.IsOfNetwork(key));
        WeightReport report = WeightReport.Of(file, WholeNetwork.Describe(shape), match, outside);
        if (report.Fits || options.Lenient)
        {
            Copy(state, given);
            if (options.Out is not null)
            {
                NetworkWeights.Write(options.Out, network, $"imported from {Path.GetFileName(file.Path)}");
            }

            if (options.Run is not null)
            {
                ImportedRun.Write(options.Run, network);
            }
        }

        return report;
    }

    private static bool IsCounter(string key) => key.EndsWith("num_batches_tracked", StringComparison.Ordinal);

    private static Dictionary<string, long[]> FoldedNames(MobileNetV2 backbone)
    {
        Dictionary<string, long[]> wanted = new(StringComparer.Ordinal);
        foreach ((string name, ConvUnit unit) in backbone.NamedUnits())
        {
            long[] shape = unit.Conv.weight!.shape;
            wanted[$"{name}.weight"] = shape;
            wanted[$"{name}.bias"] = [shape[0]];
        }

        return wanted;
    }

    private static void Write(
        string path, Dictionary<string, long[]> wanted, IReadOnlyDictionary<string, SafeTensor> given, WeightReport report)
    {
        Dictionary<string, SafeTensor> fitting = given
            .Where(entry => wanted.TryGetValue(entry.Key, out long[]? shape) && entry.Value.Shape.SequenceEqual(shape))
            .ToDictionary(entry => entry.Key, entry => entry.Value, StringComparer.Ordinal);
        SafeTensors.Write(path, fitting, new Dictionary<string, string>
        {
            ["format"] = "pt",
            ["architecture"] = report.Architecture,
            ["source"] = $"imported from {Path.GetFileName(report.Path)} ({report.Format})",
        });
    }

    private static void Copy(Dictionary<string, Tensor> state, Dictionary<string, SafeTensor> given)
    {
        using IDisposable withoutGradients = no_grad();
        foreach ((string name, Tensor parameter) in state)
        {
            if (given.TryGetValue(name, out SafeTensor? tensor) && tensor.Shape.SequenceEqual(parameter.shape))
            {
                using DisposeScope scope = NewDisposeScope();
                parameter.copy_(tensor.ToTensor());
            }
        }
    }
}
