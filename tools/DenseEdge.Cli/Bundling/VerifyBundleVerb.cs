using DenseEdge.Bundles;
using DenseEdge.Bundles.Golden;
using DenseEdge.Sdk;
using DenseEdge.Storage;
using DenseEdge.Tuf;

namespace DenseEdge.Cli.Bundling;

/// <summary>denseedge bundle verify.</summary>
internal static class VerifyBundleVerb
{
    private const int Failed = 1;

    /// <summary>Checks a bundle.</summary>
    /// <param name="path">A bundle file or folder.</param>
    /// <param name="rootPath">The trusted root; null to check digests only.</param>
    /// <param name="isProven">Whether to compute the golden frames.</param>
    /// <param name="output">Takes what was found.</param>
    /// <returns>0 if all is well, 1 if golden frames failed.</returns>
    /// <exception cref="InvalidDataException">Something was changed, or nobody signed.</exception>
    public static int Run(string path, string? rootPath, bool isProven, TextWriter output)
    {
        using Bundle bundle = Bundle.Open(path);
        if (rootPath is not null)
        {
            BundleSignature.Verify(bundle, TrustedRoot.Load(PhysicalFileSystem.Instance, Path.GetFullPath(rootPath)));
        }

        bundle.VerifyBlobs();
        output.WriteLine($"{path}: whole, {bundle.Digest}");
        output.WriteLine(rootPath is not null
            ? $"signed by keys of the role {BundleSignature.Role} of {rootPath}"
            : bundle.Signature is null ? "not signed" : "signed; name a trusted root with --root to know by whom");
        return !isProven || Prove(bundle, output) ? 0 : Failed;
    }

    private static bool Prove(Bundle bundle, TextWriter output)
    {
        string folder = Path.Combine(Path.GetTempPath(), $"denseedge-verify-{Guid.NewGuid():N}");
        try
        {
            bundle.ExtractTo(PhysicalFileSystem.Instance, folder, new ExtractOptions
            {
                Models = [.. bundle.Manifest.Models.Where(model => bundle.Has(model.Digest))],
            });
            using FileStream file = File.OpenRead(Path.Combine(folder, BundleFiles.Golden));
            GoldenSet golden = GoldenSet.Load(file, BundleFiles.Golden);
            bool passed = true;
            foreach (ModelVariant model in bundle.Manifest.Models.Where(model => bundle.Has(model.Digest)))
            {
                using DensePredictor predictor = LocalPredictor.Load(Path.Combine(folder, model.File), model);
                GoldenReport report = golden.Check(predictor);
                output.WriteLine(GoldenText.Line(model.File, report));
                passed &= report.Passed;
            }

            return passed;
        }
        finally
        {
            PhysicalFileSystem.Instance.DeleteDirectory(folder);
        }
    }
}
