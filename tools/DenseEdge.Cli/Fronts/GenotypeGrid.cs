using System.Text;
using DenseEdge.Contracts;

namespace DenseEdge.Cli.Fronts;

/// <summary>Genotypes as small grids of letters for a terminal, side by side as far as the width allows.</summary>
internal static class GenotypeGrid
{
    private const string Gap = "     ";

    /// <summary>What rows, columns and letters mean, in a line.</summary>
    public static string Legend => "rows read from columns: "
        + string.Join(", ", ContextWords.All.Select(context => $"{ContextWords.Letter(context)} {ContextWords.Word(context)}"));

    /// <summary>Draws one genotype.</summary>
    /// <param name="genotype">The genotype.</param>
    /// <returns>A line of sources, then one per target; all of the same length.</returns>
    public static IReadOnlyList<string> Lines(Genotype genotype)
    {
        string[] keys = [.. genotype.Tasks.Select(TaskKinds.Key)];
        int first = keys.Max(key => key.Length);
        StringBuilder header = new(new string(' ', first));
        foreach (string key in keys)
        {
            header.Append("  ").Append(key);
        }

        return
        [
            header.ToString(),
            .. genotype.Tasks.Select(target => target.Key().PadRight(first) + string.Concat(genotype.Tasks.Select(source =>
                "  " + Centred(ContextWords.Letter(genotype[target, source]), source.Key().Length)))),
        ];
    }

    /// <summary>Draws several genotypes, each under its title.</summary>
    /// <param name="genotypes">Titles and genotypes.</param>
    /// <param name="width">Columns of the terminal; a grid that is wider stands alone.</param>
    public static IReadOnlyList<string> Blocks(IReadOnlyList<(string Title, Genotype Genotype)> genotypes, int width)
    {
        List<string> lines = [];
        List<string[]> row = [];
        foreach ((string title, Genotype genotype) in genotypes)
        {
            string[] block = Block(title, genotype);
            if (row.Count > 0 && row.Sum(other => other[0].Length + Gap.Length) + block[0].Length > width)
            {
                Flush(row, lines);
            }

            row.Add(block);
        }

        Flush(row, lines);
        return lines;
    }

    private static void Flush(List<string[]> row, List<string> lines)
    {
        if (lines.Count > 0 && row.Count > 0)
        {
            lines.Add("");
        }

        int height = row.Count == 0 ? 0 : row.Max(block => block.Length);
        for (int i = 0; i < height; i++)
        {
            IEnumerable<string> parts = row.Select(block => i < block.Length ? block[i] : new string(' ', block[0].Length));
            lines.Add(string.Join(Gap, parts).TrimEnd());
        }

        row.Clear();
    }

    private static string[] Block(string title, Genotype genotype)
    {
        IReadOnlyList<string> grid = Lines(genotype);
        int width = Math.Max(title.Length, grid[0].Length);
        return [.. grid.Prepend(title).Select(line => line.PadRight(width))];
    }

    private static string Centred(string letter, int width) => letter.PadLeft((width + 1) / 2).PadRight(width);
}
