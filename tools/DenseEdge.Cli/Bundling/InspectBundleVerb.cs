using System.Text;
using DenseEdge.Bundles;

namespace DenseEdge.Cli.Bundling;

/// <summary>denseedge bundle inspect.</summary>
internal static class InspectBundleVerb
{
    /// <summary>Shows a bundle.</summary>
    /// <param name="path">A bundle file or folder.</param>
    /// <param name="isJson">Whether to print the manifest as it is.</param>
    /// <param name="output">Takes the text.</param>
    public static int Run(string path, bool isJson, TextWriter output)
    {
        using Bundle bundle = Bundle.Open(path);
        output.Write(isJson ? Encoding.UTF8.GetString(bundle.Manifest.ToJson()) : BundleText.Write(bundle));
        return 0;
    }
}
