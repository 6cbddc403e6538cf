using DenseEdge.Bundles;
using DenseEdge.Cli.Running;
using DenseEdge.Contracts;
using DenseEdge.Sdk.Inference;

namespace DenseEdge.Cli.Bundling;

/// <summary>A model file on its way into a bundle.</summary>
/// <param name="Path">The file.</param>
/// <param name="Metadata">What the model says about itself.</param>
/// <param name="Variant">What the bundle's manifest says about it.</param>
internal sealed record BundleModel(string Path, ModelMetadata Metadata, ModelVariant Variant)
{
    private const string Ending = ".onnx";

    /// <summary>Reads a model and what lies beside it: the report of its export, its latency certificate.</summary>
    /// <param name="argument">An ONNX file or a run folder.</param>
    /// <param name="certificates">Certificates that the user named, by the digest of their models.</param>
    /// <exception cref="InvalidDataException">It is no model, or something beside it is damaged.</exception>
    public static BundleModel Read(string argument, IReadOnlyDictionary<string, string> certificates)
    {
        string path = System.IO.Path.GetFullPath(ModelArgument.Find(argument));
        ModelMetadata metadata = new OrtModelFile(path).ReadMetadata();
        using FileStream file = File.OpenRead(path);
        string digest = BlobDigest.Of(file);
        ExportRecord? report = ExportRecord.Beside(path);
        TargetRuntimes target = TargetRuntimes.Of(metadata.Target);
        return new BundleModel(path, metadata, new ModelVariant
        {
            File = FileName(path),
            Digest = digest,
            Size = file.Length,
            Target = metadata.Target,
            Precision = metadata.Precision,
            InputFormat = metadata.InputFormat,
            InputHeight = metadata.InputHeight,
            InputWidth = metadata.InputWidth,
            Runtimes = target.Runtimes,
            Boards = target.Boards,
            LatencyPromise = Promise(path, digest, certificates),
            CalibrationReport = report?.Calibration(),
            AccuracyReport = report?.Accuracy(),
        });
    }

    private static LatencyPromise? Promise(string path, string digest, IReadOnlyDictionary<string, string> certificates)
    {
        if (certificates.TryGetValue(BlobDigest.Hex(digest), out string? named))
        {
            return LatencyCertificate.Promise(named, digest);
        }

        // A certificate beside several models is that of one of them.
        string beside = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(path)!, LatencyCertificate.FileName);
        return File.Exists(beside) && LatencyCertificate.ModelOf(beside) == BlobDigest.Hex(digest)
            ? LatencyCertificate.Promise(beside, digest)
            : null;
    }

    // model.onnx of a run folder says little: the folder's name does.
    private static string FileName(string path)
    {
        string name = System.IO.Path.GetFileNameWithoutExtension(path);
        string? folder = System.IO.Path.GetFileName(System.IO.Path.GetDirectoryName(path));
        string whole = name == "model" && !string.IsNullOrEmpty(folder) ? folder : name;
        return string.Concat(
            whole.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '-' ? letter : '-'))
            + Ending;
    }
}
