using DenseEdge.Cli.Reporting;
using DenseEdge.Parity;

namespace DenseEdge.Cli.Running;

/// <summary>denseedge parity.</summary>
internal static class ParityVerb
{
    /// <summary>Compares every file of a folder, and prints a line for each as soon as it is done.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="verbose">Whether every comparison gets a line.</param>
    /// <param name="json">Whether the results are printed as JSON at the end instead.</param>
    /// <param name="cancellation">Ctrl-C.</param>
    /// <returns>1 if a file failed, could not be read or is unknown.</returns>
    public static int Run(string folder, bool verbose, bool json, CancellationToken cancellation)
    {
        IReadOnlyList<string> files = ParityRun.Files(folder);
        int nameWidth = files.Max(file => Path.GetFileNameWithoutExtension(file).Length);
        List<FileResult> results = [];
        foreach (string file in files)
        {
            cancellation.ThrowIfCancellationRequested();
            FileResult result = ParityRun.Compare(file);
            results.Add(result);
            if (!json)
            {
                foreach (string line in ParityText.Lines(result, nameWidth, verbose))
                {
                    Console.WriteLine(line);
                }
            }
        }

        Console.WriteLine(json ? ParityText.Json(results) : ParityText.Summary(results));
        return results.All(result => result.Passed) ? 0 : 1;
    }
}
