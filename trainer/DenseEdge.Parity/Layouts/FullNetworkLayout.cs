using System.Globalization;
using DenseEdge.Contracts;
using DenseEdge.Parity.Checks;
using DenseEdge.Parity.Networks;
using DenseEdge.Parity.Vectors;
using DenseEdge.Training.Attention;
using DenseEdge.Training.Heads;
using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Parity.Layouts;

/// <summary>A whole network in evaluation mode, with every intermediate result; weights come from the manifest's names.</summary>
internal sealed class FullNetworkLayout : IVectorLayout
{
    /// <inheritdoc/>
    public string Title => "whole network";

    /// <inheritdoc/>
    public bool Fits(VectorFile file) => file.Has("meta/conv_gain") && file.Has("in/image");

    /// <inheritdoc/>
    public void Run(VectorFile file, CheckList checks)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable withoutGradients = no_grad();
        IReadOnlyList<ManifestRow> manifest = Manifest.Read(Manifest.PathFor(file.Path));
        checks.Expect("manifest", true, $"{manifest.Count} rows, sizes and seeds as shapes and names say");
        using ReferenceNetwork network = ReferenceNetwork.Make(file, manifest);
        network.eval();
        checks.Compare("in/image", GeneratedNumbers.Image(file.Shape("in/image")).Select(value => (double)value), Tolerance.Exact);
        Tensor image = file.Tensor("in/image");
        Tensor[] levels = network.Backbone.Extract(image);
        for (int level = 0; level < levels.Length; level++)
        {
            checks.Compare($"mid/backbone_level{level}", levels[level], Tolerance.Network);
        }

        Tensor fused = HeadVectors.Fuse(levels);
        checks.Compare("mid/fused_input", fused, Tolerance.Network);
        Tensor inside = SpatialNormalization.PixelsInside(image);
        CompareSteps(file, checks, network.Head, fused, inside);
        CompareOutputs(file, checks, network.Head.Predict(fused, inside), inside);
    }

    /// <summary>Computes the head step by step, for what lies between its input and its output.</summary>
    private static void CompareSteps(VectorFile file, CheckList checks, DenseHead head, Tensor fused, Tensor inside)
    {
        Dictionary<TaskKind, Tensor> features = head.FeatureHeads.ToDictionary(task => task.Key, task => task.Value.call(fused));
        Compare("task_feats", features);
        if (head is not RelationalContextHead relational)
        {
            return;
        }

        Dictionary<TaskKind, Tensor> auxiliary = relational.AuxiliaryFeatures.ToDictionary(
            task => task.Key, task => relational.AuxiliaryLogits[task.Key].call(task.Value.call(fused)));
        Compare("aux_logits_lowres", auxiliary);
        Dictionary<TaskKind, Tensor> maps = auxiliary.ToDictionary(
            task => task.Key, task => SpatialNormalization.Normalize(task.Value, inside));
        Compare("atrc_out", relational.Relations.call(features, maps));

        void Compare(string step, IReadOnlyDictionary<TaskKind, Tensor> tasks)
        {
            foreach ((TaskKind task, Tensor result) in tasks)
            {
                checks.Compare($"mid/{step}_{task.Key()}", result, Tolerance.Network);
            }
        }
    }

    private static void CompareOutputs(VectorFile file, CheckList checks, HeadOutput output, Tensor inside)
    {
        foreach ((TaskKind task, Tensor logits) in output.Final)
        {
            checks.Compare($"mid/final_logits_lowres_{task.Key()}", logits, Tolerance.Network);
        }

        IReadOnlyDictionary<string, Tensor> predictions = HeadVectors.AtImageSize(output, inside);
        foreach ((string name, Tensor prediction) in predictions)
        {
            string? part = file.Matches($@"out/{name}_first(\d+)ch") is [string count, ..] ? count : null;
            Tensor compared = part is null
                ? prediction
                : prediction.narrow(1, 0, long.Parse(part, CultureInfo.InvariantCulture));
            checks.Compare(part is null ? $"out/{name}" : $"out/{name}_first{part}ch", compared, Tolerance.Network);
        }
    }
}
