using DenseEdge.Bundles;
using DenseEdge.Storage;

namespace DenseEdge.Cli.Bundling;

/// <summary>denseedge bundle extract.</summary>
internal static class ExtractBundleVerb
{
    /// <summary>Writes a bundle's files.</summary>
    /// <param name="path">A bundle file or folder.</param>
    /// <param name="folder">A new folder.</param>
    /// <param name="asLayout">Whether to write the OCI image layout.</param>
    /// <param name="installed">Model files that deltas may start from.</param>
    /// <param name="output">Takes what was written.</param>
    public static int Run(string path, string folder, bool asLayout, IReadOnlyList<string> installed, TextWriter output)
    {
        using Bundle bundle = Bundle.Open(path);
        string target = Path.GetFullPath(folder);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        if (asLayout)
        {
            bundle.SaveFolder(PhysicalFileSystem.Instance, target);
        }
        else
        {
            Dictionary<string, string> bases = installed.Select(Path.GetFullPath).ToDictionary(Digest, StringComparer.Ordinal);
            bundle.ExtractTo(PhysicalFileSystem.Instance, target, new ExtractOptions { Installed = bases.GetValueOrDefault });
        }

        output.WriteLine($"{folder}: {bundle.Manifest.Name} {bundle.Manifest.Version}, {bundle.Digest}");
        return 0;
    }

    private static string Digest(string path)
    {
        using FileStream file = File.OpenRead(path);
        return BlobDigest.Of(file);
    }
}
