using DenseEdge.Training.Weights;

namespace DenseEdge.Cli.Running;

/// <summary>denseedge weights.</summary>
internal static class WeightsVerb
{
    private const int MostNamed = 20;

    /// <summary>Imports a file and tells how it fits.</summary>
    /// <param name="options">What to read and write.</param>
    /// <returns>1 if it does not fit and is not to be taken as it is.</returns>
    public static int Import(WeightImportOptions options)
    {
        if (!File.Exists(options.Path))
        {
            throw new ArgumentException($"Expected a file of weights, found no '{options.Path}'.");
        }

        MakeFolderFor(options.Out);
        WeightReport report = WeightImport.Run(options);
        Console.WriteLine($"{report.Path}: {report.Format}, {report.Architecture}");
        Console.WriteLine($"  matched {report.Matched}");
        List("missing", report.Missing);
        List("unexpected", report.Unexpected);
        List("of another shape", report.Misshapen);
        List("dropped (classifier, or other parts of the file)", report.Dropped);
        List("not tensors", report.Skipped);
        List("unknown objects outside of the tensors, not constructed", report.Inert);
        bool isTaken = report.Fits || options.Lenient;
        foreach (string written in ((string?[])[options.Out, options.Run]).OfType<string>())
        {
            Console.WriteLine(isTaken ? $"wrote {written}" : $"{written} was not written; --lenient takes what fits");
        }

        return isTaken ? 0 : 1;
    }

    /// <summary>Exports the weights of a run.</summary>
    /// <param name="run">The run's folder.</param>
    /// <param name="output">The file.</param>
    public static int Export(string run, string output)
    {
        MakeFolderFor(output);
        int tensors = NetworkWeights.Export(run, output);
        Console.WriteLine($"wrote {output}: {tensors} tensors");
        return 0;
    }

    private static void MakeFolderFor(string? file)
    {
        if (file is not null)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        }
    }

    private static void List(string what, IReadOnlyList<string> names)
    {
        if (names.Count == 0)
        {
            return;
        }

        Console.WriteLine($"  {what} {names.Count}");
        foreach (string name in names.Take(MostNamed))
        {
            Console.WriteLine($"    {name}");
        }

        if (names.Count > MostNamed)
        {
            Console.WriteLine($"    and {names.Count - MostNamed} more");
        }
    }
}
