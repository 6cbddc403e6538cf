using System.Globalization;

namespace DenseEdge.Parity.Networks;

/// <summary>The list of parameters and statistics that stands beside the vectors of a whole network.</summary>
internal static class Manifest
{
    private const string Header = "name\tshape\tnumel\tfnv1a32_seed";
    private const string Counter = "scalar";

    /// <summary>Gets where the manifest of a file of vectors is.</summary>
    /// <param name="vectors">The file of vectors.</param>
    public static string PathFor(string vectors) => Path.Combine(
        Path.GetDirectoryName(Path.GetFullPath(vectors))!, $"manifest_{Path.GetFileNameWithoutExtension(vectors)}.tsv");

    /// <summary>Reads a manifest, and checks sizes and seeds against shapes and names.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">The file is no manifest, or contradicts itself; the message lists all.</exception>
    public static IReadOnlyList<ManifestRow> Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new InvalidDataException($"expected the manifest '{path}' beside the vectors of a whole network, found none");
        }

        string[] lines = File.ReadAllLines(path);
        if (lines.Length == 0 || lines[0] != Header)
        {
            throw new InvalidDataException($"expected '{path}' to begin with '{Header}', found '{lines.FirstOrDefault()}'");
        }

        List<string> faults = [];
        List<ManifestRow> rows = [.. lines.Skip(1).Where(line => line.Length > 0).Select(line => Parse(line, faults))];
        faults.AddRange(rows.GroupBy(row => row.Name).Where(group => group.Count() > 1).Select(group => $"{group.Key} occurs twice"));
        return faults.Count == 0
            ? rows
            : throw new InvalidDataException($"'{path}': {string.Join("; ", faults)}");
    }

    private static ManifestRow Parse(string line, List<string> faults)
    {
        string[] cells = line.Split('\t');
        if (cells.Length != 4)
        {
            faults.Add($"'{line}' has {cells.Length} columns, expected 4");
            return new ManifestRow(line, null);
        }

        string name = cells[0];
        long[]? shape = null;
        if (cells[1] != Counter)
        {
            shape = [.. cells[1].Split('x').Select(side => Number(side, name, faults))];
            long size = shape.Aggregate(1L, (product, side) => product * side);
            if (Number(cells[2], name, faults) != size)
            {
                faults.Add($"{name} has the shape {cells[1]}, so {size} elements, not {cells[2]}");
            }
        }

        uint seed = GeneratedNumbers.Seed(name);
        if (Number(cells[3], name, faults) != seed)
        {
            faults.Add($"{name} has the seed {cells[3]}, its name says {seed}");
        }

        return new ManifestRow(name, shape);
    }

    private static long Number(string text, string name, List<string> faults)
    {
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number))
        {
            return number;
        }

        faults.Add($"{name}: expected a number, found '{text}'");
        return 0;
    }
}
