using DenseEdge.Bundles;

namespace DenseEdge.Cli.Bundling;

/// <summary>The models of a bundle, or a single ONNX file taken as one.</summary>
internal sealed class OpenedModels : IDisposable
{
    private readonly Bundle? _bundle;
    private readonly string _path;

    private OpenedModels(string path, Bundle? bundle, IReadOnlyList<ModelVariant> models)
    {
        _path = path;
        _bundle = bundle;
        Models = models;
    }

    /// <summary>The models.</summary>
    public IReadOnlyList<ModelVariant> Models { get; }

    /// <summary>The manifest; null for a single model.</summary>
    public BundleManifest? Manifest => _bundle?.Manifest;

    /// <summary>Opens what a user names.</summary>
    /// <param name="path">A bundle, or an ONNX file.</param>
    public static OpenedModels Open(string path)
    {
        if (path.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase))
        {
            return new OpenedModels(path, null, [BundleModel.Read(path, new Dictionary<string, string>()).Variant]);
        }

        Bundle bundle = Bundle.Open(path);
        return new OpenedModels(path, bundle, [.. bundle.Manifest.Models.Where(model => bundle.Has(model.Digest))]);
    }

    /// <summary>The model that another one replaces: of the same target and precision, or the only one there is if a single file
    /// was named.</summary>
    /// <param name="model">A model of another bundle.</param>
    public ModelVariant? Partner(ModelVariant model) => _bundle is null
        ? Models[0]
        : Models.FirstOrDefault(other => other.Target == model.Target && other.Precision == model.Precision);

    /// <summary>Opens a model's file, seekable.</summary>
    /// <param name="model">One of <see cref="Models"/>.</param>
    /// <exception cref="InvalidDataException">It was changed.</exception>
    public Stream Read(ModelVariant model)
    {
        if (_bundle is null)
        {
            return File.OpenRead(_path);
        }

        using (Stream blob = _bundle.OpenBlob(model.Digest))
        {
            // Reading to the end is what checks the digest.
            blob.CopyTo(Stream.Null);
        }

        return _bundle.OpenUnchecked(model.Digest);
    }

    public void Dispose() => _bundle?.Dispose();
}
