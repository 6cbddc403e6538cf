using System.Globalization;
using DenseEdge.Bundles;
using DenseEdge.Bundles.Deltas;

namespace DenseEdge.Cli.Bundling;

/// <summary>A delta on its way into a bundle.</summary>
/// <param name="Bytes">The delta.</param>
/// <param name="Base">The digest of the model that it starts from.</param>
/// <param name="Result">The digest of the model that it makes.</param>
internal sealed record BundleDelta(byte[] Bytes, string Base, string Result)
{
    /// <summary>Makes the deltas from older bundles that pay: each model against that of the same target and precision.</summary>
    /// <param name="bundles">The older bundles.</param>
    /// <param name="models">The new models.</param>
    /// <param name="output">Takes a line per model.</param>
    public static IReadOnlyList<BundleDelta> FromOlder(
        IReadOnlyList<string> bundles, IReadOnlyList<BundleModel> models, TextWriter output)
    {
        List<BundleDelta> deltas = [];
        foreach (string path in bundles)
        {
            using OpenedModels older = OpenedModels.Open(path);
            foreach (BundleModel model in models)
            {
                if (older.Partner(model.Variant) is { } old && old.Digest != model.Variant.Digest
                    && Make(older, old, model, output) is { } delta)
                {
                    deltas.Add(delta);
                }
            }
        }

        return deltas;
    }

    private static BundleDelta? Make(OpenedModels older, ModelVariant old, BundleModel model, TextWriter output)
    {
        using Stream source = older.Read(old);
        using FileStream result = File.OpenRead(model.Path);
        using MemoryStream delta = new();
        ModelDelta.Create(source, result, delta);
        bool pays = ModelDelta.Pays(delta.Length, model.Variant.Size);
        double percent = 100.0 * delta.Length / model.Variant.Size;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{model.Variant.File}: the delta from {old.File} is {delta.Length} bytes, {percent:F1} % of the model"
            + $"{(pays ? "" : ": left out")}."));
        return pays ? new BundleDelta(delta.ToArray(), old.Digest, model.Variant.Digest) : null;
    }
}
